using System.Globalization;
using CsvHelper;

namespace ElJournal.Sample.Plan;

/// <param name="Section">Раздел, whose name a control work bears.</param>
/// <param name="Practice">Практическая или лабораторная работа: one lesson.</param>
/// <param name="Once">One lesson, though there be time for more.</param>
internal sealed record Topic(string Section, string Text, bool Practice, bool Once = false)
{
    /// <summary>Занимает один урок.</summary>
    public bool IsSingle => Practice || Once;
}

/// <summary>
/// Темы by subject and year level: the project's own lists, or ready lessons from a folder of CSV files with the columns
/// <c>subject;grade;topic;practice</c>.
/// </summary>
internal sealed class TopicBook
{
    private readonly Dictionary<(string Subject, int Level), IReadOnlyList<Topic>> given;
    private readonly Dictionary<(string Key, int Level), IReadOnlyList<Topic>> own = [];

    public TopicBook(string? folder) => given = folder is null ? [] : Read(folder);

    public IReadOnlyList<Topic> Of(SubjectLine line, int level)
    {
        if (given.TryGetValue((line.Name.ToUpperInvariant(), level), out var ready)) return ready;
        if (own.TryGetValue((line.Key, level), out var known)) return known;
        var topics = new List<Topic>();
        var isOn = false;
        foreach (var text in Texts.Lines($"topics/{line.Key}"))
        {
            // «# 7» or «# 10-11» says for which levels the following sections are.
            if (text[0] == '#')
            {
                var ends = text[1..].Split('-').Select(e => int.Parse(e, CultureInfo.InvariantCulture)).ToList();
                isOn = level >= ends[0] && level <= ends[^1];
            }
            else if (isOn)
            {
                var parts = text.Split(": ", 2);
                topics.AddRange(parts[1].Split("; ").Select(t => new Topic(parts[0], t.TrimStart('*', '!'), t[0] == '*', t[0] == '!')));
            }
        }
        if (topics.Count == 0) throw new InvalidOperationException($"No topics of {line.Key} in {level}.");
        return own[(line.Key, level)] = topics;
    }

    private static Dictionary<(string, int), IReadOnlyList<Topic>> Read(string folder)
    {
        var rows = new List<(string Subject, int Level, string Plan, Topic Topic)>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal))
        {
            using var csv = CsvReader.FromText(File.ReadAllText(path), new CsvReaderOptions { Separator = ';', HasHeader = false });
            // A file of another shape in the folder is none of ours.
            if (!csv.Read()) continue;
            var header = Enumerable.Range(0, csv.FieldCount).Select(csv.GetString).ToList();
            var columns = new[] { "program", "plan", "subject", "grade", "topic", "practice", "n" }.ToDictionary(c => c, header.IndexOf);
            if (columns.ContainsValue(-1)) continue;
            while (csv.Read())
            {
                string Of(string column) => columns[column] < csv.FieldCount ? csv.GetString(columns[column]).Trim() : "";
                if (!int.TryParse(Of("grade"), NumberStyles.None, CultureInfo.InvariantCulture, out var level) || Of("topic").Length == 0) continue;
                rows.Add((Of("subject").ToUpperInvariant(), level, $"{Of("program")}/{Of("plan")}", new("", Of("topic"), Of("practice") == "1")));
            }
        }
        // Of several plans for the same level the first stands.
        return rows.GroupBy(r => (r.Subject, r.Level)).ToDictionary(
            g => g.Key, IReadOnlyList<Topic> (g) => [.. g.Where(r => r.Plan == g.First().Plan).Select(r => r.Topic)]);
    }
}
