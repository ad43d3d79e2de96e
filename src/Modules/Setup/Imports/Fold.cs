using System.Collections.Concurrent;
using System.Reflection;

namespace ElJournal.Setup.Imports;

/// <summary>Folds an event into a document of the register by the document's own Create and Apply, as the projection does when the event is saved.</summary>
internal static class Fold
{
    private static readonly ConcurrentDictionary<(Type By, Type Event, bool First), MethodInfo?> Methods = [];

    /// <param name="by">The type that holds the methods: the document's own, or its projection.</param>
    /// <returns>The state after the event; the same where it knows nothing of the event.</returns>
    public static T? Of<T>(Type by, T? state, object e) where T : class
    {
        var method = Methods.GetOrAdd((by, e.GetType(), state is null), key => key.First
            ? by.GetMethod("Create", BindingFlags.Public | BindingFlags.Static, [key.Event])
            : by.GetMethod("Apply", BindingFlags.Public | BindingFlags.Static, [key.Event, typeof(T)]));
        return method is null ? state : (T?)method.Invoke(null, state is null ? [e] : [e, state]);
    }
}
