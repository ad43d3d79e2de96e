using ElJournal.Setup.Register;

namespace ElJournal.Setup.Tests.Commands;

/// <summary>The school of these tests: the year 2026-2027, class 7А, algebra.</summary>
internal static class A
{
    public static readonly YearId Year = YearId.From("2026-2027");
    public static readonly DateOnly YearFrom = new(2026, 9, 1);
    public static readonly DateOnly YearTo = new(2027, 5, 26);
    public static readonly ClassId Class7A = ClassId.From("7a");
    public static readonly ClassId Class7B = ClassId.From("7b");
    public static readonly SubjectId Algebra = SubjectId.From("algebra");
    public static readonly CourseId Course = CourseId.From("algebra-7a");
    public static readonly StaffId Sokolova = StaffId.From("sokolova");
    public static readonly StaffId Mironov = StaffId.From("mironov");
    public static readonly PupilId Pupil = PupilId.From("abramova");
    public static readonly PersonCard Card = new("Абрамова", "Дарья", "Игоревна", new DateOnly(2013, 4, 2), "Ж", "А-12");

    public static readonly SchoolYearOpened YearOpened = new(Year, YearFrom, YearTo);
    public static readonly ClassFormed Formed7A = new(Class7A, Year, 7, "А");
    public static readonly ClassFormed Formed7B = new(Class7B, Year, 7, "Б");
    public static readonly SubjectAdded AlgebraAdded = new(Algebra, "Алгебра");
    public static readonly CourseOpened CourseOpened = new(Course, Year, 7, [Class7A], null, Algebra, 300, Layers.Core);

    public static readonly YearCalendar Calendar = Spec.Given<YearCalendar>(YearOpened)!;

    public static Guid Command { get; } = Guid.Parse("6a1f7f4e-7a6e-4a5b-9d2b-1f1f0a9c0e01");

    public static DateOnly Day(int month, int day) => new(month >= 9 ? 2026 : 2027, month, day);

    public static Term Quarter(int ordinal, DateOnly from, DateOnly to) =>
        new(TermId.From($"2026-2027.q{ordinal}"), "quarter", ordinal, from, to);
}
