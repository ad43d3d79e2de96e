using ElJournal.Kernel;
using ElJournal.Reporting.Pages;
using ElJournal.Reporting.Reading;
using ElJournal.Setup;
using Marten;

namespace ElJournal.Reporting.Keeping;

/// <summary>
/// Дни с уроками, которые учитель не назвал заполненными (D-7), of a whole year: the figure of R5, for what looks at the year before it is archived.
/// </summary>
public sealed class UnsignedDays(IDocumentStore store, ReportSchools schools, TimeProvider clock)
{
    private static readonly Grants All = new([new Grant(Permission.ReadControl, Grant.WholeSchool)]);

    /// <summary>How many they are, and the report that names them; nothing: the school has no such year.</summary>
    public async Task<(int Count, string Address)> Of(SchoolId id, YearId year, CancellationToken cancel)
    {
        if (await schools.Of(id, year, cancel) is not { } school) return (0, "");
        var query = new ReportQuery { Year = year.Value, From = school.Year.From, To = school.Year.To };
        var area = new ReportArea(school, All, Permission.ReadControl, query, clock.GetUtcNow());
        var (from, to) = area.Days;
        await using var session = store.QuerySession(id.Value);
        var given = await TermLessons.Of(session, school, area.Courses, from, to, cancel);
        var signed = (await ReportFacts.SignedDays(session, from, to, cancel)).ToHashSet();
        return (KeepingFacts.Unsigned(KeepingFacts.Lessons(area, given, from, to), signed).Count(), ReportWords.Address(ReportKinds.Keeping, query));
    }
}
