using ElJournal.Kernel;
using ElJournal.Sample.Plan;
using ElJournal.Setup;

namespace ElJournal.Sample.Tests.Loading;

/// <summary>A school of one class, for what does not need a thousand pupils.</summary>
internal static class SmallSchool
{
    private static readonly YearId Of2025 = YearId.From("2025-2026");

    private static readonly DateOnly From = new(2025, 9, 1), To = new(2026, 5, 26);

    public static readonly ClassId Class = ClassId.From("8b");

    public static readonly CourseId Course = CourseId.From("algebra-8b");

    public static SchoolPlan Make(long seed)
    {
        var dice = new Dice(seed);
        PupilId Pupil(int n) => PupilId.From(Convert.ToHexStringLower(dice.For("pupil", $"{n}").Bytes(8)));
        PlannedTeacher Staff(string key, string family, Role role) => new(
            StaffId.From(key), new AccountId("staff-" + key), new PersonCard(family, "Вера", "Павловна", new DateOnly(1980, 2, 3), "Ж", null), "Учитель", role, "21", 1, 0);
        var pupils = Enumerable.Range(0, 12).Select(n => new PlannedPupil(
            Pupil(n), new PersonCard($"Иванов{(char)('а' + n)}", "Пётр", "Ильич", new DateOnly(2011, 5, 6), "М", $"И-{n}"), Class,
            n == 5 ? new DateOnly(2025, 10, 6) : From, "12-у", null, n == 4 ? new PlannedLeave(new DateOnly(2025, 12, 1), "44-у", "move") : null, 0, null, false, n == 1)).ToList();
        var teacher = Staff("sokolova", "Соколова", Role.Teacher);
        return new SchoolPlan(
            seed,
            new PlannedYear(
                Of2025, From, To,
                [
                    new Term(TermId.From("2025-2026.q1"), "quarter", 1, From, new(2025, 10, 24)), new Term(TermId.From("2025-2026.q2"), "quarter", 2, new(2025, 11, 5), new(2025, 12, 30)),
                    new Term(TermId.From("2025-2026.q3"), "quarter", 3, new(2026, 1, 12), new(2026, 3, 27)), new Term(TermId.From("2025-2026.q4"), "quarter", 4, new(2026, 4, 6), To),
                ],
                [new Term(TermId.From("2025-2026.h1"), "half_year", 1, From, new(2025, 12, 30)), new Term(TermId.From("2025-2026.h2"), "half_year", 2, new(2026, 1, 12), To)],
                [new Holiday("Осенние", new(2025, 10, 25), new(2025, 11, 4)), new Holiday("Зимние", new(2025, 12, 31), new(2026, 1, 11)), new Holiday("Весенние", new(2026, 3, 28), new(2026, 4, 5))],
                [],
                [new Bell(1, "08:30", "09:15"), new Bell(2, "09:25", "10:10")]),
            [
                new PlannedSubject(SubjectId.From("algebra"), "Алгебра", "Алг.", 3.7), new PlannedSubject(SubjectId.From("istoriya"), "История", "Ист.", 4.1),
                new PlannedSubject(SubjectId.From("muzyka"), "Музыка", "Муз.", 4.7),
            ],
            [new PlannedRoom(RoomId.From("r21"), "21", RoomKinds.Classroom, 30)],
            [
                teacher, Staff("guseva", "Гусева", Role.Teacher), Staff("lebedeva", "Лебедева", Role.DeputyHead), Staff("gromova", "Громова", Role.Director),
                Staff("novikova", "Новикова", Role.Administrator), Staff("petrova", "Петрова", Role.Auditor), Staff("zueva", "Зуева", Role.Secretary),
            ],
            [new PlannedClass(Class, 8, "Б", null, StaffId.From("guseva"), "21", 0)],
            pupils,
            [
                new PlannedGuardian(GuardianId.From("ivanova"), new AccountId("guardian-ivanova"), new PersonCard("Иванова", "Мария", null, null, "Ж", null),
                    [(pupils[0].Id, "mother"), (pupils[1].Id, "mother")]),
            ],
            [],
            [
                Taught("algebra-8b", "algebra", teacher.Id, (1, 1), (3, 2)), Taught("istoriya-8b", "istoriya", StaffId.From("guseva"), (2, 1), (4, 1)),
                Taught("muzyka-8b", "muzyka", StaffId.From("guseva"), (5, 2), (2, 2), (4, 2)),
            ]);
    }

    private static PlannedCourse Taught(string id, string subject, StaffId teacher, params (int Weekday, int Slot)[] slots) => new(
        CourseId.From(id), Class, SubjectId.From(subject), null, slots.Length, teacher, [.. slots.Select(s => new PlannedSlot(s.Weekday, s.Slot, "21"))],
        [.. Enumerable.Range(1, 34 * slots.Length).Select(n => new PlanItem(n, $"Тема {n}", 1, n % 3 == 0 ? null : $"§ {n}", n % 9 == 0 ? PlanWorks.Control : null))]);
}
