using System.Globalization;
using ElJournal.Kernel;

namespace ElJournal.Setup.Imports.Kinds;

/// <summary>
/// Учебный план (D-10.5, Z-5.3): hours of a subject by year level, either a column for each level or a row for each level and subject.
/// Subjects that are not there yet are added.
/// </summary>
public sealed class CurriculumKind : ImportKind
{
    private static readonly Column Subject = new("Предмет", ["предмет", "предметы", "учебный предмет", "учебные предметы", "наименование предмета", "subject"], ["предмет"]);
    private static readonly Column Level = new("Параллель", ["параллель", "класс", "ступень", "level", "grade"], ["параллел"]);
    private static readonly Column Hours = new("Часов в неделю", ["часов", "часы", "часов в неделю", "hours"], ["час"]);
    private static readonly Column Part = new("Часть плана", ["часть", "часть плана", "компонент", "part"], ["часть", "компонент"]);

    public override string Name => "curriculum";

    public override Permission Permission => Permission.SetUpSchool;

    public override bool MayBeFull => true;

    public override IReadOnlyList<string[]> Template => [["Предмет", "Часть плана", "5", "6", "7"], ["Русский язык", "обязательная", "5", "6", "4"]];

    internal override IReadOnlyList<Column> Columns => [Subject, Part, Level, Hours];

    internal override bool Suffices(Header header) => header.Has(Subject) && ((header.Has(Level) && header.Has(Hours)) || LevelsOf(header).Count > 0);

    internal override ImportDraft Judge(ImportSource source, ImportRegister register, ImportChoices choices)
    {
        var draft = new Draft();
        var lines = new List<Line>();
        var sheets = source.Sheets(this);
        foreach (var (sheet, header) in sheets)
        {
            var levels = header.Has(Level) && header.Has(Hours) ? [] : LevelsOf(header);
            foreach (var row in sheet.Rows.Where(row => row.Line > header.Line)) Take(draft, lines, sheet, header, row, register, levels);
        }

        var (leave, of) = (0, 0);
        foreach (var level in lines.GroupBy(line => line.Level).OrderBy(level => level.Key))
        {
            var day = choices.Day ?? (register.Curriculum is null ? register.Year.Year.From : register.Year.Day);
            var standing = register.Curriculum?.Versions.LastOrDefault(v => v.Level == level.Key && v.Profile is null && v.From <= day);
            var before = standing?.Lines ?? [];
            var named = level.Select(line => new CurriculumLine(line.Subject, line.Hours, line.Part, Layers.Core)).ToList();
            foreach (var (line, said) in level.Zip(named))
            {
                var outcome = before.Contains(said) ? RowOutcome.Unchanged : before.Any(b => Same(b, said)) ? RowOutcome.Update : RowOutcome.Create;
                draft.Row(line.Report with { Outcome = outcome });
            }
            var others = before.Where(b => !named.Exists(n => Same(n, b))).ToList();
            of += before.Count;
            if (choices.Full)
            {
                foreach (var gone in others.Where(b => b.Layer == Layers.Core))
                {
                    leave++;
                    draft.Row(null, -leave, RowOutcome.Remove, register.Subjects.FirstOrDefault(s => s.Subject == gone.Subject)?.Name, ImportTexts.Say("line_leaves", level.Key));
                }
                others = [.. others.Where(b => b.Layer != Layers.Core)];
            }
            var first = level.First().Report;
            if (!before.ToHashSet().SetEquals(named.Concat(others)))
                draft.Step(first.Sheet, first.Line, new SetCurriculum(Guid.NewGuid(), register.Year.Year.Year, level.Key, null, [], day, [.. named, .. others]));
        }
        return draft.Done(sheets[0].Header.Line, (leave, of));
    }

    private static bool Same(CurriculumLine one, CurriculumLine other) => (one.Subject, one.Part, one.Layer) == (other.Subject, other.Part, other.Layer);

    private static void Take(
        Draft draft, List<Line> lines, TableSheet sheet, Header header, TableRow row, ImportRegister register, IReadOnlyList<(int Place, int Level)> levels)
    {
        var subject = header.Cell(row, Subject);
        var filled = row.Cells.Count(cell => cell.Length > 0);
        // Areas of subjects and totals stand between the subjects.
        if (subject.Length == 0 || filled == 1 || Total(subject)) return;
        if (!Naming.IsFit(subject)) { draft.Fault(sheet, row, header, Subject, "subject_missing"); return; }
        string? part = Words.Fold(header.Cell(row, Part)) switch
        {
            "" or "обязательная" or "обязательная часть" or "федеральная" or "federal" => CurriculumParts.Federal,
            "школьная" or "школьный компонент" or "часть формируемая участниками" or "формируемая" or "школа" or "school" => CurriculumParts.School,
            _ => null,
        };
        if (part is null) { draft.Fault(sheet, row, header, Part, "part_unknown"); return; }

        List<(int Level, string Text)> said;
        if (levels.Count > 0) said = [.. levels.Select(l => (l.Level, row[l.Place])).Where(l => l.Item2.Length > 0 && l.Item2 is not ("0" or "-" or "–" or "—"))];
        else if (ClassName.Parse(header.Cell(row, Level)) is { Letter: "" } name) said = [(name.Level, header.Cell(row, Hours))];
        else { draft.Fault(sheet, row, header, Level, "level_missing"); return; }

        foreach (var (level, text) in said)
        {
            if (LoadKind.HoursOf(text) is not { } hours)
            {
                draft.Row(sheet.Name, row.Line, RowOutcome.Error, subject, ImportTexts.Say("week_hours_odd"), $"{level}", text);
                continue;
            }
            var id = register.SubjectFor(subject, draft, sheet.Name, row.Line);
            if (lines.Find(l => l.Level == level && l.Subject == id && l.Part == part) is { } twice)
            {
                draft.Row(sheet.Name, row.Line, RowOutcome.Error, subject, ImportTexts.Say("said_above", twice.Report.Line), header.Heading(Subject), subject);
                continue;
            }
            var what = ImportTexts.Say("line_of", level, subject, (hours / 100m).ToString("0.##", CultureInfo.CurrentCulture));
            lines.Add(new Line(level, id, part, hours, new ImportRow(sheet.Name, row.Line, RowOutcome.Create, null, null, null, what)));
        }
    }

    private static bool Total(string subject) => Words.Fold(subject) is var folded
        && (folded.StartsWith("итого", StringComparison.Ordinal) || folded.StartsWith("всего", StringComparison.Ordinal) || folded.StartsWith("максимальн", StringComparison.Ordinal));

    /// <summary>Columns headed by a year level: 5, 5 класс, 5-е классы.</summary>
    private static List<(int Place, int Level)> LevelsOf(Header header) =>
        [.. header.Headings.Select((heading, place) => (Place: place, Name: ClassName.Parse(heading))).Where(c => c.Name is { Letter: "" }).Select(c => (c.Place, c.Name!.Value.Level))];

    private sealed record Line(int Level, SubjectId Subject, string Part, int Hours, ImportRow Report);
}
