using System.Reflection;
using ElJournal.Kernel;
using Marten;

namespace ElJournal.Store;

/// <summary>Registers a module's events under their stored names.</summary>
public static class RecordedEvents
{
    /// <summary>Every <see cref="RecordedAttribute"/> type of the assembly; a module calls it once for its Contracts.</summary>
    public static void Record(this StoreOptions options, Assembly contracts)
    {
        foreach (var type in In(contracts)) options.Events.MapEventType(type, RecordedAttribute.NameOf(type));
    }

    public static IEnumerable<Type> In(Assembly contracts) =>
        contracts.GetExportedTypes().Where(type => type.IsDefined(typeof(RecordedAttribute), false));
}
