using ElJournal.Kernel;

namespace ElJournal.Sample.Plan;

/// <summary>Ids of persons, as the program draws them: sixteen signs that say nothing of whom they name.</summary>
internal static class DiceIds
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static T Id<T>(this Dice dice) where T : struct, IId<T> => T.From(string.Concat(Enumerable.Range(0, 16).Select(_ => Alphabet[dice.Below(Alphabet.Length)])));
}
