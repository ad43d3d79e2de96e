using System.Globalization;
using System.Resources;
using ElJournal.Integrity.Verifying;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Store.Examining;
using Npgsql;

namespace ElJournal.Integrity.Watching;

/// <summary>Words of what the sealed log has looked at.</summary>
internal static class WatchWords
{
    public static readonly ResourceManager All = new("ElJournal.Integrity.Watching.WatchTexts", typeof(WatchWords).Assembly);
}

/// <summary>The last full check: there was one lately, and it found the log intact.</summary>
internal sealed class LogCheckExamined(LogChecks checks, WatchedSchools schools, TimeProvider clock) : Examined("log_check", WatchWords.All)
{
    /// <summary>Two nights without a check.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(2);

    public override async Task<IReadOnlyList<Finding>> Look(IReadOnlyList<SchoolId> asked, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        foreach (var school in asked) findings.Add(await Look(school, cancel));
        return findings;
    }

    private async Task<Finding> Look(SchoolId school, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await checks.Of(school, cancel) is not { } watch)
        {
            return now - await checks.FirstSealed(school, cancel) > Longest ? Ill(Say("never"), school, "advice.late") : Note(Say("never"), school, "advice.soon");
        }
        var at = (await schools(school, cancel)).LocalAt(watch.Last.At).ToString("g", CultureInfo.CurrentUICulture);
        if (!watch.Last.IsIntact) return Ill(Say("broken", at, watch.Last.Found.Places, DamagePlace.Of(watch.Last.Found)), school);
        return now - watch.Last.At > Longest ? Ill(Say("late", at), school, "advice.late") : Well(Say("well", at, watch.Last.Found.Size), school);
    }
}

/// <summary>Nothing waits long to be sealed. What was inserted behind the sealer's back waits for ever, so it is seen between the nights.</summary>
internal sealed class UnsealedExamined(NpgsqlDataSource database, TimeProvider clock) : WaitingExamined("unsealed", WatchWords.All, database, clock)
{
    public override async Task<IReadOnlyList<Finding>> Look(IReadOnlyList<SchoolId> schools, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        foreach (var school in schools)
        {
            findings.Add(await Waiting(
                $"""
                select count(*), min(e.timestamp) from {EventStore.Schema}.mt_events e
                where e.tenant_id = $1 and not exists (select from integrity.leaves l where l.tenant = $1 and l.seq = e.seq_id)
                """, school, cancel));
        }
        return findings;
    }
}

/// <summary>The key of the log is there, and nobody else reads it.</summary>
internal sealed class KeyExamined(NpgsqlDataSource database, IntegrityOptions options) : Examined("key", WatchWords.All)
{
    public override async Task<IReadOnlyList<Finding>> Look(IReadOnlyList<SchoolId> schools, CancellationToken cancel)
    {
        var file = Path.Combine(options.KeyDirectory, IntegrityOptions.KeyName + ".pem");
        if (!File.Exists(file))
        {
            return [await database.Value<bool>("select exists (select from integrity.checkpoints)", cancel) ? Ill(Say("lost", file)) : Well(Say("later"))];
        }
        if (OperatingSystem.IsWindows()) return [Well(file)];
        var mode = File.GetUnixFileMode(file);
        return [(mode & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) == 0 ? Well(Say("well")) : Ill(Say("open", file, Convert.ToString((int)mode, 8)), null, "advice.open")];
    }
}

/// <summary>Where the log is damaged, in words: «лист 9 журнала 2026-2027, запись № 17 – содержание не то, что было опечатано».</summary>
public static class DamagePlace
{
    public static string Of(LogChecked found)
    {
        var parts = new List<string>();
        if (found.DamagedYear is { } year) parts.Add(found.Index is { } index ? Say("place.leaf", index, year) : Say("place.log", year));
        if (found.Seq is { } seq) parts.Add(Say("place.seq", seq));
        var what = Enum.TryParse<Damage>(found.Damage, out var damage) ? new Broken(damage, null).Text() : found.Damage;
        return parts.Count == 0 ? what ?? "" : $"{string.Join(", ", parts)} — {what}";
    }

    private static string Say(string key, params object?[] values) =>
        string.Format(CultureInfo.CurrentUICulture, WatchWords.All.GetString(key, CultureInfo.CurrentUICulture)!, values);
}
