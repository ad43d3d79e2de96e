using System.Globalization;
using System.Text.Json;

namespace ElJournal.Setup.Years;

/// <summary>
/// Нерабочие праздничные дни: dated data of the program (<c>public-holidays.json</c>) with the acts they stand on. A proposal only: the
/// school edits it before it is saved, for the decree on moved days comes out every year anew.
/// </summary>
internal sealed record PublicHolidays(string Act, IReadOnlyList<FixedHoliday> Fixed, IReadOnlyList<Decree> Decrees)
{
    public static PublicHolidays Russian { get; } = Read();

    /// <summary>Days of the years between without lessons, Monday to Saturday; what falls on a day off moves to the next working day (ст. 112), unless a decree moved it elsewhere.</summary>
    public IReadOnlyList<SpecialDay> Between(DateOnly from, DateOnly to)
    {
        var days = new SortedDictionary<DateOnly, string>();
        var moves = Decrees.SelectMany(decree => decree.Moves).ToList();
        for (var year = from.Year; year <= to.Year; year++)
        {
            foreach (var holiday in Fixed)
            {
                var day = DateOnly.ParseExact($"{year}-{holiday.Day}", "yyyy-MM-dd", CultureInfo.InvariantCulture);
                days.TryAdd(day, holiday.Name);
                if (day.Month == 1 || !IsWeekend(day) || moves.Exists(move => move.From == day)) continue;
                var next = day.AddDays(1);
                while (IsWeekend(next)) next = next.AddDays(1);
                days.TryAdd(next, holiday.Name);
            }
        }
        foreach (var move in moves) days.TryAdd(move.To, Fixed.FirstOrDefault(f => IsOn(f, move.From))?.Name ?? Fixed[0].Name);
        return [.. days.Where(d => from <= d.Key && d.Key <= to && d.Key.DayOfWeek != DayOfWeek.Sunday).Select(d => new SpecialDay(d.Key, d.Value, null))];
    }

    /// <summary>Calendar years for which no decree is known yet.</summary>
    public IReadOnlyList<int> WithoutDecree(DateOnly from, DateOnly to) =>
        [.. Enumerable.Range(from.Year, to.Year - from.Year + 1).Where(year => Decrees.All(decree => decree.Year != year))];

    private static bool IsOn(FixedHoliday holiday, DateOnly day) => holiday.Day == day.ToString("MM-dd", CultureInfo.InvariantCulture);

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static PublicHolidays Read()
    {
        using var stream = typeof(PublicHolidays).Assembly.GetManifestResourceStream("ElJournal.Setup.Years.public-holidays.json")!;
        return JsonSerializer.Deserialize<PublicHolidays>(stream, JsonSerializerOptions.Web)!;
    }
}

/// <param name="Day">MM-dd.</param>
internal sealed record FixedHoliday(string Day, string Name);

/// <summary>Постановление о переносе выходных дней of a calendar year.</summary>
internal sealed record Decree(int Year, string Act, IReadOnlyList<MovedDay> Moves);

/// <summary>Выходной день moved from one day to another.</summary>
internal sealed record MovedDay(DateOnly From, DateOnly To);
