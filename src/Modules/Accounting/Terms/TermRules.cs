using ElJournal.Accounting.Closing;
using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Accounting.Terms;

/// <summary>What every change of a grade of a term is judged by.</summary>
/// <param name="Proposals">By pupil of the page.</param>
public sealed record TermFacts(
    bool IsKnown, TermGradeRulesSet? Rules, DateOnly From, DateOnly To, DateOnly Today, IReadOnlyList<string> Symbols, bool IsGraded,
    IReadOnlyDictionary<PupilId, Proposal> Proposals)
{
    public static TermFacts Of(TermSources? sources) => sources is null
        ? new TermFacts(false, null, default, default, default, [], false, new Dictionary<PupilId, Proposal>())
        : new TermFacts(
            true, sources.Ruling?.Rules, sources.From, sources.To, sources.Today, sources.Symbols, sources.IsGraded, sources.Proposals());
}

internal static class TermRules
{
    public static Outcome? Forbid(TermPage? page, TermFacts facts)
    {
        if (!facts.IsKnown) return Outcome.Refused(Refusals.TermIsUnknown);
        if (facts.Rules is null) return Outcome.Refused(Refusals.TermRulesAreMissing, facts.To);
        if (facts.Today < facts.From) return Outcome.Refused(Refusals.TermHasNotBegun, facts.From);
        if (!facts.IsGraded || facts.Symbols.Count == 0) return Outcome.Refused(Refusals.TermIsNotGraded);
        return ForbidWithoutPermit(page);
    }

    /// <summary>After a closing nothing changes but what a permission allows.</summary>
    public static Outcome? ForbidWithoutPermit(TermPage? page) => page?.Closed == true ? Outcome.Refused(Refusals.TermPageIsClosed) : null;

    /// <summary>A deviation and a correction name their reason: a code of the school's rules and words.</summary>
    public static Outcome? ForbidWithoutReason(string? reason, Opening? note, TermGradeRulesSet rules, string? proposed)
    {
        if (reason is not null && rules.Reasons.All(r => r.Code != reason)) return Outcome.Refused(Refusals.ReasonIsUnknown, reason);
        return reason is null || note is null ? Outcome.Refused(Refusals.TermReasonIsMissing, proposed ?? "—") : null;
    }

    /// <summary>The grade as the school writes it; null: it may not stand here.</summary>
    public static string? Read(string typed, TermFacts facts) =>
        facts.Symbols.FirstOrDefault(s => s.Equals(typed.Trim().TrimEnd('.'), StringComparison.OrdinalIgnoreCase) || s.Equals(typed.Trim(), StringComparison.OrdinalIgnoreCase));
}
