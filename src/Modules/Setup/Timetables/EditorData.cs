using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;

namespace ElJournal.Setup.Timetables;

/// <summary>A lesson as a cell shows it.</summary>
/// <param name="Key">Its place, as forms name it.</param>
/// <param name="Bad">Why it cannot stand there, in words; null where it can.</param>
public sealed record LessonView(
    string Key, string Course, int Day, int Slot, string? Week, string? Room, string Subject, string? Group, string Teacher, string Layer, string? Bad, string? Warn);

/// <summary>A course of the stock: what has no place yet.</summary>
/// <param name="Left">Hundredths of an hour a week; below zero where there are too many.</param>
public sealed record StockView(string Course, string Subject, string? Group, string Teacher, string Layer, int Left, string Amount);

/// <summary>A place to which a lesson is carried: may it stand there, and in words why not.</summary>
/// <param name="Kind">free, warn or bad.</param>
public sealed record PlaceView(string Kind, string Text);

/// <summary>What the page of a unit shows, and its script redraws after every change.</summary>
/// <param name="Seen">The lessons of every unit on the page as they were read: a change says from what it started.</param>
public sealed record EditorView(
    string Unit, string Name, string On, IReadOnlyList<LessonView> Lessons, IReadOnlyList<StockView> Stock, IReadOnlyDictionary<string, string> Seen,
    IReadOnlyDictionary<string, string> Units, IReadOnlyList<string> Bad, IReadOnlyList<string> Warn)
{
    public static EditorView Of(Board board, string unit)
    {
        var courses = board.CoursesOf(unit).ToList();
        var own = courses.Select(c => c.Course).ToHashSet();
        var units = courses.Select(c => c.Unit).Append(unit).ToHashSet();
        var clashes = board.Clashes.All().Where(c => c.Course is { } course ? own.Contains(course) : units.Contains(c.Unit)).ToList();
        // What is still in the stock is no news: it lies beside the grid.
        var said = clashes.Where(c => c.Kind != ClashKind.HoursAreUnder).OrderBy(c => c.Weekday).ThenBy(c => c.Slot).ToList();
        return new EditorView(
            unit, board.UnitName(unit) ?? unit, board.On.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            [.. board.LessonsOf(unit).Select(l => LessonOf(l, unit, board, said))],
            [.. courses.Where(c => !(c.Closed <= board.On)).Select(c => StockOf(c.Course, unit, board)).Where(s => Math.Abs(s.Left) >= 50)],
            units.ToDictionary(u => u, u => Gesture.Write(board.SlotsOf(u))), courses.ToDictionary(c => c.Course.Value, c => c.Unit),
            [.. said.Where(c => c.Forbids).Select(c => ClashWords.Placed(c, board)).Distinct()],
            [.. said.Where(c => !c.Forbids).Select(c => ClashWords.Placed(c, board)).Distinct()]);
    }

    private static LessonView LessonOf(TimetableSlot l, string unit, Board board, List<Clash> clashes)
    {
        var here = clashes.Where(c => c.Course == l.Course && c.Weekday == l.Weekday && c.Slot == l.Slot).ToList();
        return new LessonView(
            Gesture.Key(l), l.Course.Value, l.Weekday, l.Slot, l.Week, l.Room, board.SubjectOf(l.Course), GroupOf(l.Course, unit, board),
            string.Join(", ", board.TeachersOf(l.Course)), board.Courses[l.Course].Layer, Joined(here.Where(c => c.Forbids)), Joined(here.Where(c => !c.Forbids)));

        string? Joined(IEnumerable<Clash> some) => some.Any() ? string.Join("; ", some.Select(c => ClashWords.Of(c, board)).Distinct()) : null;
    }

    private static StockView StockOf(CourseId course, string unit, Board board)
    {
        var left = TimetableEdit.Left(board.Courses[course].Hours, course, board.SlotsOf(board.Courses[course].Unit));
        return new StockView(
            course.Value, board.SubjectOf(course), GroupOf(course, unit, board), string.Join(", ", board.TeachersOf(course)), board.Courses[course].Layer, left,
            left > 0 ? "×" + ClashWords.Hours(left) : TimetableTexts.All.With("stock.over", ClashWords.Hours(-left)));
    }

    /// <summary>The group, where the page is of its class.</summary>
    private static string? GroupOf(CourseId course, string unit, Board board) =>
        board.Courses[course].Group is { } group && group.Value != unit ? board.Groups.FirstOrDefault(g => g.Group == group)?.Name : null;
}

internal static class EditorData
{
    public static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web)
    {
        // Cyrillic as it is, and still every <, > and & escaped: safe inside a script element.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>What the script of the editor starts from.</summary>
    public static MarkupString Of(EditorView view) => new(JsonSerializer.Serialize(new { board = view, texts = TimetableTexts.All.Under("js.") }, Compact));
}
