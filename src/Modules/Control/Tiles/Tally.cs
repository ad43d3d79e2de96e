namespace ElJournal.Control.Tiles;

/// <summary>How many findings of each verdict.</summary>
public sealed record Tally(int Good, int Late, int Missing, int Waiting, int Excused)
{
    public static Tally None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Those that count for the share.</summary>
    public int Counted => Good + Late + Missing;

    /// <summary>What is not in order.</summary>
    public int Amiss => Late + Missing;

    /// <summary>В порядке, in thousandths; null: nothing counts yet.</summary>
    public int? Share => Counted == 0 ? null : (int)Math.Round(1000m * Good / Counted, MidpointRounding.AwayFromZero);

    public Tally With(Verdict verdict) => verdict switch
    {
        Verdict.Good => this with { Good = Good + 1 },
        Verdict.Late => this with { Late = Late + 1 },
        Verdict.Missing => this with { Missing = Missing + 1 },
        Verdict.Waiting => this with { Waiting = Waiting + 1 },
        _ => this with { Excused = Excused + 1 },
    };
}

/// <summary>Плитка: one of the eight checks over an area.</summary>
/// <param name="Trend">Week by week, oldest first.</param>
public sealed record Tile(string Check, Tally Sum, IReadOnlyDictionary<string, int> Kinds, IReadOnlyList<WeekTally> Trend);

/// <param name="Monday">First day of the week.</param>
public sealed record WeekTally(DateOnly Monday, Tally Sum);

/// <summary>Counts findings.</summary>
public static class Tallies
{
    /// <summary>How many weeks a trend shows.</summary>
    public const int Weeks = 8;

    public static Tally Sum(IEnumerable<Finding> findings)
    {
        var counts = new int[Enum.GetValues<Verdict>().Length];
        foreach (var finding in findings) counts[(int)finding.Verdict]++;
        return Of(counts);
    }

    public static Tile Of(string check, Picture picture, CheckArea area) => Of(check, picture, area, EightChecks.Of(check, picture, area));

    /// <param name="findings">Of the check over the area.</param>
    public static Tile Of(string check, Picture picture, CheckArea area, IEnumerable<Finding> findings)
    {
        var kinds = new Dictionary<string, int>();
        var counts = new int[Enum.GetValues<Verdict>().Length];
        var weeks = new Dictionary<DateOnly, int[]>();
        var byDay = IsByDay(check);
        foreach (var finding in findings)
        {
            counts[(int)finding.Verdict]++;
            if (finding.Kind is { } kind && finding.Verdict != Verdict.Waiting) kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            if (!byDay) continue;
            var monday = Monday(finding.Day);
            if (!weeks.TryGetValue(monday, out var week)) weeks[monday] = week = new int[counts.Length];
            week[(int)finding.Verdict]++;
        }
        var trend = byDay
            ? weeks.OrderBy(w => w.Key).TakeLast(Weeks).Select(w => new WeekTally(w.Key, Of(w.Value)))
            : Standing(check, picture, area, Of(counts));
        return new Tile(check, Of(counts), kinds, [.. trend]);
    }

    /// <summary>What stands as a whole – grades gathered, hours gone through – is looked at as of the end of each week.</summary>
    /// <param name="now">What it comes to at the end.</param>
    private static IEnumerable<WeekTally> Standing(string check, Picture picture, CheckArea area, Tally now)
    {
        const int Looks = 4;
        var last = Monday(picture.Day < area.To ? picture.Day : area.To);
        for (var back = Looks - 1; back >= 0; back--)
        {
            var monday = last.AddDays(-7 * back);
            if (monday.AddDays(6) < area.From) continue;
            yield return new WeekTally(monday, back == 0 ? now : Sum(EightChecks.Of(check, picture, area with { To = monday.AddDays(6) })));
        }
    }

    /// <summary>By teacher, class, subject or year level: the worst first.</summary>
    public static IReadOnlyList<(T Key, Tally Sum)> By<T>(IEnumerable<Finding> findings, Func<Finding, T?> key) where T : struct => [.. findings
        .Select(f => (Key: key(f), f.Verdict)).Where(f => f.Key is not null).GroupBy(f => f.Key!.Value, f => f.Verdict)
        .Select(g => (g.Key, Sum: g.Aggregate(Tally.None, (sum, verdict) => sum.With(verdict))))
        .OrderBy(g => g.Sum.Share ?? 1000).ThenByDescending(g => g.Sum.Amiss)];

    public static bool IsByDay(string check) => check is not (Checks.Accumulation or Checks.Programme);

    public static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static Tally Of(int[] counts) => new(counts[0], counts[1], counts[2], counts[3], counts[4]);
}
