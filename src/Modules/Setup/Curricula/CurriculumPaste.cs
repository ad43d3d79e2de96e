using System.Globalization;
using System.Text.RegularExpressions;
using ElJournal.Setup.Pages;
using ElJournal.Setup.Register;

namespace ElJournal.Setup.Curricula;

/// <summary>Учебный план copied from a spreadsheet: rows of cells, parted by tabs or semicolons, with levels over the columns if it has a head.</summary>
internal static partial class CurriculumPaste
{
    private static readonly (string Begins, string Part, string Layer)[] Headings =
    [
        ("обязательная", CurriculumParts.Federal, Layers.Core), ("часть, формируемая", CurriculumParts.School, Layers.Core),
        ("школьный компонент", CurriculumParts.School, Layers.Core), ("внеурочн", CurriculumParts.School, Layers.Extracurricular),
        ("дополнительн", CurriculumParts.School, Layers.Additional),
    ];

    /// <returns>The draft with the hours of the text, and the rows that were not understood.</returns>
    public static (CurriculumDraft Draft, IReadOnlyList<string> Left) Read(string text, CurriculumDraft draft, IReadOnlyList<SubjectCard> subjects)
    {
        var left = new List<string>();
        var (part, layer) = CurriculumDraft.Sections[0];
        Dictionary<int, int>? head = null;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = line.TrimEnd('\r').Split(line.Contains('\t') ? '\t' : ';').Select(c => c.Trim()).ToArray();
            var name = Array.FindIndex(cells, c => subjects.Any(s => IsCalled(s, c)));
            if (head is null && name < 0 && HeadOf(cells, draft) is { Count: > 1 } found)
            {
                head = found;
                continue;
            }
            if (name < 0)
            {
                var heading = Headings.FirstOrDefault(h => cells.Any(c => c.StartsWith(h.Begins, StringComparison.CurrentCultureIgnoreCase)));
                if (heading.Begins is not null) (part, layer) = (heading.Part, heading.Layer);
                else if (IsWorthTelling(cells)) left.Add(cells.First(c => c.Length > 0));
                continue;
            }
            var subject = subjects.First(s => IsCalled(s, cells[name]));
            draft = draft.WithRow(subject, part, layer, subjects);
            var row = draft.Rows.ToList().FindIndex(r => r.Subject == subject.Subject.Value && r.Part == part && r.Layer == layer);
            foreach (var (cell, column) in head?.Select(h => (h.Key, h.Value)) ?? draft.Columns.Select((_, i) => (name + 1 + i, i)))
            {
                if (cell < cells.Length && cell != name && cells[cell].Length > 0 && HourText.Read(cells[cell]) is not null) draft = draft.With(row, column, cells[cell].Replace('.', ','));
            }
        }
        return (draft, left);
    }

    /// <summary>Which cell of the head is which column: «5», «5 класс», «10 Инженерный».</summary>
    private static Dictionary<int, int> HeadOf(string[] cells, CurriculumDraft draft)
    {
        var found = new Dictionary<int, int>();
        for (var i = 0; i < cells.Length; i++)
        {
            if (Level().Match(cells[i]) is not { Success: true } match) continue;
            var level = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            var column = draft.Columns.Select((c, at) => (c, at)).Where(c => c.c.Level == level)
                .OrderByDescending(c => c.c.Profile is { } profile && cells[i].Contains(profile, StringComparison.CurrentCultureIgnoreCase))
                .ThenBy(c => c.c.Profile is not null).ToList();
            if (column.Count > 0 && !found.ContainsValue(column[0].at)) found.Add(i, column[0].at);
        }
        return found;
    }

    private static bool IsCalled(SubjectCard subject, string cell) => cell.Length > 0 && (Naming.IsSame(subject.Name, cell) || (subject.Short is { } brief && Naming.IsSame(brief, cell)));

    private static bool IsWorthTelling(string[] cells) =>
        cells.Any(c => HourText.Read(c) is > 0) && !cells.Any(c => c.StartsWith("итого", StringComparison.CurrentCultureIgnoreCase) || c.StartsWith("всего", StringComparison.CurrentCultureIgnoreCase));

    [GeneratedRegex(@"^(\d{1,2})(?:\s|-|$)")]
    private static partial Regex Level();
}
