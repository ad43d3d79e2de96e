using System.Globalization;
using ElJournal.Kernel;

namespace ElJournal.Sample.Plan;

/// <summary>Schools of an installation that are samples: <c>sample</c>, <c>sample2</c> and so on.</summary>
public static class SampleSchools
{
    public static readonly SchoolId First = SchoolId.From("sample");

    /// <param name="number">From 1.</param>
    public static SchoolId Of(int number) =>
        number == 1 ? First : SchoolId.From(string.Create(CultureInfo.InvariantCulture, $"{First}{number}"));

    public static bool IsOne(SchoolId school) => school.Value.StartsWith(First.Value, StringComparison.Ordinal)
        && school.Value[First.Value.Length..].All(char.IsAsciiDigit);
}
