using System.Text.RegularExpressions;

namespace ElJournal.Architecture;

/// <summary>What a page of documentation points at.</summary>
internal static partial class Pages
{
    /// <param name="page">The page's name from the root.</param>
    /// <param name="exists">Whether a name from the root is there.</param>
    public static IEnumerable<string> Complaints(string page, string text, Func<string, bool> exists)
    {
        var folder = Path.GetDirectoryName(page)!.Replace('\\', '/');
        foreach (var target in Link().Matches(text).Select(m => m.Groups[1].Value).Where(t => !t.Contains(':', StringComparison.Ordinal) && t[0] != '#'))
        {
            if (!exists(Plain(folder, target.Split('#')[0]))) yield return $"{page}: the link {target} leads nowhere.";
        }
        foreach (var named in Named().Matches(text).Select(m => m.Groups[1].Value.TrimEnd('/', '.')))
        {
            if (!exists(named)) yield return $"{page}: there is no {named}.";
        }
    }

    /// <summary>Decisions named in a source file: <c>docs/adr/0004</c>.</summary>
    public static IEnumerable<string> Decisions(string text) => Decision().Matches(text).Select(m => m.Groups[1].Value);

    /// <summary>Commands that a page tells people to type: <c>eljournal verify</c>.</summary>
    public static IEnumerable<string> Commands(string text) => Command().Matches(text).Select(m => m.Groups[1].Value).Distinct();

    private static string Plain(string folder, string target)
    {
        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in target.Split('/'))
        {
            if (part == ".." && parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else if (part is not ("." or "")) parts.Add(part);
        }
        return string.Join('/', parts);
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`((?:src|tests|docs|\.ci)/[\w./-]+)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"docs/adr/(\d{4})")]
    private static partial Regex Decision();

    [GeneratedRegex(@"`eljournal ([a-z]+)")]
    private static partial Regex Command();
}
