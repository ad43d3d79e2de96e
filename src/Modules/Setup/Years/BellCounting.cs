using System.Globalization;

namespace ElJournal.Setup.Years;

/// <summary>Расписание звонков by its first lesson, the length of lessons and the breaks between them.</summary>
internal static class BellCounting
{
    private const int MostLessons = 12;

    /// <param name="starts">HH:mm of the first lesson.</param>
    /// <param name="breaks">Minutes of the breaks in order; the last one goes on.</param>
    /// <returns>None where it does not fit into a day.</returns>
    public static IReadOnlyList<Bell> Count(string starts, int minutes, int lessons, IReadOnlyList<int> breaks)
    {
        if (!TimeOnly.TryParseExact(starts, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            || minutes is < 1 or > 240 || lessons is < 1 or > MostLessons || breaks.Any(b => b is < 0 or > 240)) return [];
        var (at, bells) = (first.Hour * 60 + first.Minute, new List<Bell>());
        for (var slot = 1; slot <= lessons; slot++)
        {
            if (at + minutes >= 24 * 60) return [];
            bells.Add(new Bell(slot, Clock(at), Clock(at + minutes)));
            at += minutes + (breaks.Count == 0 ? 10 : breaks[Math.Min(slot, breaks.Count) - 1]);
        }
        return bells;
    }

    /// <summary>«8.30» and «8:30» are 08:30; what is no time stays as it was typed, to be refused by name.</summary>
    public static string Typed(string? text) =>
        TimeOnly.TryParseExact(text?.Trim().Replace('.', ':').Replace('-', ':'), ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at.ToString("HH:mm", CultureInfo.InvariantCulture) : text?.Trim() ?? "";

    private static string Clock(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");
}
