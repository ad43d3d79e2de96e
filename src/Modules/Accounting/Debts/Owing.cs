using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Terms;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Accounting.Debts;

/// <summary>What a debt waits for.</summary>
public enum DebtState
{
    /// <summary>The next retake is to be set.</summary>
    Waiting,

    /// <summary>A retake is set.</summary>
    Appointed,

    /// <summary>All retakes are spent: the council decides.</summary>
    Council,

    /// <summary>The council has decided.</summary>
    Decided,

    /// <summary>Ended by a retake.</summary>
    Passed,
}

/// <summary>Академическая задолженность as it follows from the grade, the retakes and the council's decisions.</summary>
/// <param name="Grade">The one that made it.</param>
/// <param name="Now">What stands by now; null: none.</param>
/// <param name="Attempt">Of the retake that is set or is next.</param>
/// <param name="Of">How many retakes there are in all.</param>
/// <param name="Due">Last day of the next retake; of a debt without one the last day of all.</param>
public sealed record OwedDebt(
    DebtKey Key, CourseCard Course, ClassRoster? Class, string Grade, string? Now, DebtState State, int Attempt, int Of, bool Commission, DateOnly Due, Retake? Retake)
{
    public bool IsOpen => State is DebtState.Waiting or DebtState.Appointed or DebtState.Council;

    public bool IsOverdue(DateOnly today) => State is DebtState.Waiting or DebtState.Council ? Due < today : State == DebtState.Appointed && Retake!.Date < today;
}

/// <summary>Finds debts among the grades of the year.</summary>
public static class Owing
{
    public static async Task<IReadOnlyList<OwedDebt>> Of(TermRegister register, IQuerySession session, Func<CourseCard, bool> isShown, CancellationToken cancel)
    {
        var rules = DebtRules.On(await session.LoadAsync<DebtRules>(Streams.DebtRules, cancel), register.Year.To);
        var courses = register.Courses.Where(isShown).ToDictionary(c => c.Course.Value);
        if (courses.Count == 0) return [];
        var pages = await session.LoadManyAsync<TermPage>(
            cancel, courses.Values.SelectMany(c => rules.Pages.Select(p => TermPages.Stream(c.Course, new TermId(p)))).ToArray());
        var debts = (await session.QueryAsync<AcademicDebt>(
            "where d.tenant_id = ? and d.data ->> 'course' = any(?)", cancel, session.TenantId, courses.Keys.ToArray())).ToDictionary(d => d.Id);
        var keys = pages.SelectMany(page => page.Grades.Where(g => g.Value.Grade is { } grade && rules.Grades.Contains(grade))
                .Select(g => new DebtKey(new CourseId(page.Course), page.Term, new PupilId(g.Key))))
            .Union(debts.Values.Select(d => new DebtKey(new CourseId(d.Course), d.Term, d.Pupil))).ToList();
        if (keys.Count == 0) return [];
        var councils = (await session.LoadManyAsync<ClassCouncil>(cancel, register.Classes.Select(c => Streams.Council(new ClassId(c.Id))).ToArray()))
            .ToDictionary(c => c.Class.Value);
        var standing = pages.ToDictionary(p => (p.Course, p.Term));
        return [.. keys.Select(key =>
        {
            var course = courses[key.Course.Value];
            var roster = register.Classes.Where(c => course.Classes.Contains(new ClassId(c.Id))).FirstOrDefault(c => c.Pupils.Any(p => p.Pupil == key.Pupil));
            return Of(
                key, course, roster, standing.GetValueOrDefault((key.Course.Value, key.Term))?.GradeOf(key.Pupil), debts.GetValueOrDefault(key.Stream), rules, register.Year.To,
                roster is null ? null : councils.GetValueOrDefault(roster.Id));
        })];
    }

    public static OwedDebt Of(
        DebtKey key, CourseCard course, ClassRoster? roster, string? now, AcademicDebt? debt, DebtRulesSet rules, DateOnly to, ClassCouncil? council)
    {
        var (open, spent, all) = (debt?.Open, debt?.Spent ?? 0, rules.Retakes.Count);
        var state = debt?.Passed == true ? DebtState.Passed
            : open is not null ? DebtState.Appointed
            : spent < all ? DebtState.Waiting
            : council?.WayOf(key.Pupil) is { } way && CouncilKinds.Last.Contains(way.Kind) ? DebtState.Decided : DebtState.Council;
        var next = rules.Retakes[Math.Min((open?.Attempt ?? (spent + 1)) - 1, all - 1)];
        return new OwedDebt(
            key, course, roster, debt?.Grade ?? now ?? "", now, state, Math.Min(open?.Attempt ?? (spent + 1), all), all, open?.Commission ?? next.Commission,
            DebtRuling.DueOf(to, next), debt?.Retakes.LastOrDefault());
    }
}
