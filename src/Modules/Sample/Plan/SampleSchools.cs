using System.Globalization;
using ElJournal.Kernel;

namespace ElJournal.Sample.Plan;

/// <summary>Schools of an installation that are samples: <c>sample</c>, <c>sample2</c> and so on.</summary>
public static class SampleSchools
{
    public static readonly SchoolId First = SchoolId.From("sample");

    private const string Session = "sample-";
    private const string Day = "yyyyMMdd";

    /// <param name="number">From 1.</param>
    public static SchoolId Of(int number) =>
        number == 1 ? First : SchoolId.From(string.Create(CultureInfo.InvariantCulture, $"{First}{number}"));

    /// <summary>Session of the command line that founds a slice.</summary>
    internal static string SessionOf(DateOnly today) => Session + today.ToString(Day, CultureInfo.InvariantCulture);

    /// <summary>The day on which a slice was made, by the session of its first event; null where it is none.</summary>
    public static DateOnly? DayOf(string session) =>
        session.StartsWith(Session, StringComparison.Ordinal) && DateOnly.TryParseExact(session[Session.Length..], Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static bool IsOne(SchoolId school) => school.Value.StartsWith(First.Value, StringComparison.Ordinal)
        && school.Value[First.Value.Length..].All(char.IsAsciiDigit);
}
