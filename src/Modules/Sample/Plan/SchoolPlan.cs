using System.Globalization;
using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Sample.Plan;

/// <summary>
/// План школы-образца: who learns, who teaches what to whom, when and where through one year, all from a seed. Nothing here is stored: it is
/// turned into commands that set a school up, and lessons are lived by it.
/// </summary>
public sealed record SchoolPlan(
    long Seed,
    PlannedYear Year,
    IReadOnlyList<PlannedSubject> Subjects,
    IReadOnlyList<PlannedRoom> Rooms,
    IReadOnlyList<PlannedTeacher> Staff,
    IReadOnlyList<PlannedClass> Classes,
    IReadOnlyList<PlannedPupil> Pupils,
    IReadOnlyList<PlannedGuardian> Guardians,
    IReadOnlyList<PlannedGroup> Groups,
    IReadOnlyList<PlannedCourse> Courses)
{
    /// <summary>Внеурочные занятия, such as the class hour on Monday: of another layer, without grades; not among <see cref="Courses"/>.</summary>
    public IReadOnlyList<PlannedCourse> Extracurricular { get; init; } = [];

    /// <summary>Сегодня: on this day the school is looked at, and nothing has been entered yet of it and what comes after. Null: the year is over.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>Which school of an installation it becomes: several samples can lie in one database.</summary>
    public SchoolId School { get; init; } = SampleSchools.First;

    public string Name { get; init; } = "Школа № 12 (образец года)";

    /// <param name="number">From 1: the first is that which is meant where none is named.</param>
    public SchoolPlan As(int number) => number == 1 ? this : this with
    {
        School = SampleSchools.Of(number),
        Name = string.Create(CultureInfo.InvariantCulture, $"Школа № {11 + number} ({(Today is null ? "образец года" : "образец")})"),
    };
    /// <summary>График контрольных работ, by date.</summary>
    public IReadOnlyList<PlannedWork> Works { get; init; } = [];
}

/// <summary>Учебный год: terms by level (quarters up to 9, half-years in 10 and 11), holidays, bells.</summary>
/// <param name="Holidays">Days without lessons for everybody, weekends apart; the week has five days.</param>
/// <param name="FirstGrade">Дополнительные каникулы of the first grade.</param>
public sealed record PlannedYear(
    YearId Year, DateOnly From, DateOnly To, IReadOnlyList<Term> Quarters, IReadOnlyList<Term> HalfYears,
    IReadOnlyList<Holiday> Holidays, IReadOnlyList<Holiday> FirstGrade, IReadOnlyList<Bell> Bells)
{
    /// <summary>Days by which the year stands later than it was made, whole weeks. Chance is thrown for the days as they were made: a moved year is lived like that.</summary>
    public int Moved { get; init; }

    /// <summary>The year as it was made; its terms are named after it.</summary>
    public YearId Origin { get; init; } = Year;

    /// <summary>Особый день at the week's end, with the timetable of another day.</summary>
    public SpecialDay? Special { get; init; }

    /// <summary>The day as it was made.</summary>
    public DateOnly Made(DateOnly day) => day.AddDays(-Moved);

    /// <summary>The term's name as it was made.</summary>
    public string Made(TermId term) => Origin.Value + term.Value[Year.Value.Length..];

    /// <summary>Where a day of the school year as it was made stands now.</summary>
    public DateOnly Day(int month, int day) => new DateOnly(Made(From).Year + (month < 8 ? 1 : 0), month, day).AddDays(Moved);

    /// <summary>Whose timetable is taught on the day, 1 (Monday) to 5; 0 and 6: none.</summary>
    public int WeekdayOf(DateOnly day) => Special is { Weekday: { } other } special && special.Date == day ? other : (int)day.DayOfWeek;

    public IReadOnlyList<Term> TermsOf(int level) => level >= 10 ? HalfYears : Quarters;

    /// <summary>Whether a class of this level has lessons on the day.</summary>
    public bool IsSchoolDay(DateOnly day, int level) =>
        WeekdayOf(day) is >= 1 and <= 5 && TermsOf(level).Any(t => day >= t.From && day <= t.To)
        && !Holidays.Concat(level == 1 ? FirstGrade : []).Any(h => day >= h.From && day <= h.To);

    public Term TermOf(DateOnly day, int level) => TermsOf(level).First(t => day >= t.From && day <= t.To);
}

