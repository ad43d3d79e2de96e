using System.Collections.Concurrent;
using System.Reflection;
using JasperFx.Events;

namespace ElJournal.Store;

/// <summary>
/// What events come to by a model's own Create, Apply and ShouldDelete, as the projection does when they are saved: for a look at the past,
/// of which no document is kept, and for what a command would come to.
/// </summary>
public static class Fold
{
    private static readonly ConcurrentDictionary<(Type By, Type Event, string Name), MethodInfo?> Methods = new();

    /// <summary>Null where no event creates it, or the last that concerns it has ended it.</summary>
    public static T? Of<T>(IEnumerable<IEvent> events) where T : class => Of<T>(events, typeof(T));

    /// <param name="by">Type with the static methods, where it is not the model itself.</param>
    public static T? Of<T>(IEnumerable<IEvent> events, Type by) where T : class => events.Aggregate((T?)null, (state, e) => Of(by, state, e));

    /// <param name="e">The event, with its metadata or without.</param>
    /// <returns>The state after the event; the same where the model knows nothing of it.</returns>
    public static T? Of<T>(Type by, T? state, object e) where T : class
    {
        var data = (e as IEvent)?.Data ?? e;
        if (state is null) return (T?)Call(Find(by, "Create", data.GetType()), data, e);
        if (Find(by, "ShouldDelete", data.GetType()) is { } ends && Call(ends, data, e) is true) return null;
        return Find(by, "Apply", data.GetType(), typeof(T)) is { } apply ? (T?)Call(apply, data, e, state) : state;
    }

    private static object? Call(MethodInfo? method, object data, object e, params object[] rest) =>
        method?.Invoke(null, [method.GetParameters()[0].ParameterType.IsInstanceOfType(data) ? data : e, .. rest]);

    /// <summary>By the event itself, or by the event with its metadata.</summary>
    private static MethodInfo? Find(Type by, string name, Type e, params Type[] rest) => Methods.GetOrAdd((by, e, name), _ =>
        by.GetMethod(name, BindingFlags.Public | BindingFlags.Static, [e, .. rest])
            ?? by.GetMethod(name, BindingFlags.Public | BindingFlags.Static, [typeof(IEvent<>).MakeGenericType(e), .. rest]));
}
