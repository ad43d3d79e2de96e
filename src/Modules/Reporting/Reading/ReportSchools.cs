using System.Collections.Concurrent;
using ElJournal.Control;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Reporting.Reading;

/// <summary>Gives the school of a year; it is read again as soon as one of its rows is another, so nothing old is ever reported.</summary>
public sealed class ReportSchools(IDocumentStore store)
{
    private const int MostKept = 6;

    private static readonly string[] Documents = ["controlrules", "absencerules"];

    private readonly ConcurrentDictionary<(SchoolId, YearId?), (string Versions, ReportSchool School)> kept = new();

    /// <param name="year">Null: the newest.</param>
    /// <returns>Null: there is no such year.</returns>
    public async Task<ReportSchool?> Of(SchoolId id, YearId? year = null, CancellationToken cancel = default)
    {
        await using var session = store.QuerySession(id.Value);
        var versions = await SetUpVersions.Of(session, Documents, [], cancel);
        if (kept.TryGetValue((id, year), out var known) && known.Versions == versions) return known.School;
        if (await Read(session, id, year, cancel) is not { } school) return null;
        if (kept.Count >= MostKept) kept.Clear();
        kept[(id, year)] = (versions, school);
        return school;
    }

    private static async Task<ReportSchool?> Read(IQuerySession session, SchoolId id, YearId? year, CancellationToken cancel)
    {
        var state = await SchoolState.Now(session, cancel, year);
        if (state.Year is not { } calendar) return null;
        var batch = session.CreateBatchQuery();
        var card = batch.Load<SchoolCard>(Streams.School(id));
        var journal = batch.Load<JournalRules>(Streams.Regulation);
        var grading = batch.Load<GradingRules>(Streams.Grading);
        var terms = batch.Load<TermGradeRules>(Streams.TermGrading);
        var absences = batch.Query<AbsenceRules>().ToList();
        var norms = batch.Load<LoadNorms>(Streams.Norms);
        var years = SchoolYears.In(batch);
        await batch.Execute(cancel);
        var deadlines = (await session.Events.FetchStreamAsync(ControlStreams.Rules, token: cancel)).Select(e => e.Data).OfType<ControlRulesSet>();
        return new ReportSchool(
            id, state, calendar, [.. (await years).OrderByDescending(y => y.From)],
            // A version said again for the same day takes the place of the former.
            new ReportRules(await journal, await grading, await terms, (await absences).FirstOrDefault(), await norms, [.. deadlines.GroupBy(d => d.From).Select(d => d.Last()).OrderBy(d => d.From)]),
            (await card) is { } school ? TimeZoneInfo.FindSystemTimeZoneById(school.TimeZone) : TimeZoneInfo.Utc, (await card)?.Name ?? "");
    }
}
