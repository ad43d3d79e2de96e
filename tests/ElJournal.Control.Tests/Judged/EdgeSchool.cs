using ElJournal.Accounting;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;

namespace ElJournal.Control.Tests.Judged;

/// <summary>
/// A school of two classes in which everything happens that makes a check difficult: a pupil changes class mid-term and another leaves, a class is split
/// into groups, a pupil learns algebra at home, lessons are double, the timetable changes, a Saturday is taught by Monday's timetable, and the rules
/// change in October and November.
/// </summary>
internal static class EdgeSchool
{
    public static readonly DateOnly First = new(2025, 9, 1), Last = new(2025, 11, 30);
    public static readonly YearId Year = new("2025-2026");
    public static readonly ClassId A = new("8a"), B = new("8b");
    public static readonly GroupId One = new("8a-english-1"), Two = new("8a-english-2"), Home = new("8a-home");
    public static readonly SubjectId Algebra = new("algebra"), English = new("english"), Chemistry = new("chemistry");
    public static readonly StaffId Sokolova = new("sokolova"), Orlov = new("orlov"), Kim = new("kim"), Belov = new("belov");
    public static readonly IReadOnlyList<PupilId> Pupils = [.. Enumerable.Range(1, 9).Select(n => new PupilId($"p{n}"))];
    public static readonly CourseId AlgebraA = new("algebra-8a"), AlgebraB = new("algebra-8b"), EnglishOne = new("english-8a-1"), EnglishTwo = new("english-8a-2"),
        AlgebraHome = new("algebra-8a-home"), ChemistryA = new("chemistry-8a");

    private static readonly Actor Office = new(new AccountId("office"), Role.DeputyHead, new SchoolId("sample"), Channel.Web, "office-1", new Grants([]));

