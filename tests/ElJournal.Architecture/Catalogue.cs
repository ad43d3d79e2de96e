using System.Text.RegularExpressions;

namespace ElJournal.Architecture;

/// <summary>docs/events as data: the stored names it describes, each with its stream and fields.</summary>
internal static partial class Catalogue
{
    public sealed record Entry(string Name, string? Stream, IReadOnlyList<string> Fields);

    public static IReadOnlyList<Entry> Read(string page) => [.. Heading().Split(page).Skip(1).Chunk(2).Select(part =>
    {
        // The next heading of any kind ends the description.
        var body = AnyHeading().Split(part[1])[0];
        return new Entry(part[0], Stream().Match(body) is { Success: true } stream ? stream.Groups[1].Value : null,
            [.. Field().Matches(body).Select(m => m.Groups[1].Value)]);
    })];

    /// <param name="events">Stored names with the fields they are written with.</param>
    public static IEnumerable<string> Complaints(IReadOnlyDictionary<string, IReadOnlyList<string>> events, IReadOnlyList<Entry> catalogue)
    {
        foreach (var name in events.Keys.Where(name => catalogue.All(entry => entry.Name != name))) yield return $"{name} is not described.";
        foreach (var entry in catalogue)
        {
            if (!events.TryGetValue(entry.Name, out var fields))
            {
                yield return $"{entry.Name} is described, but there is no such event.";
                continue;
            }
            if (entry.Stream is null) yield return $"{entry.Name}: the stream is not said.";
            foreach (var field in fields.Except(entry.Fields)) yield return $"{entry.Name}: the field {field} is not described.";
            foreach (var field in entry.Fields.Except(fields)) yield return $"{entry.Name}: the field {field} is described, but not written.";
        }
        foreach (var twice in catalogue.GroupBy(entry => entry.Name).Where(g => g.Count() > 1)) yield return $"{twice.Key} is described twice.";
    }

    [GeneratedRegex(@"^### `([^`]+)`\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^#{1,6} ", RegexOptions.Multiline)]
    private static partial Regex AnyHeading();

    [GeneratedRegex(@"^Stream `([^`]+)`", RegexOptions.Multiline)]
    private static partial Regex Stream();

    [GeneratedRegex(@"^\| `(\w+)`", RegexOptions.Multiline)]
    private static partial Regex Field();
}
