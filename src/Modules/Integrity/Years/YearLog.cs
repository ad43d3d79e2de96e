namespace ElJournal.Integrity.Years;

/// <summary>What the commands need to know of the stream <c>log/{year}</c>.</summary>
public sealed record YearLog(string Id, string Year, string? PreviousCheckpoint, bool IsClosed)
{
    /// <summary>The log of what came before the first school year: the school's own setting up.</summary>
    public const string Setup = "setup";

    public static string StreamOf(string year) => "log/" + year;

    /// <summary>A year's name is part of the log's origin, so it is an id; <see cref="Setup"/> is taken.</summary>
    public static bool IsYear(string year) => Kernel.Id.IsValid(year) && year != Setup;

    public static YearLog Create(LogOpened e) => new(StreamOf(e.Year), e.Year, e.PreviousCheckpoint, IsClosed: false);

    public static YearLog Apply(YearClosed e, YearLog log) => log with { IsClosed = e.Year == log.Year || log.IsClosed };
}
