using System.Text.Json.Serialization;
using ElJournal.Setup;

namespace ElJournal.Accounting.Lessons;

public sealed partial record Lesson
{
    /// <summary>Замена, объединение, отмена или перенос; null for a lesson as the timetable has it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LessonShift? Shift { get; init; }

    /// <summary>Кто ведёт урок по замене; null: the assigned teacher.</summary>
    [JsonIgnore]
    public StaffId? Substitute => Shift?.Teacher;

    /// <summary>Something is recorded of it, or it was transferred here: it is a lesson also where the timetable has none.</summary>
    [JsonIgnore]
    public bool Stands => !Unopened || Shift?.From is not null || Extra is not null;

    public static Lesson Create(SubstituteAssigned e) => Begun(e.Lesson, e);

    public static Lesson Create(LessonCancelled e) => Begun(e.Lesson, e);

    public static Lesson Create(LessonTransferred e) => Begun(e.Lesson, e);

    public static Lesson Create(LessonReceived e) => Begun(e.Lesson, e);

    public static Lesson Apply(SubstituteAssigned e, Lesson lesson) => lesson.Shifted(e);

    public static Lesson Apply(SubstituteReleased e, Lesson lesson) => lesson.Shifted(e);

    public static Lesson Apply(LessonCancelled e, Lesson lesson) => lesson.Shifted(e);

    public static Lesson Apply(LessonRestored e, Lesson lesson) => lesson.Shifted(e);

    public static Lesson Apply(LessonTransferred e, Lesson lesson) => lesson.Shifted(e);

    public static Lesson Apply(LessonReceived e, Lesson lesson) => lesson.Shifted(e);

    public static Lesson Apply(TransferUndone e, Lesson lesson) => lesson.Shifted(e);

    public static Lesson Apply(LessonReturned e, Lesson lesson) => lesson.Shifted(e);

    private static Lesson Begun(LessonId lesson, object e) => new(lesson.Stream, lesson, null, null, null, null, null, NoCells)
    {
        Unopened = true,
        Shift = LessonShift.Next(null, e),
    };

    private Lesson Shifted(object e) => this with { Shift = LessonShift.Next(Shift, e) };
}
