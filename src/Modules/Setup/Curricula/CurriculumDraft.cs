using ElJournal.Setup.Pages;
using ElJournal.Setup.Register;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Setup.Curricula;

/// <summary>Учебный план as it stands in the form: a column for each level and profile, a row for each subject in a part and layer.</summary>
public sealed record CurriculumDraft(IReadOnlyList<DraftColumn> Columns, IReadOnlyList<DraftRow> Rows)
{
    /// <summary>Sections of the grid, in the order of a printed curriculum.</summary>
    public static readonly IReadOnlyList<(string Part, string Layer)> Sections =
    [
        (CurriculumParts.Federal, Layers.Core), (CurriculumParts.School, Layers.Core), (CurriculumParts.School, Layers.Extracurricular), (CurriculumParts.School, Layers.Additional),
    ];

    /// <summary>What is in force on a day; every subject has a row, even without hours.</summary>
    public static CurriculumDraft Of(Curriculum? curriculum, DateOnly day, IReadOnlyCollection<ClassRoster> classes, IReadOnlyList<SubjectCard> subjects)
    {
        var sets = curriculum?.On(day) ?? [];
        var levels = classes.Select(c => c.Level).Union(sets.Select(s => s.Level)).Order().ToList();
        if (levels.Count == 0) levels = [.. Enumerable.Range(1, 11)];
        var columns = levels.SelectMany(level => sets.Where(s => s.Level == level && s.Profile is not null)
            .Select(s => new DraftColumn(level, s.Profile, [.. s.Classes.Select(c => c.Value)], DraftColumn.MarkOf(s)))
            .Prepend(new DraftColumn(level, null, [], DraftColumn.MarkOf(sets.FirstOrDefault(s => s.Level == level && s.Profile is null))))).ToList();
        var hours = sets.SelectMany(s => s.Lines.Select(l => (Key: (l.Subject, l.Part, l.Layer), Column: (s.Level, s.Profile), l.Hours)))
            .ToLookup(h => h.Key);
        var rows = Sections.SelectMany(section => subjects
            .Where(s => hours.Contains((s.Subject, section.Part, section.Layer)) || (HasNone(s) && section == Usual(s)))
            .Select(s => new DraftRow(s.Subject.Value, section.Part, section.Layer, [.. columns.Select(c =>
                hours[(s.Subject, section.Part, section.Layer)].Where(h => h.Column == (c.Level, c.Profile)).Select(h => HourText.Of(h.Hours)).FirstOrDefault(""))])));
        return new CurriculumDraft(columns, [.. rows]);

        bool HasNone(SubjectCard subject) => Sections.All(section => !hours.Contains((subject.Subject, section.Part, section.Layer)));
    }

    public static CurriculumDraft Read(IFormCollection form)
    {
        var columns = form["col"].OfType<string>().Select((text, index) =>
        {
            var parts = text.Split('~', 2);
            var prefix = $"{index}:";
            return new DraftColumn(
                int.TryParse(parts[0], out var level) ? level : 0, parts.Length > 1 ? parts[1] : null,
                [.. form["cls"].OfType<string>().Where(c => c.StartsWith(prefix, StringComparison.Ordinal)).Select(c => c[prefix.Length..])],
                form["was"].ElementAtOrDefault(index) ?? "");
        }).ToList();
        var cells = form["h"];
        var rows = form["row"].OfType<string>().Select((text, index) =>
        {
            var parts = text.Split('/');
            return new DraftRow(parts[0], parts.ElementAtOrDefault(1) ?? "", parts.ElementAtOrDefault(2) ?? "",
                [.. columns.Select((_, c) => index * columns.Count + c < cells.Count ? cells[(index * columns.Count) + c] ?? "" : "")]);
        }).ToList();
        return new CurriculumDraft(columns, rows);
    }

