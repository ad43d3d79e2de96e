namespace ElJournal.Benchmarks;

/// <summary>One line of the table: ours beside its yardstick, measured in the same run, and the goal their ratio is held against.</summary>
/// <param name="Goal">Null: no goal is set, the line explains another one.</param>
internal sealed record Ratio(string What, string Ours, string Yardstick, double Value, Goal? Goal);

/// <param name="AtLeast">True: more is better.</param>
internal sealed record Goal(double Bound, bool AtLeast)
{
    public bool IsMetBy(double ratio) => AtLeast ? ratio >= Bound : ratio <= Bound;

    public override string ToString() => $"{(AtLeast ? "≥" : "≤")} {Bound:0.##}";
}

internal static class Figures
{
    public static double Median(this IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    public static string Spread(this IReadOnlyCollection<double> ratios) => $"{ratios.Min():0.000}–{ratios.Max():0.000}";
}
