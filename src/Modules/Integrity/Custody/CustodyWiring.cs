using ElJournal.Integrity.Custody.Media;
using ElJournal.Integrity.Custody.Prints;
using ElJournal.Integrity.Custody.Retention;
using ElJournal.Integrity.Custody.Rules;
using ElJournal.Store;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Integrity.Custody;

/// <summary>Custody's part of the module's wiring.</summary>
internal static class CustodyWiring
{
    public static IServiceCollection AddCustody(this IServiceCollection services) => services.AddSingleton<ArchiveFiles>().AddSingleton<CustodyWatch>();

    public static void KeepCustody(this StoreOptions store)
    {
        store.Keep<Medium>();
        store.Keep<PrintBook>();
        store.Keep<YearCustody>();
        store.Keep<CustodyRules>();
    }
}