    /// <summary>With an empty row more, in its place; the same draft where the row is there.</summary>
    public CurriculumDraft WithRow(SubjectCard subject, string part, string layer, IReadOnlyList<SubjectCard> subjects)
    {
        if (Rows.Any(r => r.Subject == subject.Subject.Value && r.Part == part && r.Layer == layer)) return this;
        var order = subjects.Select((s, i) => (s.Subject.Value, i)).ToDictionary(s => s.Value, s => s.i);
        return this with
        {
            Rows = [.. Rows.Append(new DraftRow(subject.Subject.Value, part, layer, [.. Columns.Select(_ => "")]))
                .OrderBy(r => Sections.ToList().IndexOf((r.Part, r.Layer))).ThenBy(r => order.GetValueOrDefault(r.Subject, int.MaxValue))],
        };
    }

    /// <summary>With the hours of one column in another.</summary>
    public CurriculumDraft Copied(string from, string to)
    {
        var (source, target) = (IndexOf(from), IndexOf(to));
        return source < 0 || target < 0 || source == target ? this : this with
        {
            Rows = [.. Rows.Select(r => r with { Hours = [.. r.Hours.Select((h, i) => i == target ? r.Hours[source] : h)] })],
        };
    }

    /// <summary>With a profile more, which begins with the hours of its level.</summary>
    public CurriculumDraft WithProfile(int level, string name)
    {
        var general = IndexOf($"{level}");
        if (general < 0 || Columns.Any(c => c.Level == level && c.Profile == name)) return this;
        var place = Columns.Select((c, i) => (c, i)).Last(c => c.c.Level == level).i + 1;
        return new CurriculumDraft(
            [.. Columns.Take(place), new DraftColumn(level, name, [], DraftColumn.MarkOf(null)), .. Columns.Skip(place)],
            [.. Rows.Select(r => r with { Hours = [.. r.Hours.Take(place), r.Hours[general], .. r.Hours.Skip(place)] })]);
    }

    public CurriculumDraft With(int row, int column, string hours) => this with
    {
        Rows = [.. Rows.Select((r, i) => i == row ? r with { Hours = [.. r.Hours.Select((h, c) => c == column ? hours : h)] } : r)],
    };

    /// <summary>With what stands now as what was seen of a column.</summary>
    public CurriculumDraft Seen(int column, string mark) => this with { Columns = [.. Columns.Select((c, i) => i == column ? c with { Was = mark } : c)] };

    public int IndexOf(string column) => Columns.Select((c, i) => (c.Key, i)).Where(c => c.Key == column).Select(c => c.i).DefaultIfEmpty(-1).First();

    /// <summary>Hundredths of all lessons of a column, both parts; what is no number counts nothing.</summary>
    public int Total(int column, string? part = null) =>
        Rows.Where(r => r.Layer == Layers.Core && (part is null || r.Part == part)).Sum(r => HourText.Read(r.Hours[column]) ?? 0);

    private static (string, string) Usual(SubjectCard subject) => (subject.Part ?? CurriculumParts.Federal, Layers.Core);
}

/// <summary>A level, or a profile of it with its classes.</summary>
/// <param name="Was">Mark of what stood when the page was drawn: by it a change of one's own is told from one that another has made meanwhile.</param>
public sealed record DraftColumn(int Level, string? Profile, IReadOnlyList<string> Classes, string Was)
{
    public static string MarkOf(CurriculumSet? set) => MarkOf(set?.Lines ?? [], set?.Classes ?? []);

    /// <summary>The same for the same lines and classes in whatever order.</summary>
    public static string MarkOf(IEnumerable<CurriculumLine> lines, IEnumerable<ClassId> classes) => DerivedId.Command(
        [.. lines.Select(l => $"{l.Subject} {l.Part} {l.Layer} {l.Hours}").Order(StringComparer.Ordinal), .. classes.Select(c => c.Value).Order(StringComparer.Ordinal)]).ToString("N");

    public string Key => Profile is null ? $"{Level}" : $"{Level}~{Profile}";
}

/// <param name="Hours">As typed, one for each column.</param>
public sealed record DraftRow(string Subject, string Part, string Layer, IReadOnlyList<string> Hours);
