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
        foreach (var type in In(contracts).Where(type => NowOf(type) is null)) options.Events.MapEventType(type, RecordedAttribute.NameOf(type));
        // What was stored under a former name is read as it would be written today.
        foreach (var type in In(contracts))
        {
            if (NowOf(type) is { } now) Upcasting.MakeGenericMethod(type, now).Invoke(null, [options]);
        }
    }

    private static MethodInfo Upcasting { get; } = typeof(RecordedEvents).GetMethod(nameof(Upcast), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static void Upcast<TRetired, TNow>(StoreOptions options) where TRetired : class, IRetired<TNow> where TNow : class =>
        options.Events.Upcast<TRetired, TNow>(RecordedAttribute.NameOf(typeof(TRetired)), retired => retired.Now());

    /// <summary>Null: the type is no former shape of another.</summary>
    internal static Type? NowOf(Type type) => type.GetInterfaces()
        .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRetired<>))?.GetGenericArguments()[0];

    public static IEnumerable<Type> In(Assembly contracts) =>
        contracts.GetExportedTypes().Where(type => type.IsDefined(typeof(RecordedAttribute), false));
}
