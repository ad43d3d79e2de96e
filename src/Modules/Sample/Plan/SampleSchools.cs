using System.Globalization;
using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Sample.Plan;

/// <summary>Schools of an installation that are samples: <c>sample</c>, <c>sample2</c> and so on.</summary>
public static class SampleSchools
{
    /// <param name="number">From 1.</param>
    public static SchoolId Of(int number) =>
        number == 1 ? SampleSchool.School : SchoolId.From(string.Create(CultureInfo.InvariantCulture, $"{SampleSchool.School}{number}"));

    public static bool IsOne(SchoolId school) => school.Value.StartsWith(SampleSchool.School.Value, StringComparison.Ordinal)
        && school.Value[SampleSchool.School.Value.Length..].All(char.IsAsciiDigit);
}
