using ElJournal.Accounting.Register;
using ElJournal.Control.Rules;
using ElJournal.Setup;
using ElJournal.Setup.Register;

namespace ElJournal.Control.Tiles;

/// <summary>
/// Картина школы at a moment: what the timetable asks for, what is entered, and the rules. The checks are pure functions of it, whether the moment
/// is now or past.
/// </summary>
/// <param name="At">The moment.</param>
/// <param name="Day">The school's calendar day at the moment.</param>
public sealed record Picture(DateTimeOffset At, DateOnly Day, TimeZoneInfo Zone, YearCalendar Year, Regulations Rules, IReadOnlyList<CourseView> Courses)
{
    public required SchoolState School { get; init; }

    public required IReadOnlyDictionary<StaffId, StaffCard> Staff { get; init; }

    /// <summary>When a day is over.</summary>
    public DateTimeOffset Midnight(DateOnly day) => Instant(day.AddDays(1), TimeOnly.MinValue);

    /// <summary>An instant by the school's clock.</summary>
    public DateTimeOffset Instant(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        // A local time that the clock skips is taken as if it did not.
        return new DateTimeOffset(local, Zone.IsInvalidTime(local) ? Zone.BaseUtcOffset : Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}

/// <summary>Dated rules by which the checks judge; null: the school has none of the kind.</summary>
public sealed record Regulations(ControlRules? Control, JournalRules? Journal, TermGradeRules? Terms, GradingRules? Grading, LoadNorms? Norms);

/// <summary>A course with all its lessons of the year.</summary>
/// <param name="Roster">Null: class or group are not there any more.</param>
/// <param name="Plan">КТП hour by hour.</param>
/// <param name="Lessons">By day and number.</param>
public sealed record CourseView(
    CourseCard Card, CourseRoster? Roster, int Level, string Subject, StudyGroupCard? Group, IReadOnlyList<PlanItem> Plan, IReadOnlyList<LessonView> Lessons,
    IReadOnlyList<Exemption> Exemptions)
{
    private readonly IReadOnlyList<Assignment> leading = [.. Card.Teachers.Where(t => !t.Second)];

    private PlanPlaces? places;

    public CourseId Id => Card.Course;

    /// <summary>Where each topic stands in the КТП.</summary>
    public PlanPlaces Places => places ??= new PlanPlaces(Plan);

    /// <summary>8 «Б»; 8 «Б», группа 1.</summary>
    public string Name => Roster?.Name ?? Card.Unit;

    /// <summary>ИУП or home education: one pupil with a plan of his own.</summary>
    public bool IsIndividual => Group?.Kind == GroupKinds.Individual;

    /// <summary>Урочная деятельность: what has grades and homework.</summary>
    public bool IsCore => Card.Layer == Layers.Core;

    /// <summary>Who gives a lesson: the substitute, else the course's teacher of that day.</summary>
    public StaffId? TeacherOf(LessonView lesson) => lesson.Fact?.Shift?.Teacher ?? TeacherOn(lesson.Date);

    /// <summary>As the register has it; asked for every lesson of the year, so without a query.</summary>
    private StaffId? TeacherOn(DateOnly day)
    {
        for (var i = leading.Count - 1; i >= 0; i--)
        {
            if (leading[i].From <= day && !(day > leading[i].To)) return leading[i].Teacher;
        }
        return null;
    }
}

/// <summary>Освобождение от предмета, both days inclusive.</summary>
public sealed record Exemption(PupilId Pupil, DateOnly From, DateOnly? To);

/// <summary>Урок: of the timetable, or recorded beside it.</summary>
/// <param name="Scheduled">The timetable has it.</param>
/// <param name="Fact">Null: nothing is recorded of it.</param>
/// <param name="Grades">That stand in it.</param>
public sealed record LessonView(DateOnly Date, int Slot, bool Scheduled, LessonFact? Fact, IReadOnlyList<GradeMark> Grades) : IComparable<LessonView>
{
    /// <summary>It is given, or to be given.</summary>
    public bool IsGiven => Fact?.IsGiven ?? true;

    public int CompareTo(LessonView? other) => other is null ? 1 : (Date, Slot).CompareTo((other.Date, other.Slot));
}

/// <summary>Отметка in a lesson.</summary>
/// <param name="LateDays">How many calendar days after the lesson's it was first recorded.</param>
/// <param name="Excuse">One of <see cref="LateExcuses"/> with what follows; null: none.</param>
public readonly record struct GradeMark(PupilId Pupil, int LateDays, string? Excuse);
