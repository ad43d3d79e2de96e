using ElJournal.Setup;

namespace ElJournal.Sample.Plan;

/// <summary>Учебный год 2025/26, as most schools have it: 1 September to 26 May, 34 weeks less the public holidays.</summary>
internal static class YearMaking
{
    private static readonly YearId Id = YearId.From("2025-2026");

    public static PlannedYear Make() => new(
        Id, new(2025, 9, 1), new(2026, 5, 26),
        [
            Term("quarter", "q", 1, new(2025, 9, 1), new(2025, 10, 24)), Term("quarter", "q", 2, new(2025, 11, 5), new(2025, 12, 30)),
            Term("quarter", "q", 3, new(2026, 1, 12), new(2026, 3, 27)), Term("quarter", "q", 4, new(2026, 4, 6), new(2026, 5, 26)),
        ],
        [Term("half_year", "h", 1, new(2025, 9, 1), new(2025, 12, 30)), Term("half_year", "h", 2, new(2026, 1, 12), new(2026, 5, 26))],
        [
            new("Осенние каникулы", new(2025, 10, 25), new(2025, 11, 2)),
            new("День народного единства", new(2025, 11, 3), new(2025, 11, 4)),
            new("Зимние каникулы", new(2025, 12, 31), new(2026, 1, 11)),
            new("День защитника Отечества", new(2026, 2, 23), new(2026, 2, 23)),
            new("Международный женский день", new(2026, 3, 9), new(2026, 3, 9)),
            new("Весенние каникулы", new(2026, 3, 28), new(2026, 4, 5)),
            new("Праздник Весны и Труда", new(2026, 5, 1), new(2026, 5, 1)),
            new("День Победы", new(2026, 5, 11), new(2026, 5, 11)),
        ],
        [new("Дополнительные каникулы", new(2026, 2, 16), new(2026, 2, 22))],
        [
            new(1, "08:30", "09:15"), new(2, "09:25", "10:10"), new(3, "10:30", "11:15"), new(4, "11:35", "12:20"),
            new(5, "12:30", "13:15"), new(6, "13:25", "14:10"), new(7, "14:20", "15:05"),
        ]);

    private static Term Term(string kind, string sign, int ordinal, DateOnly from, DateOnly to) =>
        new(TermId.From($"{Id}.{sign}{ordinal}"), kind, ordinal, from, to);

    /// <summary>Учебные дни of a level, in order.</summary>
    public static IReadOnlyList<DateOnly> DaysOf(this PlannedYear year, int level)
    {
        var days = new List<DateOnly>();
        for (var day = year.From; day <= year.To; day = day.AddDays(1))
        {
            if (year.IsSchoolDay(day, level)) days.Add(day);
        }
        return days;
    }
}
