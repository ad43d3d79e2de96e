using ElJournal.Setup;

namespace ElJournal.Control.Tiles;

/// <summary>How one thing stands that a check looks at.</summary>
public enum Verdict
{
    /// <summary>В порядке.</summary>
    Good,

    /// <summary>С опозданием.</summary>
    Late,

    /// <summary>Нет, or not as it should be.</summary>
    Missing,

    /// <summary>Срок ещё идёт: not counted.</summary>
    Waiting,

    /// <summary>Не требуется: there is a reason, and it is not counted.</summary>
    Excused,
}

/// <summary>One thing that a check looks at: a lesson, a pupil's grades in a course, a course, a class's day.</summary>
/// <param name="Lesson">Null where it is about no single lesson.</param>
/// <param name="Teacher">Who answers for it; null: nobody is assigned.</param>
public sealed record Finding(CourseView Course, LessonView? Lesson, DateOnly Day, StaffId? Teacher, Verdict Verdict)
{
    /// <summary>What exactly, a code of the check: kind of work, kind of substitution.</summary>
    public string? Kind { get; init; }

    /// <summary>How much: late grades, missing grades, hours of lag, minutes of homework.</summary>
    public int Amount { get; init; }

    /// <summary>Of how much: the minimum of grades, the plan's hours, the norm of minutes.</summary>
    public int Of { get; init; }

    /// <summary>When it was done; null: it was not, or it has no moment.</summary>
    public DateTimeOffset? At { get; init; }

    public PupilId? Pupil { get; init; }

    /// <summary>Of a class's day: the class.</summary>
    public ClassId? Class { get; init; }

    /// <summary>Of a class's day: the lessons that gave its homework.</summary>
    public IReadOnlyList<(CourseView Course, LessonView Lesson)> Parts { get; init; } = [];

    /// <summary>Counts for the share of what is in order.</summary>
    public bool Counts => Verdict is Verdict.Good or Verdict.Late or Verdict.Missing;
}
