using ElJournal.Setup.Register;

namespace ElJournal.Setup.Plans;

/// <summary>План по датам (D-10.10): the hours of a plan laid on the real lessons of the year, one after another, nothing cut.</summary>
/// <param name="Lessons">Every lesson that the timetable, terms and holidays leave, with the row that falls on it.</param>
/// <param name="Unplaced">Rows for which no lesson is left, with the hours of each that do not fit.</param>
public sealed record PlanSchedule(IReadOnlyList<PlannedLesson> Lessons, IReadOnlyList<(PlanItem Item, int Hours)> Unplaced)
{
    public int Hours => Lessons.Count(l => l.Item is not null) + Unplaced.Sum(u => u.Hours);

    /// <summary>Lessons left without a topic.</summary>
    public int Free => Lessons.Count(l => l.Item is null);

    /// <summary>Hours of the plan for which there is no lesson.</summary>
    public int Over => Unplaced.Sum(u => u.Hours);

    public static PlanSchedule Of(IReadOnlyList<PlanItem> items, IReadOnlyList<(DateOnly Date, int Slot)> lessons, Func<DateOnly, Term?> term)
    {
        var hours = items.SelectMany(i => Enumerable.Range(1, Math.Max(1, i.Hours)).Select(n => (Item: i, Hour: n))).ToList();
        return new PlanSchedule(
            [.. lessons.Select((l, i) => new PlannedLesson(l.Date, l.Slot, term(l.Date), i < hours.Count ? hours[i].Item : null, i < hours.Count ? hours[i].Hour : 0))],
            [.. hours.Skip(lessons.Count).GroupBy(h => h.Item).Select(g => (g.Key, g.Count()))]);
    }

    /// <summary>The days and numbers of a course's lessons through the year, by the versions of its timetable.</summary>
    public static IReadOnlyList<(DateOnly Date, int Slot)> LessonsOf(CourseId course, int level, UnitTimetable? table, YearCalendar year) =>
        table is null ? [] : [.. Days(year).SelectMany(day => table.On(day, level, year).Where(s => s.Course == course).Select(s => (day, s.Slot)))];

    /// <summary>How many lessons each course of a unit has in the year.</summary>
    public static IReadOnlyDictionary<CourseId, int> CountsOf(UnitTimetable table, int level, YearCalendar year) =>
        Days(year).SelectMany(day => table.On(day, level, year)).CountBy(s => s.Course).ToDictionary();

    private static IEnumerable<DateOnly> Days(YearCalendar year) => Enumerable.Range(0, year.To.DayNumber - year.From.DayNumber + 1).Select(year.From.AddDays);
}

/// <param name="Hour">Which hour of its row, from 1; 0 without a row.</param>
public sealed record PlannedLesson(DateOnly Date, int Slot, Term? Term, PlanItem? Item, int Hour);
