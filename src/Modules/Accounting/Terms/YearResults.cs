using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Debts;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Accounting.Terms;

/// <summary>Годовые отметки и задолженности, as a promotion asks for them.</summary>
public sealed class YearResults(TimeProvider clock) : IYearResults
{
    public async Task<IReadOnlyDictionary<PupilId, YearResult>> Of(IQuerySession session, YearId year, ClassId? schoolClass, CancellationToken cancel)
    {
        if (await TermRegister.Of(session, year, schoolClass, clock.GetUtcNow(), cancel) is not { } register) return new Dictionary<PupilId, YearResult>();
        var pages = (await session.LoadManyAsync<TermPage>(cancel, register.Courses.Select(c => TermPages.Stream(c.Course, YearPages.Annual)).ToArray()))
            .ToDictionary(p => p.Course);
        var ungraded = register.Courses.SelectMany(course =>
            register.RosterOf(course) is { } roster && register.IsGraded(course, YearPages.Annual, roster.Level) && register.DaysOf(YearPages.Annual, roster.Level) is { } days
                ? register.Expected(roster, days).Where(pupil => pages.GetValueOrDefault(course.Course.Value)?.GradeOf(pupil) is null)
                    .Select(pupil => (Pupil: pupil, Subject: register.SubjectOf(course)))
                : []).ToLookup(u => u.Pupil, u => u.Subject);
        var owed = (await Owing.Of(register, session, _ => true, cancel)).Where(d => d.State != DebtState.Passed)
            .ToLookup(d => d.Key.Pupil, d => register.SubjectOf(d.Course));
        return ungraded.Select(u => u.Key).Union(owed.Select(o => o.Key)).ToDictionary(
            pupil => pupil, pupil => new YearResult(Sorted(ungraded[pupil]), Sorted(owed[pupil])));
    }

    private static IReadOnlyList<string> Sorted(IEnumerable<string> subjects) => [.. subjects.Distinct().Order(StringComparer.CurrentCulture)];
}
