using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;

namespace ElJournal.Access.Rights;

/// <summary>What the register says of a person that rights follow from; a role needs few of these, the others stay empty.</summary>
/// <param name="Today">The school's calendar day on which the rights are asked for.</param>
public sealed record GrantFacts(Role Role, DateOnly Today)
{
    /// <summary>Whose card: assignments, classes and charges are looked up by it. Null for somebody outside the staff.</summary>
    public StaffId? Staff { get; init; }

    /// <summary>From this day the person no longer works here.</summary>
    public DateOnly? Dismissed { get; init; }

    /// <summary>How long what is given to a year's end lasts.</summary>
    public SchoolYears Years { get; init; } = SchoolYears.None;

    /// <summary>Поручения заместителя; none: the whole school.</summary>
    public IReadOnlyList<Supervision> Supervisions { get; init; } = [];

    /// <summary>Courses that the person teaches or has taught, those of classes led, or, for a deputy with a charge, all.</summary>
    public IReadOnlyList<CourseCard> Courses { get; init; } = [];

    /// <summary>Classes of <see cref="Courses"/> as far as levels and leading matter.</summary>
    public IReadOnlyList<ClassFacts> Classes { get; init; } = [];

    /// <summary>Lessons given in another's place, not released.</summary>
    public IReadOnlyList<Accounting.LessonId> Substituted { get; init; } = [];

    /// <summary>Дети родителя, former ones included.</summary>
    public IReadOnlyList<Ward> Wards { get; init; } = [];

    /// <summary>A pupil's own account.</summary>
    public PupilId? Pupil { get; init; }
}

/// <summary>A class without its list of pupils.</summary>
public sealed record ClassFacts
{
    public string Id { get; init; } = "";

    public YearId Year { get; init; }

    public int Level { get; init; }

    public IReadOnlyList<Assignment> Leads { get; init; } = [];
}
