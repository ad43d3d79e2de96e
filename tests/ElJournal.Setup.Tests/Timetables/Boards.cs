using ElJournal.Setup.Register;
using ElJournal.Setup.Timetables;
using ElJournal.Testing;

namespace ElJournal.Setup.Tests.Timetables;

/// <summary>Whole schools without a database: the sample, and a bigger one made of the hours of a real curriculum.</summary>
internal static class Boards
{
    private static readonly YearCalendar Year = new("year/2026-2027", YearId.From("2026-2027"), new(2026, 9, 1), new(2027, 5, 26), [], SampleSchool.Bells);

    public static Board Sample()
    {
        var courses = SamplePlan.Courses.Select(c => Course(c.Id.Value, c.Class.Level, [c.Class.Id], null, c.Subject.Id, c.Hours * 100, c.Teacher.Id)).ToList();
        return Of(
            [.. SamplePlan.Classes.Select(c => new ClassRoster(c.Id.Value, Year.Year, c.Level, c.Letter, []))], [], courses,
            SamplePlan.Subjects.ToDictionary(s => s.Id, s => s.Name), SamplePlan.Staff.ToDictionary(t => t.Id, t => $"{t.Family} {t.Given[0]}. {t.Patronymic[0]}."),
            SampleTimetable.For(new DateOnly(2026, 9, 1), SampleSchool.Course).ToDictionary(w => w.Key.Value, w => w.Value));
    }

    /// <summary>5–8 by three classes: 29, 30, 32 and 33 hours; English in two groups, music and art by turns, gymnastics in one hall a class.</summary>
    public static Board Twelve()
    {
        (string Subject, int[] Hours)[] plan =
        [
            ("russian", [500, 600, 400, 300]), ("literature", [300, 300, 200, 200]), ("english", [300, 300, 300, 300]), ("maths", [500, 500, 600, 600]),
            ("history", [200, 300, 300, 300]), ("geography", [100, 100, 200, 200]), ("biology", [100, 100, 100, 200]), ("physics", [0, 0, 200, 200]),
            ("chemistry", [0, 0, 0, 200]), ("informatics", [100, 100, 100, 100]), ("sport", [300, 200, 300, 300]), ("labour", [200, 200, 200, 100]),
            ("music", [50, 50, 50, 50]), ("art", [50, 50, 50, 50]), ("project", [300, 200, 200, 200]),
        ];
        var (classes, groups, courses, staff) = (new List<ClassRoster>(), new List<StudyGroupCard>(), new List<CourseCard>(), new Dictionary<StaffId, string>());
        var loads = new Dictionary<string, List<int>>();
        for (var level = 5; level <= 8; level++)
        {
            foreach (var letter in "АБВ")
            {
                var id = ClassId.From($"{level}{(char)('a' + "АБВ".IndexOf(letter))}");
                var pupils = Enumerable.Range(0, 25).Select(n => PupilId.From($"{id}-{n}")).ToList();
                classes.Add(new ClassRoster(id.Value, Year.Year, level, letter.ToString(), [.. pupils.Select(p => new Enrolment(p, Year.From, null, null))])
                {
                    Regimes = [new RegimeSet(id, Year.From, 5, 1, [])],
                });
                foreach (var (subject, hours) in plan.Where(p => p.Hours[level - 5] > 0))
                {
                    var load = hours[level - 5];
                    if (subject != "english")
                    {
                        courses.Add(Course($"{subject}-{id}", level, [id], null, SubjectId.From(subject), load, Teacher(subject, load)));
                        continue;
                    }
                    for (var half = 0; half < 2; half++)
                    {
                        var group = GroupId.From($"{id}-en{half + 1}");
                        groups.Add(new StudyGroupCard(
                            Streams.Group(group), group, Year.Year, GroupKinds.Subgroup, $"Группа {half + 1}", level, [id], SubjectId.From(subject),
                            [.. pupils.Where((_, n) => n % 2 == half).Select(p => new Enrolment(p, Year.From, null, null))]));
                        courses.Add(Course($"{subject}-{group}", level, [id], group, SubjectId.From(subject), load, Teacher($"{subject}{half}", load)));
                    }
                }
            }
        }
        return Of(classes, groups, courses, plan.ToDictionary(p => SubjectId.From(p.Subject), p => p.Subject), staff, new Dictionary<string, IReadOnlyList<TimetableSlot>>());

        // A teacher takes what fits into 20 hours; the next class goes to the next one.
        StaffId Teacher(string subject, int hours)
        {
            var list = loads.TryGetValue(subject, out var known) ? known : loads[subject] = [0];
            if (list[^1] + hours > 2000) list.Add(0);
            list[^1] += hours;
            var id = StaffId.From($"{subject}-{list.Count}");
            staff[id] = id.Value;
            return id;
        }
    }

    private static CourseCard Course(string id, int level, IReadOnlyList<ClassId> classes, GroupId? group, SubjectId subject, int hours, StaffId teacher) =>
        new("course/" + id, CourseId.From(id), Year.Year, level, classes, group, subject, hours, Layers.Core, [new Assignment(teacher, Year.From, null)]);

    private static Board Of(
        IReadOnlyList<ClassRoster> classes, IReadOnlyList<StudyGroupCard> groups, IReadOnlyList<CourseCard> courses, IReadOnlyDictionary<SubjectId, string> subjects,
        IReadOnlyDictionary<StaffId, string> staff, IReadOnlyDictionary<string, IReadOnlyList<TimetableSlot>> weeks) => new(
        Year.From, Year.From, Year, classes, groups, courses.ToDictionary(c => c.Course), subjects,
        weeks.ToDictionary(w => w.Key, w => new UnitTimetable(Streams.Timetable(w.Key), w.Key, [new TimetableSet(w.Key, Year.From, w.Value)])), staff);
}
