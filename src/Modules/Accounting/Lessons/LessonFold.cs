using JasperFx.Events;

namespace ElJournal.Accounting.Lessons;

/// <summary>The fold of a lesson's events outside the store, for replays: the same Create and Apply that the store uses.</summary>
public static class LessonFold
{
    public static Lesson? Next(Lesson? lesson, IEvent e) => (lesson, e) switch
    {
        (null, IEvent<LessonOpened> x) => Lesson.Create(x.Data),
        (null, IEvent<SubstituteAssigned> x) => Lesson.Create(x.Data),
        (null, IEvent<ExtraLessonOpened> x) => Lesson.Create(x.Data),
        (null, _) => null,
        (_, IEvent<LessonOpened> x) => Lesson.Apply(x.Data, lesson),
        (_, IEvent<SubstituteAssigned> x) => Lesson.Apply(x.Data, lesson),
        (_, IEvent<SubstituteReleased> x) => Lesson.Apply(x.Data, lesson),
        (_, IEvent<TopicRecorded> x) => Lesson.Apply(x, lesson),
        (_, IEvent<TopicCorrected> x) => Lesson.Apply(x, lesson),
        (_, IEvent<HomeworkSet> x) => Lesson.Apply(x, lesson),
        (_, IEvent<HomeworkCorrected> x) => Lesson.Apply(x, lesson),
        (_, IEvent<WorkTypeChosen> x) => Lesson.Apply(x, lesson),
        (_, IEvent<AttendanceMarked> x) => Lesson.Apply(x, lesson),
        (_, IEvent<AttendanceCorrected> x) => Lesson.Apply(x, lesson),
        (_, IEvent<GradeRecorded> x) => Lesson.Apply(x, lesson),
        (_, IEvent<GradeCorrected> x) => Lesson.Apply(x, lesson),
        (_, IEvent<ExtraLessonOpened> x) => Lesson.Apply(x.Data, lesson),
        (_, IEvent<LessonNotHeld> x) => Lesson.Apply(x, lesson),
        (_, IEvent<LessonHeldAfterAll> x) => Lesson.Apply(x.Data, lesson),
        (_, IEvent<AttendanceChecked> x) => Lesson.Apply(x, lesson),
        (_, IEvent<TopicPartTaken> x) => Lesson.Apply(x.Data, lesson),
        (_, IEvent<HomeworkDueChosen> x) => Lesson.Apply(x, lesson),
        (_, IEvent<HomeworkFileAttached> x) => Lesson.Apply(x, lesson),
        (_, IEvent<HomeworkFileRemoved> x) => Lesson.Apply(x.Data, lesson),
        (_, IEvent<PupilHomeworkSet> x) => Lesson.Apply(x, lesson),
        (_, IEvent<PupilHomeworkCorrected> x) => Lesson.Apply(x, lesson),
        (_, IEvent<RecommendationGiven> x) => Lesson.Apply(x, lesson),
        (_, IEvent<RecommendationCorrected> x) => Lesson.Apply(x, lesson),
        _ => lesson,
    };
}
