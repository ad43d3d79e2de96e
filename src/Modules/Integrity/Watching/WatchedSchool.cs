using ElJournal.Kernel;

namespace ElJournal.Integrity.Watching;

/// <summary>What the watch has to know of a school: how it is called and by which clock it lives.</summary>
public sealed record WatchedSchool(string Name, TimeZoneInfo Zone)
{
    public DateTime LocalAt(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone).DateTime;
}

/// <summary>Answers for a school; the register of schools knows it and provides this.</summary>
public delegate Task<WatchedSchool> WatchedSchools(SchoolId school, CancellationToken cancel);
