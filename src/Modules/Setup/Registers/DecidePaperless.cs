using System.Globalization;
using ElJournal.Kernel;
using ElJournal.Setup.People;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Записать решение директора об отказе от бумажного журнала (D-3); possible only while all three conditions are met.</summary>
/// <param name="From">First day without paper.</param>
/// <param name="Order">Номер и дата приказа.</param>
/// <param name="RestoredOn">День, когда проверено восстановление из резервной копии: the program does not see it by itself.</param>
/// <param name="Backup">Документ: акт проверки.</param>
public sealed record DecidePaperless(Guid CommandId, DateOnly From, string Order, DateOnly RestoredOn, string Backup) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Paperless;
}

/// <param name="Today">A restore checked in the future is none.</param>
public sealed record DecidePaperlessFacts(DateOnly Today, PaperlessIndicators Indicators);

public static class DecidePaperlessHandler
{
    public const int LongestBackup = 120;

    public static async Task<DecidePaperlessFacts> LoadAsync(
        DecidePaperless command, IDocumentSession session, TimeProvider clock, SealedRecords records, CancellationToken cancel)
    {
        var school = SchoolId.From(session.TenantId);
        return new DecidePaperlessFacts(
            (await SchoolNow.Load(session, school, clock, cancel)).Today, await PaperlessIndicators.Read(session, school, clock, records, cancel));
    }

    public static (Outcome, Events) Handle(
        DecidePaperless command, [WriteAggregate(nameof(DecidePaperless.Stream), Required = false)] PaperlessDecisions? decisions, DecidePaperlessFacts facts)
    {
        if (string.IsNullOrWhiteSpace(command.Order)) return (Outcome.Refused(Refusals.OrderIsMissing), []);
        if (decisions?.All.Any(d => d.Order == command.Order && d.From == command.From) == true) return (Outcome.Accepted, []);
        var seen = facts.Indicators;
        if (!seen.IsFull || !seen.IsControlled) return (Outcome.Refused(Refusals.PaperIsStillNeeded), []);
        if (command.RestoredOn > facts.Today || command.Backup.Trim().Length is 0 or > LongestBackup) return (Outcome.Refused(Refusals.BackupIsUnproven, LongestBackup), []);
        return (Outcome.Accepted,
        [
            new PaperlessDecided(command.From, command.Order,
            [
                new PaperlessCondition("full", true, seen.Courses.ToString(CultureInfo.InvariantCulture)),
                new PaperlessCondition("backup", true, $"{Written.Date(command.RestoredOn)}, {command.Backup.Trim()}"),
                new PaperlessCondition("control", true, (seen.Records ?? 0).ToString(CultureInfo.InvariantCulture)),
            ]),
        ]);
    }
}
