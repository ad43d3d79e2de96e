using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Accounting;

/// <summary>Срок домашнего задания выбран (Z-6.13): to which lesson of the course it is due.</summary>
/// <param name="Due">Null: to the next lesson again, whenever it comes.</param>
/// <param name="Reason">Code of the reason of a change, from the school's rules; null for a first choice and within the free minutes.</param>
[Recorded("accounting.homework_due_chosen.v1")]
public sealed record HomeworkDueChosen(LessonId Lesson, LessonId? Due, string? Reason, PersonalText? Note);

/// <summary>К заданию приложен файл (Z-6.13): what it was called is not kept; the file itself lies beside the openings.</summary>
/// <param name="Number">Its number among the files of the lesson, from 1.</param>
/// <param name="Type">Media type by the content.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hex.</param>
[Recorded("accounting.homework_file_attached.v1")]
public sealed record HomeworkFileAttached(LessonId Lesson, Guid File, int Number, string Type, int Size, string Sha256);

/// <summary>Файл снят с задания: the family sees it no more, the history does.</summary>
[Recorded("accounting.homework_file_removed.v1")]
public sealed record HomeworkFileRemoved(LessonId Lesson, Guid File, int Number, string? Reason, PersonalText? Note);

/// <summary>Отдельное задание обучающемуся выдано (Z-6.13), beside that of the whole class.</summary>
/// <param name="Text">Personal: it says something of the pupil.</param>
/// <param name="Due">Null: to the next lesson, whenever it comes.</param>
[Recorded("accounting.pupil_homework_set.v1")]
public sealed record PupilHomeworkSet(LessonId Lesson, PupilId Pupil, PersonalText Text, int? Minutes, LessonId? Due);

/// <summary>Отдельное задание исправлено; without text it is withdrawn.</summary>
[Recorded("accounting.pupil_homework_corrected.v1")]
public sealed record PupilHomeworkCorrected(
    LessonId Lesson, PupilId Pupil, PersonalText? Text, int? Minutes, LessonId? Due, string? Reason, PersonalText? Note);

/// <summary>Рекомендация обучающемуся дана (Z-6.14), published to the family.</summary>
[Recorded("accounting.recommendation_given.v1")]
public sealed record RecommendationGiven(LessonId Lesson, PupilId Pupil, PersonalText Text);

/// <summary>Рекомендация исправлена; without text it is withdrawn.</summary>
[Recorded("accounting.recommendation_corrected.v1")]
public sealed record RecommendationCorrected(LessonId Lesson, PupilId Pupil, PersonalText? Text, string? Reason, PersonalText? Note);
