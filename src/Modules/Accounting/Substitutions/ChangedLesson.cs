
namespace ElJournal.Accounting.Substitutions;

/// <summary>Изменённый урок: what was decided about a lesson beside the timetable, without what was entered in it. The key is the lesson's stream.</summary>
public sealed record ChangedLesson(string Id, LessonId Lesson, LessonShift? Shift)
{
    /// <summary>ISO day, stored for the index by which days, months and weeks find what was changed in them.</summary>
    public string Day => Lessons.Lesson.DayOf(Lesson);

    public static ChangedLesson Create(SubstituteAssigned e) => Begun(e.Lesson, e);

    public static ChangedLesson Create(LessonCancelled e) => Begun(e.Lesson, e);

    public static ChangedLesson Create(LessonTransferred e) => Begun(e.Lesson, e);

    public static ChangedLesson Create(LessonReceived e) => Begun(e.Lesson, e);

    public static ChangedLesson Apply(SubstituteAssigned e, ChangedLesson lesson) => lesson.Next(e);

    public static ChangedLesson Apply(SubstituteReleased e, ChangedLesson lesson) => lesson.Next(e);

    public static ChangedLesson Apply(LessonCancelled e, ChangedLesson lesson) => lesson.Next(e);

    public static ChangedLesson Apply(LessonRestored e, ChangedLesson lesson) => lesson.Next(e);

    public static ChangedLesson Apply(LessonTransferred e, ChangedLesson lesson) => lesson.Next(e);

    public static ChangedLesson Apply(LessonReceived e, ChangedLesson lesson) => lesson.Next(e);

    public static ChangedLesson Apply(TransferUndone e, ChangedLesson lesson) => lesson.Next(e);

    public static ChangedLesson Apply(LessonReturned e, ChangedLesson lesson) => lesson.Next(e);

    private static ChangedLesson Begun(LessonId lesson, object e) => new(lesson.Stream, lesson, LessonShift.Next(null, e));

    private ChangedLesson Next(object e) => this with { Shift = LessonShift.Next(Shift, e) };
}
