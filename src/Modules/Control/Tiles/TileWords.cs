using System.Globalization;
using System.Resources;
using ElJournal.Ui;

namespace ElJournal.Control.Tiles;

/// <summary>Words and figures of the checks as people read them.</summary>
internal static class TileWords
{
    public static readonly Texts All = new(new ResourceManager("ElJournal.Control.Tiles.TileTexts", typeof(TileWords).Assembly));

    public static string Name(string check) => All["check." + check];

    /// <summary>The figure of a tile: a share, or a number of what is not in order.</summary>
    public static string Figure(Tile tile) => tile.Check switch
    {
        Checks.Programme or Checks.HomeworkLoad or Checks.Substitutions => tile.Sum.Missing.ToString("N0", CultureInfo.CurrentUICulture),
        _ => Percent(tile.Sum.Share),
    };

    /// <summary>What the figure is of, and what else there is.</summary>
    public static string Caption(Tile tile) => tile.Check switch
    {
        Checks.Programme => All.With("caption.programme", tile.Sum.Counted),
        Checks.HomeworkLoad => All.With("caption.homework_load", tile.Sum.Counted),
        Checks.Substitutions => All.With("caption.substitutions", tile.Kinds.GetValueOrDefault(SubstitutionCheck.Substituted) + tile.Kinds.GetValueOrDefault(SubstitutionCheck.Combined), tile.Sum.Excused),
        Checks.Accumulation => All.Count("caption.accumulation", tile.Sum.Missing),
        _ => All.With("caption.timed", All.Count("late", tile.Sum.Late), All.Count("missing." + tile.Check, tile.Sum.Missing)),
    };

    public static string Percent(int? thousandths) => thousandths is { } share ? string.Create(CultureInfo.CurrentUICulture, $"{share / 10m:0.#}\u00a0%") : "—";

    /// <summary>Good, worth a look, or bad: of a share by tenths, of a number by its being there at all.</summary>
    public static string? Tone(Tile tile) => tile.Check switch
    {
        Checks.Programme or Checks.HomeworkLoad => tile.Sum.Missing > 0 ? "bad" : null,
        Checks.Substitutions => null,
        _ => Tone(tile.Sum.Share),
    };

    public static string? Tone(int? share) => share switch { null or >= 950 => null, >= 850 => "warn", _ => "bad" };

    /// <summary>The figure of a week, for the chart and the table behind it.</summary>
    public static int Point(string check, Tally sum) => check is Checks.Programme or Checks.HomeworkLoad or Checks.Substitutions ? sum.Missing : sum.Share ?? 0;

    public static string PointText(string check, Tally sum) => check is Checks.Programme or Checks.HomeworkLoad or Checks.Substitutions
        ? sum.Missing.ToString("N0", CultureInfo.CurrentUICulture)
        : Percent(sum.Share);
}
