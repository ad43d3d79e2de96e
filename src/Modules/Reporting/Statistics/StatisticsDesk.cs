using ElJournal.Kernel;
using ElJournal.Reporting.Pages;
using ElJournal.Reporting.Reading;
using ElJournal.Store;
using Marten;

namespace ElJournal.Reporting.Statistics;

/// <summary>Makes statistical extracts and reads the log of what was sent. They are of the whole school, so only who may read all of it makes them.</summary>
public sealed class StatisticsDesk(IDocumentStore store, ReportDesk reports, ReportSchools schools, AccountNames accounts, TimeProvider clock)
{
    public static bool MaySend(Actor reader) => reader.Grants.AllowEver(Permission.SendStatistics, Grant.WholeSchool) && reader.Grants.AllowEver(Permission.ReadJournal, Grant.WholeSchool);

    /// <summary>Null: not for this reader, or there is no school year.</summary>
    public async Task<(StatisticsTable Table, ReportArea Area, ReportChoices Choices)?> Of(Actor reader, string kind, ReportQuery query, CancellationToken cancel)
    {
        if (!MaySend(reader) || !StatisticsKinds.All.Contains(kind)) return null;
        var (report, by) = StatisticsKinds.ReportOf(kind) ?? (ReportKinds.Results, "level");
        if (await reports.Of(reader, report, query with { By = by, Class = null, Subject = null, Teacher = null, Pupil = null, Level = null, Page = 1 }, cancel) is not { } made) return null;
        return (kind == StatisticsKinds.Contingent ? await ContingentOf(reader.School, query, cancel) : Plain(made.Report), made.Area, made.Choices);
    }

    /// <summary>What was sent, newest first, with names of who sent it.</summary>
    public async Task<IReadOnlyList<(Sending Sending, string Author)>> Sent(Actor reader, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        var sent = (await session.Query<Sending>().ToListAsync(cancel)).OrderByDescending(s => s.On).ThenByDescending(s => s.Number, StringComparer.Ordinal).ToList();
        var people = await accounts(reader.School, sent.Select(s => new AccountId(s.By)).ToHashSet(), cancel);
        return [.. sent.Select(s => (s, people.GetValueOrDefault(new AccountId(s.By), s.By)))];
    }

    public async Task<DateOnly> Today(SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        return await Setup.Register.SchoolDay.DayOf(session, clock.GetUtcNow(), cancel);
    }

    private async Task<StatisticsTable> ContingentOf(SchoolId id, ReportQuery query, CancellationToken cancel)
    {
        var school = (await schools.Of(id, query.YearAsked, cancel))!;
        var term = query.Term is { } asked ? school.Year.Terms.Concat(school.Year.LevelTerms.SelectMany(l => l.Terms)).FirstOrDefault(t => t.Id.Value == asked) : null;
        var (from, to) = (query.From ?? term?.From ?? school.Year.From, query.To ?? term?.To ?? school.Year.To);
        var today = school.DayAt(clock.GetUtcNow());
        return Contingent.Of(school.State.Classes, from, to > today ? today : to);
    }

    private static StatisticsTable Plain(Report report) => new(
        report.Period, [.. report.Summary.Columns.Select(c => ReportWords.All["col." + c.Key])], [.. report.Summary.Rows.Select(r => (IReadOnlyList<string>)[.. r.Select(c => c.Text)])]);
}
