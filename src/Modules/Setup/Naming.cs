using System.Globalization;

namespace ElJournal.Setup;

/// <summary>What the register takes for a name.</summary>
internal static class Naming
{
    public const int Longest = 200;

    public static bool IsFit(string? name) => !string.IsNullOrWhiteSpace(name) && name.Length <= Longest;

    /// <summary>«Труд» and «труд » are one subject; so are spellings with е and ё.</summary>
    public static bool IsSame(string one, string other) => Folded(one) == Folded(other);

    private static string Folded(string name) =>
        name.Trim().ToLower(CultureInfo.InvariantCulture).Replace('ё', 'е');
}
