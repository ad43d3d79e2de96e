using System.Globalization;
using ElJournal.Setup.Pages;

namespace ElJournal.Setup.Grading;

/// <summary>Marks and thresholds as a person writes them in one line: «5 4 3 2», «100-0», «A=5 B=4», «зач незач»; «5=4,65 4=3,65».</summary>
internal static class Notation
{
    private const int LongestRange = 200;

    /// <summary>Null where a value is no number.</summary>
    public static IReadOnlyList<GradeSymbol>? Symbols(string text)
    {
        var symbols = new List<GradeSymbol>();
        foreach (var word in Words(text))
        {
            if (Range(word) is var (from, to))
            {
                for (var n = Math.Max(from, to); n >= Math.Min(from, to); n--) symbols.Add(Numbered(n));
                continue;
            }
            var parts = word.Split('=', 2);
            if (parts.Length == 2)
            {
                if (Number(parts[1]) is not { } value) return null;
                symbols.Add(new GradeSymbol(parts[0], value));
            }
            else symbols.Add(int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? Numbered(n) : new GradeSymbol(word, null));
        }
        return symbols;
    }

    /// <summary>Null where a threshold is not «mark=number».</summary>
    public static IReadOnlyList<GradeThreshold>? Thresholds(string text)
    {
        var thresholds = new List<GradeThreshold>();
        foreach (var word in Words(text))
        {
            var parts = word.Split('=', 2);
            if (parts.Length < 2 || Number(parts[1]) is not { } from) return null;
            thresholds.Add(new GradeThreshold(parts[0], from));
        }
        return thresholds;
    }

    public static string Of(IReadOnlyList<GradeSymbol> symbols) =>
        symbols.Count > 10 && symbols.Zip(symbols.Skip(1)).All(pair => Plain(pair.First) is { } a && Plain(pair.Second) == a - 1)
            ? $"{symbols[0].Symbol}-{symbols[^1].Symbol}"
            : string.Join(' ', symbols.Select(s => s.Hundredths is null || Plain(s) is not null ? s.Symbol : $"{s.Symbol}={HourText.Of(s.Hundredths.Value)}"));

    public static string Of(IReadOnlyList<GradeThreshold> thresholds) => string.Join(' ', thresholds.Select(t => $"{t.Symbol}={HourText.Of(t.From)}"));

    /// <summary>«1», «2-4, 6», «5–9»; empty: all. Null where it is no list of levels.</summary>
    public static IReadOnlyList<int>? Levels(string text)
    {
        var levels = new List<int>();
        foreach (var word in text.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (Range(word) is var (from, to)) levels.AddRange(Enumerable.Range(Math.Min(from, to), Math.Abs(to - from) + 1));
            else if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var level)) levels.Add(level);
            else return null;
        }
        return [.. levels.Distinct().Order()];
    }

    /// <summary>1, 2–4: runs of levels put together.</summary>
    public static string Of(IReadOnlyList<int> levels)
    {
        var runs = levels.Order().Index().GroupBy(l => l.Item - l.Index).Select(g => (First: g.First().Item, Last: g.Last().Item));
        return string.Join(", ", runs.Select(r => r.First == r.Last ? $"{r.First}" : $"{r.First}–{r.Last}"));
    }

    private static string[] Words(string text) => text.Split([' ', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);

    private static GradeSymbol Numbered(int n) => new(n.ToString(CultureInfo.InvariantCulture), n * 100);

    private static int? Number(string text) => text.Length == 0 ? null : HourText.Read(text);

    private static int? Plain(GradeSymbol symbol) =>
        int.TryParse(symbol.Symbol, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && symbol.Hundredths == n * 100 ? n : null;

    private static (int From, int To)? Range(string word)
    {
        var ends = word.Split('-', '–');
        return ends.Length == 2 && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            && int.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out var to) && Math.Abs(to - from) <= LongestRange ? (from, to) : null;
    }
}
