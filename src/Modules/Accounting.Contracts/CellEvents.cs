using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Accounting;

/// <summary>
/// Точка поставлена (отложенная отметка, долг): a grade is still owed for the lesson. It ends when a grade is recorded in the cell
/// or with <see cref="DeferralWithdrawn"/>; said again, it names another due day.
/// </summary>
/// <param name="Due">Срок: the last day on which it is in time.</param>
[Recorded("accounting.grade_deferred.v1")]
public sealed record GradeDeferred(LessonId Lesson, PupilId Pupil, DateOnly Due);

/// <summary>Точка снята without a grade.</summary>
[Recorded("accounting.deferral_withdrawn.v1")]
public sealed record DeferralWithdrawn(LessonId Lesson, PupilId Pupil);

/// <summary>Комментарий к клетке: the teacher's words to the pupil and the family; it replaces what stood, null takes it away.</summary>
[Recorded("accounting.cell_commented.v1")]
public sealed record CellCommented(LessonId Lesson, PupilId Pupil, PersonalText? Comment);
