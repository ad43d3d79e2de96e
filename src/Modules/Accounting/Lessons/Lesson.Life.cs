using System.Text.Json.Serialization;
using JasperFx.Events;

namespace ElJournal.Accounting.Lessons;

/// <summary>The lesson's life: given or not, outside the timetable, attendance looked at, in parts.</summary>
public sealed partial record Lesson
{
    /// <summary>Не проведён: code of the reason; null for a lesson given or to be given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Entry? NotHeld { get; init; }

    /// <summary>Вне расписания: code of its kind; null for a lesson of the timetable.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Extra { get; init; }

    /// <summary>Посещаемость проверена: by whom first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Touch? AttendanceCheck { get; init; }

    /// <summary>The n-th lesson on its topic of the КТП, from 1; null where the topic takes one lesson.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? PlanPart { get; init; }

    /// <summary>Somebody has looked who is there.</summary>
    [JsonIgnore]
    public bool AttendanceIsSeen => AttendanceCheck is not null || Cells.Values.Any(cell => cell.Attendance is not null);

    public static Lesson Create(ExtraLessonOpened e) =>
        new(e.Lesson.Stream, e.Lesson, null, null, null, null, null, NoCells) { Extra = e.Kind, Unopened = true };

    public static Lesson Apply(ExtraLessonOpened e, Lesson lesson) => lesson with { Extra = e.Kind };

    public static Lesson Apply(IEvent<LessonNotHeld> e, Lesson lesson) => lesson with { NotHeld = Entry.At(e, e.Data.Reason, false) };

    public static Lesson Apply(LessonHeldAfterAll e, Lesson lesson) => lesson with { NotHeld = null };

    public static Lesson Apply(IEvent<AttendanceChecked> e, Lesson lesson) => lesson with { AttendanceCheck = lesson.AttendanceCheck ?? Touch.Of(e) };

    public static Lesson Apply(TopicPartTaken e, Lesson lesson) => lesson with { PlanPart = e.Part };
}
