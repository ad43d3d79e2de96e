using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Corrections;
using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Accounting.Terms;

/// <summary>What every change of a grade of a term is judged by.</summary>
/// <param name="Proposals">By pupil of the page.</param>
public sealed record TermFacts(
    bool IsKnown, TermGradeRulesSet? Rules, DateOnly From, DateOnly To, DateOnly Today, IReadOnlyList<string> Symbols, bool IsGraded,
    IReadOnlyDictionary<PupilId, Proposal> Proposals)
{
    /// <summary>Регламент исправлений of today; null where the school has set none.</summary>
    public CorrectionRulesSet? Corrections { get; init; }

    /// <summary>Requests on the page that wait or are open.</summary>
    public IReadOnlyList<Correction> Pending { get; init; } = [];

    public DateTimeOffset Now { get; init; }

    public static TermFacts Of(TermSources? sources) => sources is null
        ? new TermFacts(false, null, default, default, default, [], false, new Dictionary<PupilId, Proposal>())
        : new TermFacts(
            true, sources.Ruling?.Rules, sources.From, sources.To, sources.Today, sources.Symbols, sources.IsGraded, sources.Proposals())
        {
            Corrections = sources.Corrections,
            Pending = sources.Pending,
            Now = sources.Now,
        };
}

internal static class TermRules
{
    public static Outcome? Forbid(TermPage? page, TermFacts facts) => ForbidEver(facts) ?? ForbidWithoutPermit(page, facts);

    /// <summary>What no permission lifts.</summary>
    public static Outcome? ForbidEver(TermFacts facts)
    {
        if (!facts.IsKnown) return Outcome.Refused(Refusals.TermIsUnknown);
        if (facts.Rules is null) return Outcome.Refused(Refusals.TermRulesAreMissing, facts.To);
        if (facts.Today < facts.From) return Outcome.Refused(Refusals.TermHasNotBegun, facts.From);
        return !facts.IsGraded || facts.Symbols.Count == 0 ? Outcome.Refused(Refusals.TermIsNotGraded) : null;
    }

    /// <summary>After a closing nothing changes but what a permission allows.</summary>
    public static Outcome? ForbidWithoutPermit(TermPage? page, TermFacts facts) => page?.Closed != true ? null
        : facts.Corrections is { } rules ? Outcome.Refused(Refusals.TermNeedsPermit, rules.Act, rules.PermitClause)
        : Outcome.Refused(Refusals.TermPageIsClosed);

    /// <summary>The same of one pupil's grade, which a permission may open (D-13, Z-9).</summary>
    public static (Correction? Permit, Outcome? Refusal) Judge(TermPage? page, TermFacts facts, PupilId pupil, string author)
    {
        if (ForbidWithoutPermit(page, facts) is not { } closed) return (null, null);
        var (permit, late) = Permits.Judge(facts.Corrections, facts.To, true, facts.Today, facts.Pending, CorrectionKinds.TermGrade, pupil, author, facts.Now);
        return permit is not null ? (permit, null) : (null, late!.Refusal!.Kind == Refusals.PermitHasEnded ? late : closed);
    }

    /// <summary>A deviation and a correction name their reason: a code of the school's rules and words.</summary>
    /// <param name="permit">The permission by which it is changed: it brought its reason with it.</param>
    public static Outcome? ForbidWithoutReason(string? reason, Opening? note, TermGradeRulesSet rules, string? proposed, Correction? permit = null)
    {
        if (reason is not null && rules.Reasons.All(r => r.Code != reason)) return Outcome.Refused(Refusals.ReasonIsUnknown, reason);
        if (permit is not null) return null;
        return reason is null || note is null ? Outcome.Refused(Refusals.TermReasonIsMissing, proposed ?? "—") : null;
    }

    /// <summary>The grade as the school writes it; null: it may not stand here.</summary>
    public static string? Read(string typed, TermFacts facts) =>
        facts.Symbols.FirstOrDefault(s => s.Equals(typed.Trim().TrimEnd('.'), StringComparison.OrdinalIgnoreCase) || s.Equals(typed.Trim(), StringComparison.OrdinalIgnoreCase));
}
