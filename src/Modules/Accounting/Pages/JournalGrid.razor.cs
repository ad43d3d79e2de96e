using System.Globalization;
using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Terms;
using ElJournal.Ui;
using Microsoft.AspNetCore.Components;

namespace ElJournal.Accounting.Pages;

/// <summary>Страница журнала as the teacher, the deputy head and the auditor see it.</summary>
public partial class JournalGrid
{
    private static Texts T => PageTexts.All;

    [Parameter, EditorRequired] public required JournalPage Page { get; set; }

    /// <summary>Account that reads: unsent entries are bound to it.</summary>
    [Parameter] public string? User { get; set; }

    /// <summary>The lesson to begin with; by default today's, or the last one held.</summary>
    [Parameter] public LessonId? Selected { get; set; }

    /// <summary>What stands between the heading and the grid: the bar of a replay.</summary>
    [Parameter] public RenderFragment? Above { get; set; }

    /// <summary>The school's time zone.</summary>
    [CascadingParameter] public TimeZoneInfo? Zone { get; set; }

    [CascadingParameter(Name = "FormGuard")] public RenderFragment? Guard { get; set; }

    private bool CanWrite => Page.MayWrite && Page.Moment is null;

    private LessonColumn? Shown { get; set; }

    private IEnumerable<IGrouping<(int Year, int Month), LessonColumn>> Months =>
        Page.Lessons.GroupBy(l => (l.Date.Year, l.Date.Month));

    protected override void OnParametersSet()
    {
        var wanted = Selected ?? Page.Moment?.Change?.Lesson;
        Shown = Page.Lessons.FirstOrDefault(l => l.Lesson == wanted)
            ?? Page.Lessons.FirstOrDefault(l => l.IsToday)
            ?? Page.Lessons.LastOrDefault(l => !l.IsFuture)
            ?? Page.Lessons.FirstOrDefault();
        Values = Counted();
    }

    private static string? HeadClass(LessonColumn lesson)
    {
        var classes = string.Join(' ', new[]
        {
            lesson.WorkLetter is null ? null : "k", lesson.IsToday ? "today" : null, lesson.ChangedNow ? "w" : null,
            lesson.IsOff ? "off" : ColumnWords.Mark(lesson) is null ? null : "shifted",
        }.Where(c => c is not null));
        return classes.Length == 0 ? null : classes;
    }

    private string HeadTitle(LessonColumn lesson)
    {
        var when = string.Join("; ", new[] { T.With("grid.lesson", lesson.Slot, Moments.Weekday(lesson.Date)), ColumnWords.Of(lesson) }.OfType<string>());
        return Page.Rules.WorkTypes.FirstOrDefault(w => w.Code == lesson.WorkType) is { } work
            ? $"{when} · {T.With("grid.weight", work.Name, Weight(work.Weight))}"
            : when;
    }

    /// <summary>A weight as people write it: 1,5.</summary>
    private static string Weight(int hundredths) => (hundredths / 100m).ToString("0.##", CultureInfo.CurrentUICulture);

    /// <summary>1-я: the heading has the whole name, and the page little room.</summary>
    private static string ShortTerm(string name) => name.Split(' ').FirstOrDefault(word => word.Any(char.IsDigit)) ?? name;

    private IEnumerable<string> Sifts => Page.Scale?.Minimum is null
        ? ["absent", "empty", "low", "none", "points", "notes"]
        : ["absent", "empty", "low", "none", "few", "points", "notes"];

    private bool HasLeft(PupilRow pupil) => pupil.Left <= Page.Today;

    private string? RowClass(PupilRow pupil) => HasLeft(pupil) ? "left" : pupil.Exempt is null ? null : "exempt";

    /// <summary>What is told beside the name: gone since a day; exempt; learns by a plan of his own.</summary>
    private IEnumerable<string> Badges(PupilRow pupil)
    {
        if (HasLeft(pupil))
        {
            yield return T.With("grid.gone", pupil.Left!.Value.ToString("dd.MM"));
            yield break;
        }
        if (pupil.Exempt is not null) yield return Page.ExemptMark ?? T["grid.exempt"];
        if (pupil.Plan is { } plan) yield return T["class.plan." + plan];
    }

    private string? BadgeTitle(PupilRow pupil)
    {
        if (HasLeft(pupil)) return Gone(pupil);
        var words = new[] { pupil.Exempt is { } exempt ? ExemptWords(exempt) : null, pupil.Plan is { } plan ? T["plan.long." + plan] : null };
        var said = string.Join(" · ", words.OfType<string>());
        return said.Length == 0 ? null : said;
    }

    private static string ExemptWords(Exemption exempt) => exempt.To is { } to
        ? T.With("grid.exempt.until", exempt.From.ToString("dd.MM.yyyy"), to.ToString("dd.MM.yyyy"), exempt.Order)
        : T.With("grid.exempt.long", exempt.From.ToString("dd.MM.yyyy"), exempt.Order);

    /// <summary>
    /// Итог: the grade that stands (t); or how many marks there are of how many needed (few); or what the rules propose, in brackets (h), which
    /// the script follows while it hangs on the average alone and leaves alone otherwise (t).
    /// </summary>
    private (string? Text, string? Class) Total(PupilRow pupil) => pupil switch
    {
        { TermGrade: { } grade } => (grade, "t"),
        { Proposed: null } => (null, "t"),
        { Proposed: { Kind: ProposalKind.Exempt or ProposalKind.NotAttested } special } => ($"({special.Grade})", "h t"),
        { Proposed: { Short: > 0 } proposed } => (T.With("js.few", proposed.Count, proposed.Minimum), "few"),
        { Proposed.Grade: { } proposed } => ($"({proposed})", "h"),
        _ => (null, null),
    };

