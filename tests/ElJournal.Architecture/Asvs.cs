using System.Text.RegularExpressions;

namespace ElJournal.Architecture;

/// <summary>docs/asvs.csv as data: each requirement of ASVS 5.0 on level 1 and 2 with a verdict and what it rests on.</summary>
internal static partial class Asvs
{
    public const int OfLevel1 = 70;
    public const int OfLevel2 = 183;

    private const int ShortestReason = 15;

    public sealed record Line(string Id, string Level, string Requirement, string Verdict, string Evidence);

    public static IReadOnlyList<Line> Read(string csv) => [.. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line =>
    {
        var cells = Cell().Matches(line).Select(m => m.Groups[1].Success ? m.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : m.Groups[2].Value).ToList();
        return cells.Count == 5 ? new Line(cells[0], cells[1], cells[2], cells[3], cells[4]) : new Line(line, "", "", "", "");
    })];

    /// <param name="tests">Every test there is, as <c>Class.Method</c>.</param>
    public static IEnumerable<string> Complaints(IReadOnlyList<Line> lines, IReadOnlySet<string> tests)
    {
        foreach (var twice in lines.GroupBy(line => line.Id).Where(g => g.Count() > 1)) yield return $"{twice.Key} stands twice.";
        foreach (var line in lines)
        {
            if (!Id().IsMatch(line.Id) || line.Requirement.Length == 0) yield return $"{line.Id}: not a line of five columns.";
            switch (line.Verdict)
            {
                case "test" when !tests.Contains(line.Evidence):
                    yield return $"{line.Id}: there is no test {line.Evidence}.";
                    break;
                case "n/a" or "deviation" when line.Evidence.Length < ShortestReason:
                    yield return $"{line.Id}: {line.Verdict} without a reason.";
                    break;
                case not ("test" or "n/a" or "deviation"):
                    yield return $"{line.Id}: {line.Verdict} is no verdict.";
                    break;
            }
        }
    }

    /// <summary>Tests as they are written in a source file.</summary>
    public static IEnumerable<string> Tests(string source)
    {
        var @class = "";
        foreach (Match match in Declared().Matches(source))
        {
            if (match.Groups[1].Success) @class = match.Groups[1].Value;
            else yield return $"{@class}.{match.Groups[2].Value}";
        }
    }

    [GeneratedRegex("(?:^|;)(?:\"((?:[^\"]|\"\")*)\"|([^;\"]*))(?=;|$)")]
    private static partial Regex Cell();

    [GeneratedRegex(@"^\d+\.\d+\.\d+$")]
    private static partial Regex Id();

    [GeneratedRegex(@"^public [\w ]*\bclass (\w+)|^    \[(?:Fact|Theory)[^\n]*\n(?:    \[[^\n]*\n)*    public (?:static )?(?:async )?\w+ (\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Declared();
}
