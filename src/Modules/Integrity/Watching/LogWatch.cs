using JasperFx.Events;

namespace ElJournal.Integrity.Watching;

/// <summary>One check and when it was recorded.</summary>
public sealed record LogCheck(LogChecked Found, DateTimeOffset At)
{
    public bool IsIntact => Found.Places == 0;
}

/// <summary>Надзор за журналом записей of one school: its last full check, and since which check the log is damaged.</summary>
/// <param name="Count">How many checks there were.</param>
/// <param name="Alarm">Тревога: number of the check that first found the log damaged; 0 while it is intact. Only a check that finds it intact ends it.</param>
/// <param name="Since">That check; null while the log is intact.</param>
public sealed record LogWatch(string Id, int Count, LogCheck Last, int Alarm, LogCheck? Since)
{
    /// <summary>The stream, one for each school.</summary>
    public const string Stream = "watch/log";

    public static LogWatch Create(IEvent<LogChecked> e) => Of(e, null);

    public static LogWatch Apply(IEvent<LogChecked> e, LogWatch watch) => Of(e, watch);

    private static LogWatch Of(IEvent<LogChecked> e, LogWatch? before)
    {
        var check = new LogCheck(e.Data, e.Timestamp);
        var count = (before?.Count ?? 0) + 1;
        return check.IsIntact
            ? new LogWatch(Stream, count, check, 0, null)
            : new LogWatch(Stream, count, check, before is { Alarm: > 0 } ? before.Alarm : count, before?.Since ?? check);
    }
}