    private int[] TermValues =>
        [.. Page.Pupils.Select(p => p.TermGrade).OfType<string>().Select(g => Page.Rules.Grades.FirstOrDefault(known => known.Symbol == g)?.Hundredths).OfType<int>()];

    private static string Gone(PupilRow pupil)
    {
        var day = pupil.Left!.Value.ToString("dd.MM.yyyy");
        return pupil.Order is null ? T.With("grid.left", day) : T.With("grid.left.order", day, pupil.Order);
    }

    /// <summary>Until when a grade is owed, and the teacher's words.</summary>
    private string? NoteTitle(PageCell? cell)
    {
        if (cell is null or { Due: null, Comment: null }) return null;
        var due = cell.Due is { } day ? T.With(day < Page.Today ? "js.overdue" : "js.due", Moments.Day(day)) : null;
        return string.Join(" · ", new[] { due, cell.Comment }.OfType<string>());
    }

    private bool IsGone(PupilRow pupil, int lesson)
    {
        var date = Page.Lessons[lesson].Date;
        return date < pupil.From || date >= pupil.Left;
    }

    /// <summary>On the first day without the pupil: since when and by which order.</summary>
    private string? LeaveTitle(PupilRow pupil, int lesson)
    {
        var first = pupil.Left is { } left && Page.Lessons[lesson].Date >= left
            && (lesson == 0 || Page.Lessons[lesson - 1].Date < left);
        return first ? Gone(pupil) : null;
    }

    private string? WorkTypeName(LessonColumn lesson) =>
        Page.Rules.WorkTypes.FirstOrDefault(w => w.Code == lesson.WorkType)?.Name ?? lesson.WorkType;

    private bool TopicChanged(LessonColumn lesson) => Changed(lesson, ChangeKind.Topic);

    private bool HomeworkChanged(LessonColumn lesson) => Changed(lesson, ChangeKind.Homework);

    private bool Changed(LessonColumn lesson, ChangeKind kind) =>
        Page.Moment?.Change is { } change && change.Kind == kind && change.Lesson == lesson.Lesson;

    private static string? Marks(bool corrected, bool changed) => (corrected, changed) switch
    {
        (true, true) => "c w",
        (true, false) => "c",
        (false, true) => "w",
        _ => null,
    };

    private static string? Mean(int? hundredths) => hundredths is { } value ? Moments.Hundredths(value) : null;

    private IEnumerable<PageCell> CellsOf(LessonColumn lesson)
    {
        var index = IndexOf(lesson);
        return Page.Pupils.Select(p => p.Cells[index]).OfType<PageCell>();
    }

    private int Absent(LessonColumn lesson) =>
        CellsOf(lesson).Count(c => Page.Rules.Attendance.Any(a => a.Missed && a.Letter == c.Attendance));

    private IEnumerable<string> GradesOf(LessonColumn lesson) => CellsOf(lesson).SelectMany(c => c.Grades);

    /// <summary>Counted grades of each column: read once, told four times in the foot.</summary>
    private List<int[]> Values { get; set; } = [];

    private List<int[]> Counted()
    {
        var worth = Page.Rules.Grades.Where(g => g.Hundredths is not null).DistinctBy(g => g.Symbol).ToDictionary(g => g.Symbol, g => g.Hundredths!.Value);
        var columns = Page.Lessons.Select(_ => new List<int>()).ToList();
        foreach (var pupil in Page.Pupils)
        {
            for (var c = 0; c < columns.Count; c++)
            {
                foreach (var grade in pupil.Cells[c]?.Grades ?? [])
                {
                    if (worth.TryGetValue(grade, out var value)) columns[c].Add(value);
                }
            }
        }
        return [.. columns.Select(column => column.ToArray())];
    }

    private int[] ValuesOf(LessonColumn lesson) => Values[IndexOf(lesson)];

    private int IndexOf(LessonColumn lesson)
    {
        for (var c = 0; c < Page.Lessons.Count; c++)
        {
            if (ReferenceEquals(Page.Lessons[c], lesson)) return c;
        }
        return -1;
    }

    private static int? MeanIn(int[] values) =>
        values.Length == 0 ? null : (int)Math.Round(values.Average(), MidpointRounding.AwayFromZero);

    /// <summary>Качество is said of a scale of five points.</summary>
    private bool OfFive => Page.Rules.Grades.Max(g => g.Hundredths) <= 500;

    /// <summary>Of the whole class, by the weights of its works.</summary>
    private int? ClassMean => PageBuilder.Average(Page.Lessons.SelectMany(l => GradesOf(l).Select(g => (g, l.WorkType))), Page.Rules.Grades, Page.Rules.WorkTypes);

    private string MeanOf(LessonColumn lesson) => Mean(MeanIn(ValuesOf(lesson))) ?? "–";

    /// <summary>Words for the way to a permission, for permits.js.</summary>
    private static MarkupString PermitWords => new(System.Text.Json.JsonSerializer.Serialize(
        new { ask = CorrectionTexts.All["offer.link"] }, JournalData.Compact));
}
