using System.Globalization;
using ElJournal.Postgres.Copies;
using Microsoft.Extensions.Configuration;

namespace ElJournal.Backups;

/// <summary>Whether what is written goes to the copies at once, and what happens when it cannot.</summary>
public enum StreamMode
{
    /// <summary>Only whole copies: what was written after the last of them is lost with the server's disk.</summary>
    Off,

    /// <summary>Entries wait for the copies' disk; when it is not there, they go on without it, and that is recorded.</summary>
    GoOn,

    /// <summary>Entries wait for the copies' disk; when it is not there, they wait until it is.</summary>
    Wait,
}

/// <summary>Что решил оператор: the settings under <c>ElJournal:Backups</c> (<c>ElJournal__Backups__Directory</c> and so on).</summary>
/// <param name="Directory">Папка копий, on another disk; null: nobody has named one, and no copies are made.</param>
/// <param name="Connection">How the server is reached by a role that may copy it.</param>
/// <param name="At">When the daily copy is made, by the machine's clock.</param>
/// <param name="Keep">How many copies are kept.</param>
/// <param name="Anchors">Where signed checkpoints are kept, neither in the database nor with the copies.</param>
/// <param name="DrillDays">How often restoring is tried, in days; 0: only by hand.</param>
/// <param name="ProvenDays">After how many days without a successful trial it is an alarm.</param>
/// <param name="Scratch">Where a trial restores to; thrown away afterwards.</param>
public sealed record BackupOptions(
    string? Directory, string Connection, string DataDirectory, TimeOnly At, int Keep, StreamMode Stream, string Anchors, int DrillDays, int ProvenDays, string Scratch)
{
    public const string Section = "ElJournal:Backups";

    /// <summary>Lists in the data directory that must outlive the machine with the copies: ids of what was erased by law.</summary>
    public static IReadOnlyList<string> Lists { get; } = ["erasures.json"];

    public ClusterLink Link => new(Connection);

    /// <param name="connection">Of a role that may copy the server, where no other is set.</param>
    public static BackupOptions From(IConfiguration configuration, string connection, string dataDirectory)
    {
        var section = configuration.GetSection(Section);
        return new BackupOptions(
            Text("Directory"),
            Text("Connection") ?? connection,
            dataDirectory,
            TimeOnly.TryParse(Text("At"), CultureInfo.InvariantCulture, out var at) ? at : new TimeOnly(2, 30),
            Number("Keep") ?? 14,
            Text("Stream")?.ToLowerInvariant() switch
            {
                null or "off" => StreamMode.Off,
                "go-on" => StreamMode.GoOn,
                "wait" => StreamMode.Wait,
                var other => throw new FormatException($"{Section}:Stream = {other}: off, go-on, wait."),
            },
            Text("Anchors") ?? Path.Combine(dataDirectory, "anchors"),
            Number("DrillDays") ?? 1,
            Number("ProvenDays") ?? 7,
            Text("Scratch") ?? dataDirectory);

        string? Text(string name) => section[name] is { Length: > 0 } text ? text : null;
        int? Number(string name) => int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
