using System.Globalization;
using ElJournal.Kernel;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Timetables;

/// <summary>Расписание школы (D-10.11, Z-5.9): by class, teacher and room, with what does not fit, and for printing.</summary>
internal static class TimetableEndpoints
{
    public const string Address = "/school/timetable";

    public static IEndpointRouteBuilder MapTimetable(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).Needs(Permission.ReadSchool).Reads("timetable", Purpose.Register).WithSummary("Расписание школы: по классам, учителям и кабинетам");
        routes.MapGet(Address + "/print", Print).Needs(Permission.ReadSchool).Reads("timetable", Purpose.Register).WithSummary("Расписание: для печати");
        return routes.MapTimetableExchange().MapTimetableEditor();
    }

    private static async Task<IResult> Show(
        HttpContext http, [FromQuery] string? by, [FromQuery] string? of, [FromQuery] string? on, [FromQuery] bool? all, TimetableReading reading, PageFrame frame, CancellationToken cancel)
    {
        // To look at is today's; to change, the next day.
        var board = await reading.Read(http.Actor()!, Day(on), cancel, toLook: true);
        var look = Look.Of(by, of, board);
        return await frame.Show<OverviewPage>(http, TimetableTexts.All["title"], new()
        {
            [nameof(OverviewPage.Board)] = board,
            [nameof(OverviewPage.Look)] = look,
            [nameof(OverviewPage.All)] = all == true,
            [nameof(OverviewPage.MayEdit)] = MayEdit(http),
        });
    }

    private static async Task<IResult> Print(
        HttpContext http, [FromQuery] string? by, [FromQuery] string? of, [FromQuery] string? on, TimetableReading reading, PageFrame frame, CancellationToken cancel)
    {
        if (await reading.Read(http.Actor()!, Day(on), cancel) is not { } board) return await frame.NotFound(http);
        return await frame.Show<PrintPage>(http, TimetableTexts.All["title"], new()
        {
            [nameof(PrintPage.Board)] = board,
            [nameof(PrintPage.Look)] = Look.Of(by, of, board),
        });
    }

    public static bool MayEdit(HttpContext http) => http.Actor()!.Grants.All.Any(grant => grant.Permission == Permission.SetUpSchool) && !http.Actor()!.ReadOnly;

    public static string Of(string unit, DateOnly on) => $"{Address}/{unit}?on={on:yyyy-MM-dd}";

    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>1.2: a day of the week and a number of lesson.</summary>
    public static (int Weekday, int Slot)? Cell(string? text) => text?.Split('.') is [var day, var slot]
        && int.TryParse(day, CultureInfo.InvariantCulture, out var weekday) && int.TryParse(slot, CultureInfo.InvariantCulture, out var number) && weekday is >= 1 and <= 7
        ? (weekday, number) : null;
}

/// <summary>How the timetable is looked at: rows of classes, of teachers or of rooms, or one of them as a week.</summary>
/// <param name="By">class, teacher or room.</param>
/// <param name="One">Id of the class or group, of the teacher, or the room's name; null: all.</param>
public sealed record Look(string By, string? One)
{
    public static readonly IReadOnlyList<string> Ways = ["class", "teacher", "room"];

    public static Look Of(string? by, string? of, Board? board)
    {
        var way = Ways.Contains(by) ? by! : Ways[0];
        return new Look(way, board is not null && of is { Length: > 0 } && new Look(way, null).Rows(board).Any(r => r.Key == of) ? of : null);
    }

    /// <summary>Everything there is to look at in this way.</summary>
    public IEnumerable<(string Key, string Name)> Rows(Board board) => By switch
    {
        "teacher" => board.Week.Courses.Values.Where(c => !c.IsClosed).SelectMany(c => c.Teachers).Distinct()
            .Select(t => (t.Value, board.TeacherName(t))).OrderBy(t => t.Item2, StringComparer.CurrentCulture),
        "room" => board.Rooms.Select(r => (r, r)),
        _ => board.Units.Where(u => board.Classes.Any(c => c.Id == u) || board.Groups.First(g => g.Group.Value == u).Classes.Count != 1)
            .Select(u => (u, board.UnitName(u) ?? u)),
    };

    public IReadOnlyList<TimetableSlot> Lessons(Board board, string row) => By switch
    {
        "teacher" => TimetableEdit.Ordered(board.Week.Lessons.Where(l => board.Week.Courses[l.Course].Teachers.Any(t => t.Value == row))),
        "room" => TimetableEdit.Ordered(board.Week.Lessons.Where(l => SchoolWeek.Room(l.Room) == SchoolWeek.Room(row))),
        _ => [.. board.LessonsOf(row)],
    };

    /// <summary>The lessons of all rows, put together once: a row's own are looked for in all the school's.</summary>
    public ILookup<string, TimetableSlot> ByRow(Board board)
    {
        var rooms = By == "room" ? board.Rooms.ToDictionary(SchoolWeek.Room) : [];
        return TimetableEdit.Ordered(board.Week.Lessons).SelectMany(l => KeysOf(l).Select(key => (key, l))).ToLookup(p => p.key, p => p.l);

        IEnumerable<string> KeysOf(TimetableSlot lesson) => By switch
        {
            "teacher" => board.Week.Courses[lesson.Course].Teachers.Select(t => t.Value),
            "room" => rooms.TryGetValue(SchoolWeek.Room(lesson.Room), out var room) ? [room] : [],
            _ => board.Courses[lesson.Course].Classes.Select(c => c.Value).Append(board.Courses[lesson.Course].Unit).Distinct(),
        };
    }

    /// <summary>What a cell says of a lesson: the subject to a class, the class to a teacher.</summary>
    public string Short(Board board, TimetableSlot lesson) => By == "class" ? board.ShortOf(lesson.Course) : Sitting(board, lesson);

    /// <summary>7А: those who sit in it, as short as can be.</summary>
    public static string Sitting(Board board, TimetableSlot lesson) => string.Join(",", board.Courses[lesson.Course].Classes
        .Select(c => board.Classes.FirstOrDefault(k => k.Id == c.Value)).OfType<Register.ClassRoster>().Select(c => $"{c.Level}{c.Letter}"));
}
