using ElJournal.Setup.Register;

namespace ElJournal.Setup.NextYear;

/// <summary>A class of the year that ends, with what was decided of its pupils.</summary>
/// <param name="Waiting">Without a decision yet.</param>
/// <param name="Decided">How many by decision.</param>
/// <param name="Next">The class the same letter goes up to; null where there is none, as after 9 and 11.</param>
public sealed record ClassPromotion(ClassRoster Class, IReadOnlyList<PupilCard> Waiting, IReadOnlyDictionary<string, int> Decided, ClassRoster? Next)
{
    /// <summary>Whether who waits can be decided of without choosing: up to the next class, or out after the eleventh.</summary>
    public bool HasUsual => Next is not null || Class.Level == 11;

    /// <summary>What is proposed for who waits; null: it is to be chosen.</summary>
    public string? Usual => Class.Level == 9 ? null : Class.Level == 11 ? PromotionDecisions.Graduated : PromotionDecisions.Promoted;

    /// <param name="ending">Classes of the year that ends.</param>
    /// <param name="next">Classes of the next one.</param>
    public static IReadOnlyList<ClassPromotion> Of(
        YearId year, IEnumerable<ClassRoster> ending, IReadOnlyCollection<ClassRoster> next, IReadOnlyDictionary<PupilId, PupilCard> pupils) =>
    [
        .. ending.OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture).Select(c =>
        {
            var stayed = Stayed(c, pupils).ToList();
            var decided = stayed.Select(p => p.Promotions.FirstOrDefault(d => d.Year == year)).ToList();
            return new ClassPromotion(
                c, [.. stayed.Where((_, i) => decided[i] is null)], decided.OfType<PromotionDecided>().GroupBy(d => d.Decision).ToDictionary(d => d.Key, d => d.Count()),
                // After the ninth one goes to the tenth by one's own wish, so nobody is sent there unasked.
                c.Level == 9 ? null : next.FirstOrDefault(n => n.Level == c.Level + 1 && n.Letter == c.Letter));
        }),
    ];

    /// <summary>Who ended the year in the class: it was not left, or only by a decision of the year's end.</summary>
    public static IEnumerable<PupilCard> Stayed(ClassRoster ended, IReadOnlyDictionary<PupilId, PupilCard> pupils) => ended.Pupils
        .GroupBy(p => p.Pupil).Select(g => g.Last())
        .Where(p => pupils.TryGetValue(p.Pupil, out var card) && (p.Left is null || card.Promotions.Any(d => d.Class.Value == ended.Id)))
        .Select(p => pupils[p.Pupil]);
}
