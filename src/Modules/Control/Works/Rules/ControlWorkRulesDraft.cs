using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Control.Works.Rules;

/// <summary>Ограничения as they stand in the form: percents and hours as people write them.</summary>
public sealed record ControlWorkRulesDraft(string From, IReadOnlyList<LimitLine> Limits, string Act)
{
    private const string Recommendations = "Рекомендации Минпросвещения и Рособрнадзора от 06.08.2021 № СК-228/03, 01-169/08-01";
    private const string Order = "Приказ Минпросвещения № 704, с 01.09.2025";
    private const int Off = -1;

    /// <summary>What the ministry recommends and orders; the notice is the school's own.</summary>
    /// <param name="own">Clause of the school's act for what no paper above it says.</param>
    public static ControlWorkRulesSet Usual(DateOnly from, string act, string own = "") => new(
        from,
        [
            new WorkLimit(WorkLimits.Day, 1, Recommendations), new(WorkLimits.Apart, 17, Recommendations), new(WorkLimits.Share, 1_000, Order),
            new(WorkLimits.Edge, 100, Recommendations), new(WorkLimits.Length, 2, Order), new(WorkLimits.Minutes, 30, Recommendations),
            new(WorkLimits.Notice, 7, own),
        ],
        act);

    public static ControlWorkRulesDraft Of(ControlWorkRulesSet set, string from) =>
        new(from, [.. set.Limits.Select(l => new LimitLine(l.Limit, WorkWords.Number(l.Limit, l.Value), l.Clause))], set.Act);

    public static ControlWorkRulesDraft Read(IFormCollection form)
    {
        return new ControlWorkRulesDraft(At("from", 0), [.. form["limit"].Select((limit, i) => new LimitLine(limit ?? "", At("value", i), At("clause", i)))], At("act", 0));

        string At(string name, int i) => form[name].ElementAtOrDefault(i)?.Trim() ?? "";
    }

    /// <summary>What is no number is off every scale, and is refused by name.</summary>
    public ControlWorkRulesSet Set(DateOnly from) => new(from, [.. Limits.Select(l => new WorkLimit(l.Limit, Number(l), l.Clause))], Act);

    private static int Number(LimitLine line)
    {
        if (line.Limit is not (WorkLimits.Share or WorkLimits.Edge)) return int.TryParse(line.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : Off;
        return decimal.TryParse(line.Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var part) && part <= 1000 && part * 100 == Math.Truncate(part * 100)
            ? (int)(part * 100) : Off;
    }
}

/// <param name="Value">As typed.</param>
public sealed record LimitLine(string Limit, string Value, string Clause);
