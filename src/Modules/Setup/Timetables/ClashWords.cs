using System.Globalization;

namespace ElJournal.Setup.Timetables;

/// <summary>What a clash is called in words, with the names of the board.</summary>
internal static class ClashWords
{
    private static Ui.Texts Words => TimetableTexts.All;

    /// <summary>«Миронов П. С. в это время ведёт: Алгебра, 7 «А»».</summary>
    public static string Of(Clash clash, Board board) => clash.Kind switch
    {
        ClashKind.TeacherIsBusy => Words.With("clash.teacher", board.TeacherName(clash.Teacher!.Value), Lesson(clash.Other!.Value, board)),
        ClashKind.RoomIsBusy => Words.With("clash.room", clash.Room, Lesson(clash.Other!.Value, board)),
        ClashKind.ClassIsBusy => Words.With("clash.class", Lesson(clash.Other!.Value, board)),
        ClashKind.PupilIsInBoth => Words.With("clash.pupil", Words.Count("clash.pupils", clash.Count), Lesson(clash.Other!.Value, board)),
        ClashKind.DayIsOff => Words.With("clash.day", clash.Limit),
        ClashKind.BellIsMissing => Words.With("clash.bell", clash.Slot),
        ClashKind.CourseIsClosed => Words["clash.closed"],
        ClashKind.HoursAreOver => Words.With("clash.over", board.SubjectOf(clash.Course!.Value), Hours(clash.Count), Hours(clash.Limit)),
        ClashKind.HoursAreUnder => Words.With("clash.under", board.SubjectOf(clash.Course!.Value), Hours(clash.Count), Hours(clash.Limit)),
        ClashKind.DayIsTooLong => Words.With("clash.long-day", Words.Count("clash.lessons", clash.Count), clash.Limit, board.Week.Norms.Act),
        ClashKind.WeekIsTooLong => Words.With("clash.long-week", Words.Count("clash.lessons", clash.Count), clash.Limit, board.Week.Norms.Act),
        ClashKind.Window => clash.Count > 0 ? Words.With("clash.window-of", Words.Count("clash.pupils", clash.Count), clash.Slot) : Words.With("clash.window", clash.Slot),
        ClashKind.SubjectIsTooOften => Words.With("clash.often", board.SubjectOf(clash.Course!.Value), Words.Count("clash.lessons", clash.Count)),
        _ => Words["clash.nobody"],
    };

    /// <summary>The same with its place: «Вт, 3-й урок: …».</summary>
    public static string Placed(Clash clash, Board board) => clash.Weekday == 0 ? Of(clash, board)
        : clash.Slot == 0 ? Words.With("clash.on-day", Weekdays.Heading(clash.Weekday), Of(clash, board))
        : Words.With("clash.at", Weekdays.Heading(clash.Weekday), clash.Slot, Of(clash, board));

    /// <summary>150 → 1,5</summary>
    public static string Hours(int hundredths) => (hundredths / 100m).ToString("0.##", CultureInfo.CurrentUICulture);

    private static string Lesson(CourseId course, Board board) =>
        Words.With("clash.lesson", board.SubjectOf(course), board.UnitName(board.Courses[course].Unit) ?? board.Courses[course].Unit);
}
