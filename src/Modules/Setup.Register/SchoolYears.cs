using System.Linq.Expressions;
using Marten;
using Marten.Services.BatchQuerying;

namespace ElJournal.Setup.Register;

/// <summary>
/// Учебные годы as far as it matters how long what belongs to one of them lasts: duties, rights and places in a class (docs/adr/0010). What
/// names no last day of its own lasts to the year's. That is not the day of the last lesson, on which most schools let their year end: the
/// journal is finished and printed until 30 June (D-5.1), and a class has its teacher through the summer. A year lasts until the day before the
/// next begins, and twelve months from its first day at most: who has not opened the next has not prolonged this one.
/// </summary>
public sealed record SchoolYears(IReadOnlyList<YearDays> All)
{
    public static readonly Expression<Func<YearCalendar, YearDays>> DaysOf = year => new YearDays { Year = year.Year, From = year.From, To = year.To };

    public static SchoolYears None { get; } = new([]);

    public static async Task<SchoolYears> Load(IQuerySession session, CancellationToken cancel) =>
        new(await session.Query<YearCalendar>().Select(DaysOf).ToListAsync(cancel));

    /// <summary>Without the terms and bells: a year asked for with other things.</summary>
    public static Task<IReadOnlyList<YearDays>> In(IBatchedQuery batch) => batch.Query<YearCalendar>().Select(DaysOf).ToList();

    /// <summary>The last day of what belongs to a year. Null: the school has no such year, and nothing lasts by it.</summary>
    /// <param name="own">The last day that is named for it; null: to the year's end.</param>
    public DateOnly? LastDay(YearId year, DateOnly? own = null)
    {
        if (All.FirstOrDefault(y => y.Year == year) is not { } days) return null;
        var months = days.From.AddYears(1).AddDays(-1);
        var last = All.Where(y => y.From > days.From).Select(y => y.From.AddDays(-1)).Append(months > days.To ? months : days.To).Min();
        return own < last ? own : last;
    }

    /// <summary>Lasts on a day: both days inclusive.</summary>
    public bool IsOn(DateOnly day, YearId year, DateOnly from, DateOnly? own) => from <= day && day <= LastDay(year, own);

    /// <summary>The year that goes on, its summer included; null before the first and after the last.</summary>
    public YearId? On(DateOnly day) => All.FirstOrDefault(y => IsOn(day, y.Year, y.From, null))?.Year;
}

/// <summary>The first and the last day of a school year, as they were opened.</summary>
public sealed record YearDays
{
    public YearId Year { get; init; }

    public DateOnly From { get; init; }

    public DateOnly To { get; init; }
}
