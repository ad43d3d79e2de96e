namespace ElJournal.Setup.Years;

/// <summary>
/// Календарный график по образцу: terms and holidays as they are usual, counted from a year's first and last day. Only a proposal that
/// fills a form; what is saved is what the school says.
/// </summary>
internal static class YearPattern
{
    /// <summary>Kinds of terms with their number of terms.</summary>
    public static readonly IReadOnlyDictionary<string, int> Lengths =
        new Dictionary<string, int> { ["quarter"] = 4, ["trimester"] = 3, ["half_year"] = 2, ["module"] = 6 };

    /// <summary>Holidays that go with a kind of terms; trimesters and modules have five short ones, quarters and half-years three.</summary>
    public static IReadOnlyList<NamedSpan> Holidays(string kind, DateOnly from, DateOnly to)
    {
        var start = FirstMonday(from);
        // The first Sunday that leaves the days from 31 December to 8 January free.
        var winterEnd = new DateOnly(start.Year + 1, 1, 8);
        while (winterEnd.DayOfWeek != DayOfWeek.Sunday) winterEnd = winterEnd.AddDays(1);
        var winter = new NamedSpan("winter", new DateOnly(start.Year, 12, 31), winterEnd);
        NamedSpan[] spans = kind is "module" or "trimester"
            ? [Week("autumn", start, 5), Week("november", start, 11), winter, Week("february", winterEnd.AddDays(1), 6), Week("spring", winterEnd.AddDays(1), 12)]
            : [Week("autumn", start, 8), winter, Week("spring", winterEnd.AddDays(1), 11)];
        return [.. spans.Where(s => from < s.From && s.To < to)];
    }

    /// <summary>Дополнительные каникулы of grade 1: a week in the middle of the long third quarter.</summary>
    public static NamedSpan? FirstGrade(DateOnly from, DateOnly to)
    {
        var winter = Holidays("quarter", from, to).FirstOrDefault(h => h.Name == "winter");
        if (winter is null) return null;
        var monday = winter.To.AddDays(1 + 5 * 7);
        return monday.AddDays(6) < to ? new NamedSpan("first-grade", monday, monday.AddDays(6)) : null;
    }

    /// <summary>Terms between the holidays of their kind; half-years meet at the winter's, trimesters at every second.</summary>
    public static IReadOnlyList<Term> Terms(string kind, YearId year, IReadOnlyList<int> levels, DateOnly from, DateOnly to)
    {
        var holidays = Holidays(kind, from, to);
        NamedSpan[] between = kind switch
        {
            "half_year" => [.. holidays.Where(h => h.Name == "winter")],
            "trimester" => [.. holidays.Where(h => h.Name is "november" or "february")],
            _ => [.. holidays],
        };
        var starts = between.Select(h => h.To.AddDays(1)).Prepend(from).ToList();
        var ends = between.Select(h => h.From.AddDays(-1)).Append(to).ToList();
        return [.. starts.Zip(ends, (first, last) => (first, last)).Select((t, i) => new Term(IdOf(year, kind, i + 1, levels), kind, i + 1, t.first, t.last))];
    }

    /// <summary><c>2026-2027.q2</c>; of single levels <c>2026-2027.h1-10.11</c>, for the same name means the same days all over the school.</summary>
    public static TermId IdOf(YearId year, string kind, int ordinal, IReadOnlyList<int> levels) =>
        TermId.From($"{year}.{kind[0]}{ordinal}" + (levels.Count == 0 ? "" : "-" + string.Join('.', levels)));

    /// <summary>Учебный год begins on 1 September and ends on 26 May, or beside them where that is a Sunday.</summary>
    public static (DateOnly From, DateOnly To) Days(int first)
    {
        DateOnly from = new(first, 9, 1), to = new(first + 1, 5, 26);
        return (from.DayOfWeek == DayOfWeek.Sunday ? from.AddDays(1) : from, to.DayOfWeek == DayOfWeek.Sunday ? to.AddDays(-1) : to);
    }

    private static NamedSpan Week(string name, DateOnly monday, int weeks) => new(name, monday.AddDays(weeks * 7 - 2), monday.AddDays(weeks * 7 + 6));

    private static DateOnly FirstMonday(DateOnly from) => from.DayOfWeek switch
    {
        DayOfWeek.Sunday => from.AddDays(1),
        DayOfWeek.Saturday => from.AddDays(2),
        var day => from.AddDays(1 - (int)day),
    };
}

/// <summary>Days of holidays, both inclusive, under the key of their usual name.</summary>
internal sealed record NamedSpan(string Name, DateOnly From, DateOnly To);
