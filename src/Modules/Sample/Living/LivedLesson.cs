using ElJournal.Accounting;
using ElJournal.Control;
using ElJournal.Kernel;
using ElJournal.Sample.Plan;
using ElJournal.Setup;

namespace ElJournal.Sample.Living;

/// <summary>One lesson of the timetable and what has been recorded of it so far.</summary>
/// <param name="number">Which lesson of the course in its term, from 0.</param>
internal sealed class LivedLesson(LessonId id, CourseLife course, Term term, int number)
{
    public LessonId Id { get; } = id;

    public string Stream { get; } = id.Stream;

    public CourseLife Course => course;

    public Term Term => term;

    public int Number => number;

    /// <summary>Who gives it; null: nobody, it was cancelled or moved away.</summary>
    public PlannedTeacher? Giver { get; set; }

    /// <summary>Something was decided about it before it was opened.</summary>
    public bool Shifted { get; set; }

    /// <summary>Cancelled or moved away.</summary>
    public bool Off { get; set; }

    /// <summary>Another subject was taught.</summary>
    public SubjectId? Taught { get; set; }

    public bool Opened { get; set; }

    public bool NotHeld { get; set; }

    public bool HasTopic { get; set; }

    /// <summary>Enters the topic that nobody was going to enter; null where that is not so.</summary>
    public Action<Actor>? Forgotten { get; set; }

    /// <summary>An open remark on the missing topic.</summary>
    public RemarkId? Remark { get; set; }

    public bool Checked { get; set; }

    public bool HasHomework { get; set; }

    public string? WorkType { get; set; }

    /// <summary>By place in the course's list of members.</summary>
    public Dictionary<PupilLife, LivedCell> Cells { get; } = [];

    public bool WasHeld => !NotHeld && !Off;

    public IReadOnlyList<string> Lacking
    {
        get
        {
            if (!WasHeld) return [];
            var missing = new List<string>(3);
            if (!HasTopic) missing.Add(Lacks.Topic);
            if (!Checked && Cells.Values.All(c => c.Attendance is null)) missing.Add(Lacks.Attendance);
            if (!HasHomework) missing.Add(Lacks.Homework);
            return missing;
        }
    }

    public LivedCell CellOf(PupilLife pupil) => Cells.TryGetValue(pupil, out var cell) ? cell : Cells[pupil] = new LivedCell();
}

/// <summary>What stands in a cell.</summary>
internal sealed class LivedCell
{
    public string? Attendance { get; set; }

    public List<string> Grades { get; } = [];

    /// <summary>Until when a grade is owed.</summary>
    public DateOnly? Due { get; set; }

    /// <summary>When the last grade was entered, UTC.</summary>
    public DateTime GradedAt { get; set; }

    /// <summary>As the journal writes it.</summary>
    public override string ToString() =>
        string.Join(' ', new[] { Attendance, Grades.Count > 0 ? string.Join('/', Grades) : null, Due is null ? null : "." }.OfType<string>());
}
