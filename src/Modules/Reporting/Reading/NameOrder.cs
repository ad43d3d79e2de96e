using ElJournal.Setup;
using ElJournal.Setup.Register;

namespace ElJournal.Reporting.Reading;

/// <summary>
/// Алфавит: places in the order of names. Comparing two names by the rules of a language takes a microsecond, and a report sorts ten thousand rows of
/// a thousand people: each name is compared once, each row by a number.
/// </summary>
public static class NameOrder
{
    public static IReadOnlyDictionary<T, int> Of<T>(IReadOnlyDictionary<T, string> names) where T : notnull =>
        names.OrderBy(n => n.Value, StringComparer.CurrentCulture).Select((n, place) => (n.Key, place)).ToDictionary(n => n.Key, n => n.place);

    /// <summary>Classes by level and letter.</summary>
    public static IReadOnlyDictionary<ClassId, int> Of(ReportSchool school) =>
        school.Classes.OrderBy(c => c.Value.Level).ThenBy(c => c.Value.Letter, StringComparer.CurrentCulture).Select((c, place) => (c.Key, place)).ToDictionary(c => c.Key, c => c.place);

    /// <summary>Nobody, and nothing, comes first.</summary>
    public static int PlaceOf(this IReadOnlyDictionary<ClassId, int> places, ClassRoster? schoolClass) => schoolClass is null ? -1 : places.GetValueOrDefault(new ClassId(schoolClass.Id), -1);
}
