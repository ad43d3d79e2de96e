using ElJournal.Kernel;
using ElJournal.Setup.Register;

namespace ElJournal.Setup.NextYear;

/// <summary>The form of decisions as it was typed.</summary>
/// <param name="Decisions">By pupil.</param>
/// <param name="To">Class of the next year, by pupil.</param>
/// <param name="From">First day in it.</param>
/// <param name="Left">First day of absence of who has finished.</param>
public sealed record PromotionDraft(
    IReadOnlyDictionary<string, string> Decisions, IReadOnlyDictionary<string, string> To, string Order, string From, string Left)
{
    /// <summary>Mark of the decision that stood when the page was drawn, by pupil.</summary>
    public IReadOnlyDictionary<string, string> Seen { get; init; } = new Dictionary<string, string>();

    public PromotionDraft Without(IReadOnlySet<string> pupils) => this with
    {
        Decisions = Decisions.Where(d => !pupils.Contains(d.Key)).ToDictionary(),
        To = To.Where(t => !pupils.Contains(t.Key)).ToDictionary(),
    };
}

/// <summary>One pupil's row of the form, held against what was seen and what stands now.</summary>
internal sealed class PromotionRow
{
    public PromotionRow(PupilCard pupil, YearId year, ClassPromotion promotion, PromotionDraft draft)
    {
        var id = pupil.Pupil.Value;
        Pupil = pupil;
        Stands = pupil.Promotions.FirstOrDefault(p => p.Year == year);
        Decision = draft.Decisions.GetValueOrDefault(id, "");
        To = Decision == PromotionDecisions.Graduated || !Id.IsValid(draft.To.GetValueOrDefault(id)) ? null : ClassId.From(draft.To[id]);
        Seen = draft.Seen.GetValueOrDefault(id);
        var (typed, stands) = (PromotePupil.MarkOf(Decision, To), PromotePupil.MarkOf(Stands));
        // What the page proposed and nobody chose otherwise is a decision only while nothing else is decided.
        var isProposed = Seen is "" && Decision == (promotion.Usual ?? "") && To?.Value == (Decision == PromotionDecisions.Graduated ? null : promotion.Next?.Id);
        IsUntouched = Seen == typed || (isProposed && Stands is not null);
        IsNew = Decision.Length > 0 && typed != Seen && typed != stands;
        IsChanged = IsNew && Seen is not null && Seen != stands;
    }

    public PupilCard Pupil { get; }

    public PromotionDecided? Stands { get; }

    /// <summary>As chosen; empty: to be decided later.</summary>
    public string Decision { get; }

    public ClassId? To { get; }

    /// <summary>Null: the form does not say.</summary>
    public string? Seen { get; }

    public bool IsUntouched { get; }

    /// <summary>There is something to record.</summary>
    public bool IsNew { get; }

    /// <summary>Somebody else has decided otherwise meanwhile.</summary>
    public bool IsChanged { get; }
}