    /// <summary>What sets the school up, in order of time; the rules are changed while the year runs.</summary>
    public static IEnumerable<(DateTime At, string Stream, Type Model, object Event)> SetUp()
    {
        var before = new DateTime(2025, 8, 25, 9, 0, 0, DateTimeKind.Utc);
        yield return (before, Streams.School(new SchoolId("sample")), typeof(SchoolCard), new SchoolFounded(new SchoolId("sample"), "Школа", "Europe/Moscow"));
        yield return OfYear(before, new SchoolYearOpened(Year, First, Last));
        yield return OfYear(before, new TermsSet(Year, [new Term(new TermId("q1"), "quarter", 1, First, new(2025, 10, 24)), new Term(new TermId("q2"), "quarter", 2, new(2025, 11, 3), Last)]));
        yield return OfYear(before, new HolidaysSet(Year, [], [new Holiday("Осенние", new(2025, 10, 25), new(2025, 11, 2))]));
        yield return OfYear(before, new SpecialDaysSet(Year, [new SpecialDay(new(2025, 11, 4), "День народного единства", null), new SpecialDay(new(2025, 11, 8), "За 3 ноября", 1)]));
        foreach (var subject in (SubjectId[])[Algebra, English, Chemistry])
            yield return (before, Streams.Subject(subject), typeof(SubjectCard), new SubjectAdded(subject, subject.Value));
        foreach (var (schoolClass, letter) in ((ClassId, string)[])[(A, "А"), (B, "Б")])
            yield return (before, Streams.Class(schoolClass), typeof(ClassCard), new ClassFormed(schoolClass, Year, 8, letter));
        foreach (var staff in (StaffId[])[Sokolova, Orlov, Kim, Belov])
            yield return (before, Streams.Staff(staff), typeof(StaffCard), new StaffHired(staff, Words, First));
        foreach (var (i, pupil) in Pupils.Index())
        {
            yield return OfPupil(before, pupil, new PupilEnrolled(pupil, Words, First, null));
            yield return OfPupil(before, pupil, new PupilPlaced(pupil, i is 6 or 7 ? B : A, First, null, null));
        }
        foreach (var (group, kind, name, subject) in ((GroupId, string, string, SubjectId?)[])
            [(One, GroupKinds.Subgroup, "Группа 1", English), (Two, GroupKinds.Subgroup, "Группа 2", English), (Home, GroupKinds.Individual, "На дому", null)])
            yield return (before, Streams.Group(group), typeof(StudyGroupCard), new GroupFormed(group, Year, kind, name, 8, [A], subject));
        foreach (var (i, pupil) in Pupils.Index().Where(p => p.Index is not (6 or 7)))
        {
            var group = i % 2 == 0 ? One : Two;
            yield return (before, Streams.Group(group), typeof(StudyGroupCard), new PupilJoinedGroup(group, pupil, First));
        }
        yield return (before, Streams.Group(Home), typeof(StudyGroupCard), new PupilJoinedGroup(Home, Pupils[8], First));
        foreach (var (course, classes, group, subject, hours, teacher) in ((CourseId, ClassId, GroupId?, SubjectId, int, StaffId)[])
            [
                (AlgebraA, A, null, Algebra, 300, Sokolova), (AlgebraB, B, null, Algebra, 200, Sokolova), (EnglishOne, A, One, English, 200, Orlov),
                (EnglishTwo, A, Two, English, 200, Kim), (AlgebraHome, A, Home, Algebra, 100, Belov), (ChemistryA, A, null, Chemistry, 100, Belov),
            ])
        {
            yield return (before, Streams.Course(course), typeof(CourseCard), new CourseOpened(course, Year, 8, [classes], group, subject, hours, Layers.Core));
            yield return (before, Streams.Course(course), typeof(CourseCard), new TeacherAssigned(course, teacher, First, null));
            yield return (before, Streams.Plan(course), typeof(CoursePlan), new PlanImported(
                course, 1, [.. Enumerable.Range(1, 20).Select(n => new PlanItem(n, $"Тема {n}", n % 5 == 0 ? 2 : 1, null, n % 7 == 0 ? PlanWorks.Control : null))]));
        }
        yield return Table(before, A.Value, First, [(1, 1, AlgebraA), (1, 2, AlgebraA), (3, 3, AlgebraA), (4, 4, ChemistryA)]);
        yield return Table(before, B.Value, First, [(2, 1, AlgebraB), (5, 2, AlgebraB)]);
        yield return Table(before, One.Value, First, [(2, 2, EnglishOne), (4, 1, EnglishOne)]);
        yield return Table(before, Two.Value, First, [(2, 2, EnglishTwo), (4, 1, EnglishTwo)]);
        yield return Table(before, Home.Value, First, [(5, 8, AlgebraHome)]);
        yield return (before, Streams.Regulation, typeof(JournalRules), new JournalRulesSet(
            First, [new("5", 500), new("4", 400), new("3", 300), new("2", 200)],
            [new("Н", "Не был", true, false), new("Б", "Болен", true, true), new("О", "Опоздал", false, false)],
            [new("typo", "Опечатка")], 15, [new("control", "К", "Контрольная", 300), new("answer", "О", "Ответ", 100)], "Положение, п. 2"));
        yield return (before, Streams.TermGrading, typeof(TermGradeRules), new TermGradeRulesSet(
            First, [new("quarter", 0, 3, "п. 1"), new("quarter", 200, 5, "п. 2")], new NotAttestedRule("н/а", 0, true, "п. 3"), "осв", [], [], [], [], "Положение, п. 3"));
        yield return (before, Streams.Norms, typeof(LoadNorms), new SanitaryNormsSet(First, [new LevelNorm(8, 3300, 3600, 7, 60)], "СанПиН"));
        yield return Deadlines(before, new ControlRulesSet(First, Entries(0, "17:00"), [new(["control"], [], null, "п. 5"), new([], [], 1, "п. 6")], 3, "Положение, п. 5"));
        // What follows happens while lessons are given.
        yield return OfPupil(At(2025, 10, 3), Pupils[2], new PupilPlaced(Pupils[2], B, new(2025, 10, 6), A, "14-у"));
        yield return OfPupil(At(2025, 10, 10), Pupils[4], new PupilDeparted(Pupils[4], A, new(2025, 10, 13), "15-у"));
        yield return Table(At(2025, 10, 10), A.Value, new(2025, 10, 13), [(1, 1, AlgebraA), (1, 2, AlgebraA), (4, 3, AlgebraA), (3, 4, ChemistryA)]);
        yield return Deadlines(At(2025, 10, 1), new ControlRulesSet(new(2025, 10, 6), Entries(1, null), [new(["control"], [8], 3, "п. 5"), new([], [], 0, "п. 6")], 2, "Приказ № 9"));
        yield return (At(2025, 11, 6), Streams.Norms, typeof(LoadNorms), new SanitaryNormsSet(new(2025, 11, 10), [new LevelNorm(8, 3300, 3600, 7, 40)], "СанПиН, изм."));
        yield return (At(2025, 9, 15), "exemptions/" + AlgebraA, typeof(Accounting.Terms.CourseExemptions), new PupilExempted(AlgebraA, Pupils[5], new(2025, 9, 15), new(2025, 10, 1), "Справка 7"));
    }

    public static Actor By => Office;

    public static DateTime At(int year, int month, int day, int hour = 9, int minute = 0) => new(year, month, day, hour, minute, 0, DateTimeKind.Utc);

    private static PersonalText Words { get; } = new(new string('0', 64), new Guid("00000000-0000-0000-0000-000000000001"));

    private static IReadOnlyList<EntryDeadline> Entries(int days, string? homework) =>
        [new(TimedEntries.Topic, days, null, "п. 5.1"), new(TimedEntries.Attendance, 0, null, "п. 5.2"), new(TimedEntries.Homework, days, homework, "п. 5.3")];

    private static (DateTime, string, Type, object) OfYear(DateTime at, object e) => (at, Streams.Year(Year), typeof(YearCalendar), e);

    private static (DateTime, string, Type, object) OfPupil(DateTime at, PupilId pupil, object e) => (at, Streams.Pupil(pupil), typeof(PupilCard), e);

    private static (DateTime, string, Type, object) Deadlines(DateTime at, ControlRulesSet rules) => (at, ControlStreams.Rules, typeof(Control.Rules.ControlRules), rules);

    private static (DateTime, string, Type, object) Table(DateTime at, string unit, DateOnly from, (int Weekday, int Slot, CourseId Course)[] slots) => (
        at, Streams.Timetable(unit), typeof(UnitTimetable), new TimetableSet(unit, from, [.. slots.Select(s => new TimetableSlot(s.Weekday, s.Slot, s.Course, null, null))]));
}
