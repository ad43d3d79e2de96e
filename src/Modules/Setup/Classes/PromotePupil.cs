using ElJournal.Kernel;
using ElJournal.Setup.NextYear;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>
/// Записать решение о переводе: the pupil goes to a class of the next year, stays at the level or has finished the school. The list of the
/// year that ends stays as it was: who goes up leaves no class, for the class itself has ended. A later decision takes the place of the former.
/// </summary>
/// <param name="Year">The year that ends.</param>
/// <param name="Decision">One of <see cref="PromotionDecisions"/>.</param>
/// <param name="To">Class of the next year; null for a graduate.</param>
/// <param name="From">First day in that class; a graduate's first day of absence.</param>
/// <param name="Order">Номер приказа.</param>
/// <param name="Seen">Mark of the decision that the sender saw; null: whatever was decided is replaced.</param>
public sealed record PromotePupil(
    Guid CommandId, PupilId Pupil, YearId Year, string Decision, ClassId? To, DateOnly From, string? Order, string? Seen = null) : ICommand
{
    /// <summary>By it somebody else's decision is told from the one that was seen; empty where there is none.</summary>
    internal static string MarkOf(PromotionDecided? decided) => decided is null ? "" : MarkOf(decided.Decision, decided.To);

    internal static string MarkOf(string decision, ClassId? to) => $"{decision}/{to}";

    public Need Need => new(Permission.ManageContingent);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Pupil(Pupil);
}

/// <param name="Ended">The class in which the pupil ended the year, and the year.</param>
/// <param name="Next">The class to go to, and its year.</param>
public sealed record PromotionFacts(Placing Ended, Placing Next, DateOnly Today);

public static class PromotePupilHandler
{
    /// <summary>A number and a date; no place for words about people.</summary>
    public const int LongestOrder = 60;

    public static async Task<PromotionFacts> LoadAsync(PromotePupil command, IDocumentSession session, TimeProvider clock, CancellationToken cancel)
    {
        var pupil = await session.LoadAsync<PupilCard>(Streams.Pupil(command.Pupil), cancel);
        var none = new Placing(null, null);
        return new PromotionFacts(
            Ended(pupil, command.Year) is { } ended ? await Placing.Load(ended, session, cancel) : none,
            command.To is { } to ? await Placing.Load(to, session, cancel) : none,
            await SchoolDay.Today(session, clock, cancel));
    }

    public static (Outcome, Events) Handle(
        PromotePupil command, [WriteAggregate(nameof(PromotePupil.Stream), Required = false)] PupilCard? pupil, PromotionFacts facts)
    {
        if (pupil?.Class is not { } stands) return Refused(Refusals.PupilIsUnknown);
        if (Former(pupil, command.Year) is { } former && former.Decision == command.Decision && former.To == command.To) return (Outcome.Accepted, []);
        if (command.Seen is { } seen && PromotePupil.MarkOf(Former(pupil, command.Year)) is var mark && seen != mark)
            return (Outcome.Changed(Refusals.PromotionIsChanged, pupil, new DecisionWords(Former(pupil, command.Year)?.Decision)), []);
        if (!PromotionDecisions.All.Contains(command.Decision)) return Refused(Refusals.DecisionIsUnknown);
        if (command.Order?.Length > LongestOrder) return Refused(Refusals.OrderIsLong, LongestOrder);
        if (facts.Ended is not { Class: { } ended, Year: { } year } || year.Year != command.Year) return Refused(Refusals.PupilIsNotInYear, command.Year.Value);
        var isDecided = Former(pupil, command.Year) is not null;
        if (!isDecided && pupil.Departed is { } departed) return Refused(Refusals.PupilHasDeparted, departed);
        if (facts.Today < year.To) return Refused(Refusals.PromotionIsEarly, year.To);
        var decided = new PromotionDecided(command.Pupil, command.Year, ClassId.From(ended.Id), command.Decision, command.To, command.Order);

        if (command.Decision == PromotionDecisions.Graduated)
        {
            if (ended.Level is not (9 or 11) || command.To is not null) return Refused(Refusals.DecisionIsUnfit, ended.Name);
            if (command.From <= year.To) return Refused(Refusals.PromotionIsEarly, year.To);
            // Decided otherwise before, the pupil waits in a class of the next year and leaves that one.
            return (Outcome.Accepted, [decided, new PupilDeparted(command.Pupil, stands, command.From, command.Order)]);
        }
        var level = command.Decision == PromotionDecisions.Repeating ? ended.Level : ended.Level + 1;
        if (level > 11) return Refused(Refusals.DecisionIsUnfit, ended.Name);
        if (facts.Next.Class is not { } next || facts.Next.Year is null || facts.Next.Year.From <= year.To || next.Level != level)
            return Refused(Refusals.PromotionClassIsWrong, level);
        if (facts.Next.Forbid(command.From) is { } outside) return (outside, []);
        if (command.From < pupil.Departed) return Refused(Refusals.DateIsBeforeDeparture, pupil.Departed);
        if (Placing.IsIn(pupil, command.To!.Value)) return (Outcome.Accepted, [decided]);
        // Only a class of the next year is left: that of the year that ends keeps its list.
        var left = isDecided && pupil.Departed is null && stands.Value != ended.Id ? stands : (ClassId?)null;
        return (Outcome.Accepted, [decided, new PupilPlaced(command.Pupil, command.To.Value, command.From, left, command.Order)]);
    }

    /// <summary>Once decided, the class of that year is known from the decision: the card says the next one.</summary>
    private static ClassId? Ended(PupilCard? pupil, YearId year) => pupil is null ? null : Former(pupil, year)?.Class ?? pupil.Class;

    private static PromotionDecided? Former(PupilCard pupil, YearId year) => pupil.Promotions.FirstOrDefault(p => p.Year == year);

    private static (Outcome, Events) Refused(RefusalKind kind, params object?[] arguments) => (Outcome.Refused(kind, arguments), []);
}
