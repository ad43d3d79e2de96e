using ElJournal.Sample.Plan;
using ElJournal.Setup;

namespace ElJournal.Sample.Living;

/// <summary>One course through the year: who sits in it, how far its plan has come, what its pages hold.</summary>
internal sealed class CourseLife(PlannedCourse plan, PlannedSubject subject, PlannedClass schoolClass, PlannedTeacher teacher, Dice dice)
{
    public PlannedCourse Plan => plan;

    public PlannedSubject Subject => subject;

    public PlannedClass Class => schoolClass;

    public int Level => schoolClass.Level;

    public PlannedTeacher Teacher => teacher;

    public Dice Dice => dice;

    /// <summary>Отметки ставятся: not in the first grade, nor where the subject is taught without them.</summary>
    public bool Graded { get; } = schoolClass.Level > 1 && subject.Mean > 2 && !subject.Name.Contains("ОРКСЭ", StringComparison.OrdinalIgnoreCase)
        && !subject.Name.Contains("религиозных", StringComparison.OrdinalIgnoreCase);

    /// <summary>Внеурочное занятие: nothing is set to do at home.</summary>
    public bool Extracurricular => subject.Mean <= 0;

    public IReadOnlyList<Member> Members { get; init; } = [];

    /// <summary>Topics of the plan, one for each hour; those of several hours in parts.</summary>
    public IReadOnlyList<(PlanItem Item, int? Part)> Hours { get; } =
        [.. plan.Topics.SelectMany(item => Enumerable.Range(1, Math.Max(1, item.Hours)).Select(part => (item, item.Hours > 1 ? part : (int?)null)))];

    /// <summary>The hour of the plan that comes next.</summary>
    public int Next { get; set; }

    /// <summary>Where a story says so, how many hours the course is to be behind its plan.</summary>
    public Func<LivedLesson, int>? Behind { get; set; }

    /// <summary>Where a story says so, the grade of a pupil is another than would have fallen.</summary>
    public Func<LivedLesson, PupilLife, int?>? Bends { get; set; }

    /// <summary>How many lessons the hour before has had, where it had more than the plan gives it.</summary>
    public int Parts { get; set; }

    /// <summary>Hours of the timetable so far.</summary>
    public int Ordinal { get; set; }

    /// <summary>How many lessons the timetable has in a term.</summary>
    public Dictionary<TermId, int> Counts { get; } = [];

    /// <summary>The lessons of each term, as they come.</summary>
    public Dictionary<TermId, List<LivedLesson>> Lessons { get; } = [];

    /// <summary>Pages that are closed.</summary>
    public HashSet<TermId> Closed { get; } = [];

    /// <summary>Grades of terms and of the year.</summary>
    public Dictionary<(TermId Term, PupilLife Pupil), string> TermGrades { get; } = [];

    public IEnumerable<LivedLesson> LessonsOf(TermId term) => Lessons.TryGetValue(term, out var lessons) ? lessons : [];
}

/// <summary>A pupil's place in a course.</summary>
/// <param name="from">First day.</param>
/// <param name="left">No more from this day; null: to the end.</param>
/// <param name="elsewhere">Taught at home: the row stands on the page of the class, and its lessons are another course's.</param>
internal sealed class Member(PupilLife pupil, DateOnly from, DateOnly? left, CourseLife? elsewhere)
{
    public PupilLife Pupil => pupil;

    public DateOnly From => from;

    public DateOnly? Left => left;

    public CourseLife? Elsewhere => elsewhere;

    /// <summary>How the pupil does in the subject before the day's luck: ability, subject, class, teacher.</summary>
    public double Level { get; set; }

    /// <summary>Growth over the year, in grades.</summary>
    public double Drift { get; set; }

    /// <summary>The term that is counted.</summary>
    public TermId? Term { get; set; }

    /// <summary>Lessons of the term before the pupil came.</summary>
    public int Missed { get; set; }

    /// <summary>Grades of the term so far, and how many there are to be.</summary>
    public int Got { get; set; }

    public int Wanted { get; set; }

    public double Phase { get; set; }

    public bool Sits(DateOnly day) => from <= day && !(day >= left);
}
