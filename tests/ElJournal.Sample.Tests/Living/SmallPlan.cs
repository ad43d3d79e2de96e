using System.Globalization;
using ElJournal.Kernel;
using ElJournal.Sample.Plan;
using ElJournal.Setup;

namespace ElJournal.Sample.Tests.Living;

/// <summary>A school made by hand for what needs no real one: one class of each level from 1 to 11, a teacher for every course.</summary>
internal static class SmallPlan
{
    private static readonly (string Key, string Name, double Mean, int Hours)[] Subjects =
    [
        ("rus", "Русский язык", 3.7, 4), ("alg", "Алгебра", 3.7, 4), ("eng", "Английский язык", 4.0, 3), ("his", "История", 4.1, 2),
        ("bio", "Биология", 4.1, 2), ("chem", "Химия", 3.8, 2), ("pe", "Физическая культура", 4.7, 3), ("mus", "Музыка", 4.7, 1),
    ];

    public static SchoolPlan Of(long seed)
    {
        var dice = new Dice(seed).For("small");
        var year = Year();
        var subjects = Subjects.Select(s => new PlannedSubject(SubjectId.From(s.Key), s.Name, s.Name[..3], s.Mean)).ToList();
        var staff = new List<PlannedTeacher>();
        PlannedTeacher Hire(string key, Role role, double delay = 1)
        {
            var teacher = new PlannedTeacher(
                StaffId.From(key), AccountId.From("acc-" + key), new PersonCard("Соколова", "Ирина", "Викторовна", null, "Ж", null), "Учитель", role, null, delay, dice.Normal(0, 0.1));
            staff.Add(teacher);
            return teacher;
        }
        Hire("deputy", Role.DeputyHead);
        Hire("admin", Role.Administrator);
        List<PlannedClass> classes = [.. Enumerable.Range(1, 11).Select(level => new PlannedClass(
            ClassId.From(Text(level) + "a"), level, "А", null, Hire("lead" + Text(level), Role.Teacher).Id, Text(level), dice.Normal(0, 0.25)))];
        var pupils = classes.SelectMany(c => Enumerable.Range(0, 25).Select(n => new PlannedPupil(
            PupilId.From(new string([.. dice.Bytes(16).Select(b => "0123456789abcdefghjkmnpqrstvwxyz"[b & 31])])), new PersonCard("Иванов", "Пётр", null, null, "М", null),
            c.Id, n == 0 ? new DateOnly(2026, 1, 14) : year.From, null, null, n == 1 ? new PlannedLeave(new DateOnly(2026, 2, 11), "№ 7", "переезд") : null,
            dice.Normal(), null, n == 2 && c.Level > 6, false))).ToList();
        var groups = new List<PlannedGroup>();
        var courses = new List<PlannedCourse>();
        foreach (var c in classes)
        {
            var hour = 0;
            foreach (var s in Subjects)
            {
                if (s.Key == "chem" && c.Level < 8) continue;
                List<PlannedSlot> slots = [.. Enumerable.Range(0, s.Hours).Select(_ => new PlannedSlot((hour % 5) + 1, (hour++ / 5) + 1, Text(c.Level)))];
                var parts = s.Key == "eng" && c.Level > 4 ? 2 : 1;
                for (var part = 1; part <= parts; part++)
                {
                    var id = $"{s.Key}-{c.Id}" + (parts > 1 ? "-" + Text(part) : "");
                    GroupId? group = null;
                    if (parts > 1)
                    {
                        group = GroupId.From("g-" + id);
                        groups.Add(new PlannedGroup(group.Value, GroupKinds.Subgroup, "Группа " + Text(part), [c.Id], SubjectId.From(s.Key), [.. pupils.Where(p => p.Class == c.Id).Where((_, i) => i % 2 == part - 1).Select(p => p.Id)]));
                    }
                    var teacher = Hire(id, Role.Teacher, id == "rus-5a" ? 6 : 1);
                    courses.Add(new PlannedCourse(CourseId.From(id), c.Id, SubjectId.From(s.Key), group, s.Hours, teacher.Id, slots, [.. Enumerable.Range(1, s.Hours * 34).Select(n =>
                        new PlanItem(n, "Тема " + Text(n), 1, n % 3 == 0 ? "§ " + Text(n) : null, n % 12 == 0 ? PlanWorks.Control : n % 7 == 0 ? PlanWorks.Practice : null))]));
                }
            }
        }
        return new SchoolPlan(seed, year, subjects, [], staff, classes, pupils, [], groups, courses);
    }

    private static PlannedYear Year()
    {
        Term Quarter(int n, DateOnly from, DateOnly to) => new(TermId.From("2025-2026.q" + Text(n)), "quarter", n, from, to);
        Term Half(int n, DateOnly from, DateOnly to) => new(TermId.From("2025-2026.h" + Text(n)), "half_year", n, from, to);
        return new PlannedYear(
            YearId.From("2025-2026"), new(2025, 9, 1), new(2026, 5, 26),
            [
                Quarter(1, new(2025, 9, 1), new(2025, 10, 24)), Quarter(2, new(2025, 11, 3), new(2025, 12, 30)),
                Quarter(3, new(2026, 1, 12), new(2026, 3, 27)), Quarter(4, new(2026, 4, 6), new(2026, 5, 26)),
            ],
            [Half(1, new(2025, 9, 1), new(2025, 12, 30)), Half(2, new(2026, 1, 12), new(2026, 5, 26))],
            [
                new("Осенние", new(2025, 10, 25), new(2025, 11, 4)), new("Зимние", new(2025, 12, 31), new(2026, 1, 11)), new("День защитника", new(2026, 2, 23), new(2026, 2, 23)),
                new("8 марта", new(2026, 3, 9), new(2026, 3, 9)), new("Весенние", new(2026, 3, 28), new(2026, 4, 5)), new("1 мая", new(2026, 5, 1), new(2026, 5, 1)), new("9 мая", new(2026, 5, 11), new(2026, 5, 11)),
            ],
            [new("Дополнительные", new(2026, 2, 16), new(2026, 2, 22))],
            [new(1, "08:30", "09:15"), new(2, "09:25", "10:10"), new(3, "10:30", "11:15"), new(4, "11:35", "12:20"), new(5, "12:30", "13:15"), new(6, "13:25", "14:10"), new(7, "14:20", "15:05")]);
    }

    private static string Text(int n) => n.ToString(CultureInfo.InvariantCulture);
}
