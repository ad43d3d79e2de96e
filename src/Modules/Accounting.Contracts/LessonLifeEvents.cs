using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Accounting;

/// <summary>Посещаемость проверена (Z-6.17): whoever has no mark was there, so that an empty column is told from one not looked at.</summary>
[Recorded("accounting.attendance_checked.v1")]
public sealed record AttendanceChecked(LessonId Lesson);

/// <summary>Тема идёт частями: this lesson is the n-th on one topic of the КТП.</summary>
/// <param name="PlanItem">Number in the КТП.</param>
/// <param name="Part">From 1; null: the lesson is no part any more.</param>
[Recorded("accounting.topic_part_taken.v1")]
public sealed record TopicPartTaken(LessonId Lesson, int PlanItem, int? Part);

/// <summary>Урок не проведён: it stood in the timetable and was not given.</summary>
/// <param name="Reason">Code from the school's rules of lessons.</param>
[Recorded("accounting.lesson_not_held.v1")]
public sealed record LessonNotHeld(LessonId Lesson, string Reason, PersonalText? Note);

/// <summary>Урок всё же проведён: the word that it was not is taken back.</summary>
/// <param name="Reason">Code of the reason of a correction, from the journal's rules.</param>
[Recorded("accounting.lesson_held_after_all.v1")]
public sealed record LessonHeldAfterAll(LessonId Lesson, string Reason, PersonalText? Note);

/// <summary>Урок вне расписания назначен: a consultation, a make-up.</summary>
/// <param name="Kind">Code from the school's rules of lessons.</param>
[Recorded("accounting.extra_lesson_opened.v1")]
public sealed record ExtraLessonOpened(LessonId Lesson, string Kind, PersonalText? Note);

/// <summary>День заполнен (D-12): a teacher has said so of the lessons of a day. A later one replaces it.</summary>
/// <param name="Lessons">All lessons of the day, with what was left of each.</param>
[Recorded("accounting.day_completed.v1")]
public sealed record DayCompleted(StaffId Staff, DateOnly Date, IReadOnlyList<DayLessonLeft> Lessons);

/// <summary>Урок заполненного дня.</summary>
/// <param name="Missing">What was consciously left: of <see cref="Lacks"/>; empty when nothing was.</param>
/// <param name="Note">Why, in the teacher's words.</param>
public sealed record DayLessonLeft(LessonId Lesson, IReadOnlyList<string> Missing, PersonalText? Note);

/// <summary>Чего в уроке недостаёт.</summary>
public static class Lacks
{
    public const string Topic = "topic";

    /// <summary>Neither a mark of attendance nor the word that it was looked at.</summary>
    public const string Attendance = "attendance";

    public const string Homework = "homework";
}

/// <summary>Keys of the streams of teachers' days.</summary>
public static class DayStreams
{
    public static string Of(StaffId staff, DateOnly date) => $"day/{staff}/{date:yyyy-MM-dd}";
}
