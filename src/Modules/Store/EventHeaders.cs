using JasperFx.Events;

namespace ElJournal.Store;

/// <summary>Reads the provenance of a stored event.</summary>
public static class EventHeaders
{
    /// <summary>A header as stored; empty when absent.</summary>
    public static string Header(this IEvent e, string name) =>
        e.Headers is { } headers && headers.TryGetValue(name, out var value) ? value?.ToString() ?? "" : "";
}