/// <param name="Short">Сокращение for narrow columns.</param>
/// <param name="Mean">What its current grades come to in the school, such as 3.7 in Russian and 4.7 in music.</param>
public sealed record PlannedSubject(SubjectId Id, string Name, string Short, double Mean)
{
    /// <summary>Часть учебного плана: one of <see cref="CurriculumParts"/>.</summary>
    public string Part { get; init; } = CurriculumParts.Federal;
}

/// <param name="Kind">One of <see cref="RoomKinds"/>.</param>
public sealed record PlannedRoom(RoomId Id, string Number, string Kind, int Seats);

/// <param name="Position">Должность in words, «Учитель физики».</param>
/// <param name="Role">As which the person signs in.</param>
/// <param name="Delay">How late the entries come: 1 is usual, the two laggards have 6 and more.</param>
/// <param name="Strict">How much lower than others this teacher grades, in grades: about −0.2 to 0.3.</param>
public sealed record PlannedTeacher(StaffId Id, AccountId Account, PersonCard Card, string Position, Role Role, string? Room, double Delay, double Strict);

/// <param name="Profile">«Инженерный» and «Универсальный» of 10 and 11; else null.</param>
/// <param name="Ability">Of the class as a whole, in the unit of a grade.</param>
public sealed record PlannedClass(ClassId Id, int Level, string Letter, string? Profile, StaffId Lead, string Room, double Ability);

/// <param name="From">In the school since; a newcomer's first day, else the year's first.</param>
/// <param name="Moves">Into another class within the year.</param>
/// <param name="Left">Отчислен from this day.</param>
/// <param name="Ability">In the unit of a grade, normal around 0.</param>
/// <param name="Plan"><c>home</c>, <c>individual</c>, <c>sanatorium</c>; else null.</param>
/// <param name="Truant">One of the six who stay away without reason.</param>
public sealed record PlannedPupil(
    PupilId Id, PersonCard Card, ClassId Class, DateOnly From, string? Order, PlannedMove? Moves, PlannedLeave? Left,
    double Ability, string? Plan, bool Truant, bool RefusesElectronic)
{
    /// <summary>The class on the day; null where the pupil is not of the school.</summary>
    public ClassId? ClassOn(DateOnly day) =>
        day < From || (Left is { } left && day >= left.From) ? null : Moves is { } move && day >= move.From ? move.To : Class;
}

public sealed record PlannedMove(ClassId To, DateOnly From, string Order);

public sealed record PlannedLeave(DateOnly From, string Order, string Reason);

/// <param name="Wards">Children at the school with the relation, <c>mother</c>, <c>father</c>, <c>guardian</c>.</param>
public sealed record PlannedGuardian(GuardianId Id, AccountId Account, PersonCard Card, IReadOnlyList<(PupilId Pupil, string Relation)> Wards);

/// <summary>Подгруппа of one class in one subject, or the individual plan of one pupil.</summary>
/// <param name="Kind">One of <see cref="GroupKinds"/>.</param>
/// <param name="Pupils">For as long as they are of the class: a newcomer from the first day, one who changes the class stands in groups of both.</param>
public sealed record PlannedGroup(GroupId Id, string Kind, string Name, IReadOnlyList<ClassId> Classes, SubjectId? Subject, IReadOnlyList<PupilId> Pupils);

/// <param name="Hours">A week.</param>
/// <param name="Group">Null: the whole class.</param>
/// <param name="Slots">Of the week, the same all year.</param>
/// <param name="Topics">КТП: as many as the course has lessons, a few more or fewer.</param>
public sealed record PlannedCourse(
    CourseId Id, ClassId Class, SubjectId Subject, GroupId? Group, int Hours, StaffId Teacher,
    IReadOnlyList<PlannedSlot> Slots, IReadOnlyList<PlanItem> Topics);

/// <param name="Weekday">1 (Monday) to 5.</param>
/// <param name="Slot">Lesson of the day, from 1.</param>
public sealed record PlannedSlot(int Weekday, int Slot, string Room);
