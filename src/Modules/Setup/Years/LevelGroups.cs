using ElJournal.Setup.Register;

namespace ElJournal.Setup.Years;

/// <summary>Year levels that have the same terms and the same holidays.</summary>
public sealed record LevelGroup(IReadOnlyList<int> Levels, IReadOnlyList<Term> Terms, IReadOnlyList<Holiday> Holidays)
{
    public string Name => NameOf(Levels);

    public static IReadOnlyList<LevelGroup> Of(YearCalendar year)
    {
        var groups = new List<LevelGroup>();
        foreach (var level in LevelRules.All)
        {
            var (terms, holidays) = (year.TermsOf(level), year.HolidaysOf(level));
            var same = groups.FindIndex(g => g.Terms.SequenceEqual(terms) && g.Holidays.SequenceEqual(holidays));
            if (same < 0) groups.Add(new LevelGroup([level], terms, holidays));
            else groups[same] = groups[same] with { Levels = [.. groups[same].Levels, level] };
        }
        return groups;
    }

    /// <summary>1, 5, 9–11</summary>
    public static string NameOf(IReadOnlyList<int> levels)
    {
        var parts = new List<string>();
        var sorted = levels.Order().ToList();
        for (var i = 0; i < sorted.Count;)
        {
            var last = i;
            while (last + 1 < sorted.Count && sorted[last + 1] == sorted[last] + 1) last++;
            parts.Add(last > i ? $"{sorted[i]}–{sorted[last]}" : $"{sorted[i]}");
            i = last + 1;
        }
        return string.Join(", ", parts);
    }

    /// <summary>School days, Monday to Friday.</summary>
    public int DaysOf(YearCalendar year) => Enumerable.Range(0, year.To.DayNumber - year.From.DayNumber + 1)
        .Select(year.From.AddDays).Count(day => year.WeekdayOn(day, Levels[0]) is >= 1 and <= 5);
}
