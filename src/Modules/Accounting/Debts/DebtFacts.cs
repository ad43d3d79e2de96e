using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Terms;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;

namespace ElJournal.Accounting.Debts;

/// <summary>What every step of a debt is judged by.</summary>
/// <param name="Grade">What stands on the page; null: none.</param>
/// <param name="Symbols">What may stand there.</param>
/// <param name="From">First day of the year.</param>
/// <param name="To">Last day of the year: the terms of the retakes are counted from it.</param>
/// <param name="AtWork">Who of the named examiners works at the school.</param>
public sealed record DebtFacts(
    DebtRulesSet Rules, string? Grade, IReadOnlyList<string> Symbols, DateOnly From, DateOnly To, DateOnly Today, AcademicDebt? Debt, long Version, long PageVersion,
    IReadOnlyList<StaffId> AtWork)
{
    /// <summary>There is a debt, or there was one that a retake has ended.</summary>
    public bool Exists => Debt is not null || (Grade is not null && Rules.Grades.Contains(Grade));

    public int Attempt => (Debt?.Spent ?? 0) + 1;

    /// <summary>The rule of the next retake; null: all are spent.</summary>
    public RetakeRule? Next => Rules.Retakes.ElementAtOrDefault(Attempt - 1);

    /// <summary>Null: no such page.</summary>
    public static async Task<DebtFacts?> Load(
        DebtKey key, IReadOnlyList<StaffId> examiners, CourseSetUps setUps, KeptLessons kept, IQuerySession session, TimeProvider clock, CancellationToken cancel)
    {
        if (await TermSources.Load(session, setUps, kept, key.Course, key.Term, clock.GetUtcNow(), cancel) is not { } sources) return null;
        if (sources.Page.Pupils.All(p => p.Pupil != key.Pupil)) return null;
        var rules = DebtRules.On(await session.LoadAsync<DebtRules>(Streams.DebtRules, cancel), sources.To);
        var page = TermPages.Stream(key.Course, key.Term);
        var versions = await StreamVersions.Of(session, [key.Stream, page], cancel);
        var staff = examiners.Count == 0 ? [] : await session.LoadManyAsync<StaffCard>(cancel, examiners.Select(Streams.Staff).Distinct().ToArray());
        return new DebtFacts(
            rules, rules.Pages.Contains(key.Term.Value) ? sources.Standing?.GradeOf(key.Pupil) : null, sources.Symbols, sources.From, sources.To, sources.Today,
            await session.LoadAsync<AcademicDebt>(key.Stream, cancel), versions.GetValueOrDefault(key.Stream), versions.GetValueOrDefault(page),
            [.. staff.Where(s => !(s.Dismissed <= sources.Today)).Select(s => s.Staff)]);
    }
}

internal static class DebtRuling
{
    public const int LongestDocument = ReopenPageHandler.LongestDocument;
    public const int LongestProtocol = 60;

    /// <summary>There is a debt and it is not over.</summary>
    public static Outcome? Forbid(DebtFacts? facts) =>
        facts is null || !facts.Exists ? Outcome.Refused(Refusals.DebtIsNone)
        : facts.Debt?.Passed == true ? Outcome.Refused(Refusals.DebtIsOver) : null;

    /// <summary>The same, and a retake waits to be held.</summary>
    public static Outcome? ForbidUnlessAppointed(DebtFacts? facts) =>
        Forbid(facts) ?? (facts!.Debt?.Open is null ? Outcome.Refused(Refusals.RetakeIsNotAppointed) : null);

    /// <summary>Within the year and the term of the retake; later only on a document where the rules leave illness out.</summary>
    public static Outcome? ForbidDay(DateOnly date, string? document, DebtFacts facts, RetakeRule rule)
    {
        if (date < facts.From) return Outcome.Refused(Refusals.RetakeIsEarly, facts.From);
        var due = DueOf(facts.To, rule);
        return date > due && !(facts.Rules.IllnessExcluded && document is not null) ? Outcome.Refused(Refusals.RetakeIsLate, due) : null;
    }

    /// <param name="to">Last day of the year.</param>
    public static DateOnly DueOf(DateOnly to, RetakeRule rule) => to.AddMonths(rule.Months);

    public static Outcome? ForbidDocument(string document) =>
        document.Length is 0 or > LongestDocument ? Outcome.Refused(Refusals.DocumentIsMissing, LongestDocument) : null;
}
