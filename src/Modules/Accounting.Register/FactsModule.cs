using JasperFx.Events.Projections;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Accounting.Register;

/// <summary>Факты журнала: what lessons and pages come to, folded once and read by every module that judges or reports (docs/adr/0019).</summary>
public static class FactsModule
{
    public static IServiceCollection AddFacts(this IServiceCollection services) => services.AddSingleton(FactTables.Schema).ConfigureMarten(options =>
        options.Projections.Add(new FactProjection(), ProjectionLifecycle.Async, FactProjection.Name, async =>
        {
            foreach (var table in FactTables.All) async.DeleteDataInTableOnTeardown(table);
        }));
}
