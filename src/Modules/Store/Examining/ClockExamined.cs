using System.Globalization;
using ElJournal.Kernel;
using Npgsql;

namespace ElJournal.Store.Examining;

/// <summary>Moments of events are counted in UTC.</summary>
internal sealed class TimeZoneExamined(NpgsqlDataSource database) : Examined("timezone", StoreExamined.Words)
{
    public override async Task<IReadOnlyList<Finding>> Look(IReadOnlyList<SchoolId> schools, CancellationToken cancel)
    {
        var zone = await database.Value<string>("select current_setting('TimeZone')", cancel);
        return [Judge(zone == "UTC", zone)];
    }
}

/// <summary>The clocks of the program and of the database agree.</summary>
internal sealed class ClockExamined(NpgsqlDataSource database, TimeProvider clock) : Examined("clock", StoreExamined.Words)
{
    private static readonly TimeSpan GreatestSkew = TimeSpan.FromSeconds(60);

    public override async Task<IReadOnlyList<Finding>> Look(IReadOnlyList<SchoolId> schools, CancellationToken cancel)
    {
        var before = clock.GetUtcNow().UtcDateTime;
        var skew = (await database.Value<DateTime>("select clock_timestamp()", cancel) - before).Duration();
        return [Judge(skew <= GreatestSkew, Say("seen", skew.TotalSeconds.ToString("0.0", CultureInfo.CurrentUICulture)))];
    }
}

/// <summary>There is room on the disk.</summary>
internal sealed class DiskExamined(string folder) : Examined("disk", StoreExamined.Words)
{
    private const long LeastFree = 1L << 30;

    public override Task<IReadOnlyList<Finding>> Look(IReadOnlyList<SchoolId> schools, CancellationToken cancel)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        return Task.FromResult<IReadOnlyList<Finding>>([Judge(free >= LeastFree, Say("seen", (free / (double)(1 << 30)).ToString("0.0", CultureInfo.CurrentUICulture)))]);
    }
}
