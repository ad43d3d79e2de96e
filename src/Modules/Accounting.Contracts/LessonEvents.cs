using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Accounting;

/// <summary>Урок открыт в журнале: the first entry of a lesson opens its stream.</summary>
[Recorded("accounting.lesson_opened.v1")]
public sealed record LessonOpened(LessonId Lesson);

/// <summary>Тема записана (Z-10.1). <paramref name="PlanItem"/> is the number in the КТП when the topic was taken from it.</summary>
[Recorded("accounting.topic_recorded.v1")]
public sealed record TopicRecorded(LessonId Lesson, string Topic, int? PlanItem);

/// <summary>Тема исправлена: the earlier topic stays in the history.</summary>
[Recorded("accounting.topic_corrected.v1")]
public sealed record TopicCorrected(LessonId Lesson, string Topic, int? PlanItem, string? Reason, PersonalText? Note);

/// <summary>Домашнее задание выдано (Z-6.13); minutes as the teacher reckons them.</summary>
[Recorded("accounting.homework_set.v1")]
public sealed record HomeworkSet(LessonId Lesson, string Text, int? Minutes);

/// <summary>Домашнее задание исправлено; an empty text withdraws it.</summary>
[Recorded("accounting.homework_corrected.v1")]
public sealed record HomeworkCorrected(LessonId Lesson, string Text, int? Minutes, string? Reason, PersonalText? Note);

/// <summary>Вид работы на уроке выбран: the letter over the column and the weight of its grades.</summary>
[Recorded("accounting.work_type_chosen.v1")]
public sealed record WorkTypeChosen(LessonId Lesson, string WorkType);

/// <summary>Посещаемость отмечена (Z-6.17): a code of the school's table.</summary>
[Recorded("accounting.attendance_marked.v1")]
public sealed record AttendanceMarked(LessonId Lesson, PupilId Pupil, string Code);

/// <summary>Отметка о посещении исправлена; null takes the mark away. <paramref name="Reason"/> is a code of the school's rules.</summary>
[Recorded("accounting.attendance_corrected.v1")]
public sealed record AttendanceCorrected(LessonId Lesson, PupilId Pupil, string? Code, string? Reason, PersonalText? Note);

/// <summary>Отметка выставлена (Z-6.18). <paramref name="Place"/> is its place in the cell from 0: a cell may hold several.</summary>
[Recorded("accounting.grade_recorded.v1")]
public sealed record GradeRecorded(LessonId Lesson, PupilId Pupil, int Place, string Grade);

/// <summary>Отметка исправлена (D-13, Z-9): the earlier record stays; null withdraws the grade. Who and when are in the metadata.</summary>
/// <param name="Reason">Code of the reason, from the school's rules; null within the free minutes.</param>
/// <param name="Note">Words of the author, personal.</param>
[Recorded("accounting.grade_corrected.v1")]
public sealed record GradeCorrected(LessonId Lesson, PupilId Pupil, int Place, string? Grade, string? Reason, PersonalText? Note);
