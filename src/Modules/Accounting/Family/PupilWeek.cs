using ElJournal.Setup;

namespace ElJournal.Accounting.Family;

/// <summary>Неделя обучающегося (D-10.14, Z-14): what the journal says of one pupil in a week, and of nobody else.</summary>
/// <param name="ClassName">8 «Б», as of today or, of a week past, as of its last day; null for one who is in no class.</param>
/// <param name="Previous">A day of the week before; null where the pupil's record begins.</param>
public sealed record PupilWeek(
    PupilId Pupil, string Name, string? ClassName, DateOnly Monday, DateOnly Today, IReadOnlyList<PupilDay> Days, DateOnly? Previous, DateOnly? Next);

/// <summary>One day with lessons.</summary>
/// <param name="ClassName">The class the pupil is in on that day: it changes with a transfer.</param>
public sealed record PupilDay(DateOnly Date, string ClassName, IReadOnlyList<PupilLesson> Lessons)
{
    /// <summary>How long what is due on the day takes, as the teachers reckon; 0 where none has said.</summary>
    public int HomeworkMinutes => Lessons.Sum(l => l.Assigned.Sum(d => d.Minutes ?? 0));

    /// <summary>Норма домашнего задания of the year level in minutes a day, by the school's dated norms; null where there is none.</summary>
    public int? HomeworkNorm { get; init; }

    /// <summary>Grades and absences of the day in a row, for the line of a folded day.</summary>
    public string Marks => string.Join(" · ", Lessons.SelectMany(l => l.Attendance is null ? l.Grades : [l.Attendance.Letter, .. l.Grades]));
}

/// <summary>One lesson as it concerns the pupil.</summary>
/// <param name="Work">Name of the kind of work, such as a control work.</param>
/// <param name="Corrected">The pupil's entry was corrected after it had been made.</param>
/// <param name="Homework">What was given on it.</param>
/// <param name="HomeworkFor">To which day; null when no lesson of the subject is known.</param>
public sealed record PupilLesson(
    int Slot, string? Starts, string? Ends, string Subject, string? Room, string? Topic, string? Work, PupilAttendance? Attendance,
    IReadOnlyList<string> Grades, bool Corrected, string? Homework, int? HomeworkMinutes, DateOnly? HomeworkFor)
{
    /// <summary>Точка: until when a grade is owed.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>The teacher's words to the cell.</summary>
    public string? Comment { get; init; }

    /// <summary>Изменено: замена, отмена, перенос in words.</summary>
    public string? Changed { get; init; }

    /// <summary>Не состоится: cancelled or moved away.</summary>
    public bool IsOff { get; init; }

    /// <summary>Задания to this lesson.</summary>
    public IReadOnlyList<DueHomework> Assigned { get; init; } = [];

    /// <summary>Рекомендация the teacher gave on it.</summary>
    public string? Recommendation { get; init; }

    /// <summary>Не проведён: why.</summary>
    public string? NotHeld { get; init; }

    /// <summary>Вне расписания: what it is.</summary>
    public string? Extra { get; init; }
}

/// <summary>Домашнее задание to a lesson.</summary>
/// <param name="Lesson">On which it was given.</param>
/// <param name="Own">For this pupil alone or among a few.</param>
public sealed record DueHomework(LessonId Lesson, string Text, int? Minutes, bool Own, IReadOnlyList<DueFile> Files);

/// <summary>Файл задания.</summary>
public sealed record DueFile(Guid File, int Number, string Type, int Size);

/// <summary>Посещаемость: letter and words.</summary>
/// <param name="Missed">False of one who came late.</param>
/// <param name="Document">Kind of the document by which it stands; null: by none.</param>
public sealed record PupilAttendance(string Letter, string Name, bool Missed, string? Document = null);

/// <summary>A child of the family's list.</summary>
public sealed record ChildLink(PupilId Pupil, string Name, string? ClassName);
