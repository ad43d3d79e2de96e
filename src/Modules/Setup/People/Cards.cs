using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>What a person's card must say.</summary>
internal static class Cards
{
    public static Outcome? Forbid(PersonCard card) =>
        Naming.IsFit(card.Family) && Naming.IsFit(card.Given) && card.Patronymic is not { Length: > Naming.Longest }
        && card.Sex is null or "М" or "Ж"
            ? null
            : Outcome.Refused(Refusals.CardIsIncomplete, Naming.Longest);
}
