using System.Collections.Concurrent;
using JasperFx.Events;

namespace ElJournal.Store;

/// <summary>An event with the entry that caused it, where one command carries several (<see cref="Kernel.IEntryCommand"/>).</summary>
public static class Caused
{
    private static readonly ConcurrentDictionary<Type, Func<object, IEvent>> Makers = [];

    /// <param name="entry">Becomes the causation id of the event, and the id of the entry's first event.</param>
    public static IEvent By(Guid entry, object data)
    {
        var made = Bare(data);
        made.CausationId = entry.ToString();
        return made;
    }

    /// <summary>An event of which only what it says is known.</summary>
    internal static IEvent Bare(object data) => Makers.GetOrAdd(data.GetType(), MakerOf)(data);

    /// <param name="typed">When it was typed, where it could not be sent at once; null: just now.</param>
    public static IEvent By(Guid entry, object data, DateTimeOffset? typed)
    {
        var made = By(entry, data);
        if (typed is { } time) made.SetHeader(Provenance.Headers.ClientTime, Provenance.Headers.Time(time));
        return made;
    }

    private static Func<object, IEvent> MakerOf(Type type) =>
        typeof(Caused).GetMethod(nameof(Make), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(type).CreateDelegate<Func<object, IEvent>>();

    private static IEvent Make<T>(object data) where T : notnull => new Event<T>((T)data);
}
