using System.Globalization;

namespace ElJournal.Control.Pages;

/// <summary>Параллели as people write them: «5–8, 10».</summary>
internal static class LevelText
{
    /// <summary>Stands for what is no level: every rule refuses it by name.</summary>
    private static readonly int[] Off = [0];

    public static string Of(IReadOnlyList<int> levels)
    {
        var parts = new List<(int From, int To)>();
        foreach (var level in levels.Distinct().Order())
        {
            if (parts.Count > 0 && parts[^1].To == level - 1) parts[^1] = (parts[^1].From, level);
            else parts.Add((level, level));
        }
        return string.Join(", ", parts.Select(p => p.From == p.To ? $"{p.From}" : $"{p.From}–{p.To}"));
    }

    public static IReadOnlyList<int> Read(string text)
    {
        var levels = new List<int>();
        foreach (var part in text.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = part.Split(['–', '-', '—'], 2);
            if (!Level(ends[0], out var from) || !Level(ends[^1], out var to) || to < from) return Off;
            levels.AddRange(Enumerable.Range(from, to - from + 1));
        }
        return [.. levels.Distinct().Order()];
    }

    private static bool Level(string text, out int level) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out level) && level is >= 1 and <= 11;
}
