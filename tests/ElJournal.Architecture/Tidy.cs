using System.Text.RegularExpressions;

namespace ElJournal.Architecture;

/// <summary>What no source file may hold. Judged line by line, so that a message leads to the place.</summary>
internal static partial class Tidy
{
    private const int LongestFile = 400;

    /// <summary>A page's module is one file on purpose (docs/adr/0006), so it may be longer.</summary>
    private const int LongestModule = 700;

    private const string WrittenByProgram = "docs/access-matrix.md";

    /// <param name="file">Name from the root.</param>
    public static IEnumerable<string> Complaints(string file, string text)
    {
        var lines = text.Split('\n');
        var test = file.StartsWith("tests/", StringComparison.Ordinal);
        var most = file.EndsWith(".js", StringComparison.Ordinal) ? LongestModule : LongestFile;
        // A page that the program itself writes is as long as the school has doors.
        if (lines.Length - 1 > most && file != WrittenByProgram) yield return $"{file}: {lines.Length - 1} lines; {most} are the most.";
        for (var i = 0; i < lines.Length; i++)
        {
            foreach (var (pattern, what) in Bans(test))
            {
                if (pattern.IsMatch(lines[i])) yield return $"{file}:{i + 1}: {what}: {lines[i].Trim()}";
            }
        }
        if (file.EndsWith(".cs", StringComparison.Ordinal))
        {
            foreach (var projection in Projection().Matches(text).Where(m => !m.Value.Contains("partial", StringComparison.Ordinal)))
                yield return $"{file}: {projection.Groups[1].Value} is a projection but not partial: Marten would generate nothing for it.";
        }
    }

    private static IEnumerable<(Regex Pattern, string What)> Bans(bool test)
    {
        yield return (VagueName(), "a name that says nothing");
        yield return (Region(), "a region");
        yield return (Sleep(), "a sleep");
        yield return (Later(), "a thing left for later");
        yield return (MachinePath(), "a path of somebody's machine");
        if (test) yield return (Delay(), "a delay in a test");
    }

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+(?:struct\s+|class\s+)?\w*(?:Common|Helper|Manager|Service|Dto)s?(?![a-z])\w*")]
    private static partial Regex VagueName();

    [GeneratedRegex(@"^\s*#\s*(end)?region\b")]
    private static partial Regex Region();

    [GeneratedRegex(@"\bThread\s*\.\s*Sleep\s*\(")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\bTask\s*\.\s*Delay\s*\(")]
    private static partial Regex Delay();

    [GeneratedRegex(@"\b(?:TODO|FIXME|XXX)\b")]
    private static partial Regex Later();

    [GeneratedRegex(@"(?<![\w.:/])(?:/(?:work|farm|home|Users)/\w|[A-Z]:\\+Users\\)")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"^[^\n/]*\bclass\s+(\w+)[^\n{;]*:\s*(?:\w+\.)*(?:SingleStream|MultiStream|Event|FlatTable)Projection\b", RegexOptions.Multiline)]
    private static partial Regex Projection();
}
