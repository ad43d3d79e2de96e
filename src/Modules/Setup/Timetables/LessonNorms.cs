using System.Globalization;

namespace ElJournal.Setup.Timetables;

/// <summary>Гигиенические нормы нагрузки (D-10.11): how many lessons a day and a week may hold, by year level, in force from a day.</summary>
/// <param name="Act">The document the figures stand on.</param>
public sealed record LessonNorms(DateOnly From, string Act, IReadOnlyDictionary<int, LevelNorm> Levels)
{
    public static LessonNorms None { get; } = new(DateOnly.MinValue, "", new Dictionary<int, LevelNorm>());

    private static readonly Lazy<IReadOnlyList<LessonNorms>> Known = new(Read);

    /// <summary>The norms in force on a date, from the dated table <c>norms.csv</c>.</summary>
    public static LessonNorms On(DateOnly date) => Known.Value.LastOrDefault(n => n.From <= date) ?? None;

    /// <summary>What the school has set for a level takes the place of the table's figure; where it says nothing, the table's stands.</summary>
    public static LessonNorms On(DateOnly date, SanitaryNormsSet? own)
    {
        var table = On(date);
        return own is null ? table : new LessonNorms(own.From, own.Act, table.Levels.Values.ToDictionary(l => l.Level, l => own.Levels.FirstOrDefault(n => n.Level == l.Level) is not { } norm ? l : l with
        {
            Daily = norm.Lessons ?? l.Daily,
            Weekly5 = norm.FiveDays / 100 ?? l.Weekly5,
            Weekly6 = norm.SixDays / 100 ?? l.Weekly6,
        }));
    }

    private static List<LessonNorms> Read()
    {
        using var reader = new StreamReader(typeof(LessonNorms).Assembly.GetManifestResourceStream("ElJournal.Setup.Timetables.norms.csv")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Trim().Split(';'))
            .GroupBy(cells => (From: DateOnly.ParseExact(cells[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), Act: cells[1]))
            .OrderBy(g => g.Key.From)
            .Select(g => new LessonNorms(g.Key.From, g.Key.Act, g.Select(Level).ToDictionary(l => l.Level)))];
    }

    private static LevelNorm Level(string[] cells)
    {
        var figures = cells[2..].Select(cell => int.Parse(cell, CultureInfo.InvariantCulture)).ToArray();
        return new LevelNorm(figures[0], figures[1], figures[2], figures[3], figures[4], figures[5]);
    }
}

/// <summary>Норма параллели, in lessons.</summary>
/// <param name="Daily">Most lessons a day.</param>
/// <param name="Longer">On how many days of the week there may be one more.</param>
/// <param name="Weekly5">Most lessons of a five-day week.</param>
/// <param name="Weekly6">Most lessons of a six-day week; 0: such a week is not allowed.</param>
/// <param name="Subject">Most lessons of one subject a day.</param>
public sealed record LevelNorm(int Level, int Daily, int Longer, int Weekly5, int Weekly6, int Subject);
