using System.Collections.Concurrent;
using System.Reflection;
using JasperFx.Events;

namespace ElJournal.Store;

/// <summary>What stored events come to by a model's own Create and Apply: for a look at the past, of which no document is kept.</summary>
public static class Fold
{
    private static readonly ConcurrentDictionary<(Type Model, Type By, Type Event), Func<object?, IEvent, object?>> Steps = new();

    /// <summary>Null where no event creates it.</summary>
    public static T? Of<T>(IEnumerable<IEvent> events) where T : class => Of<T>(events, typeof(T));

    /// <param name="by">Type with the static Create and Apply, where it is not the model itself.</param>
    public static T? Of<T>(IEnumerable<IEvent> events, Type by) where T : class =>
        (T?)events.Aggregate((object?)null, (state, e) => Steps.GetOrAdd((typeof(T), by, e.EventType), Step)(state, e));

    private static Func<object?, IEvent, object?> Step((Type Model, Type By, Type Event) of)
    {
        var create = Find(of.By, "Create", of.Event, null);
        var apply = Find(of.By, "Apply", of.Event, of.Model);
        return (state, e) => state is null
            ? create is null ? null : Call(create, e, null)
            : apply is null ? state : Call(apply, e, state);
    }

    private static object? Call(MethodInfo method, IEvent e, object? state)
    {
        var given = method.GetParameters()[0].ParameterType.IsInstanceOfType(e) ? (object)e : e.Data;
        return method.Invoke(null, state is null ? [given] : [given, state]);
    }

    /// <summary>By the event itself, or by the event with its metadata.</summary>
    private static MethodInfo? Find(Type by, string name, Type e, Type? model)
    {
        Type[] rest = model is null ? [] : [model];
        return by.GetMethod(name, BindingFlags.Public | BindingFlags.Static, [e, .. rest])
            ?? by.GetMethod(name, BindingFlags.Public | BindingFlags.Static, [typeof(IEvent<>).MakeGenericType(e), .. rest]);
    }
}
