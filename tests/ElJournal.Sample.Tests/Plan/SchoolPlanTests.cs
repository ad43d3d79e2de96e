using System.Security.Cryptography;
using System.Text.Json;
using ElJournal.Kernel;
using ElJournal.Sample.Plan;
using ElJournal.Setup;
using Shouldly;
using Xunit;

namespace ElJournal.Sample.Tests.Plan;

public class SchoolPlanTests
{
    private static readonly SchoolPlan School = SchoolPlans.Make(2025);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(2025)]
    public void Every_figure_of_the_sample_school_is_met(long seed)
    {
        var plan = SchoolPlans.Make(seed);
        PlanReport.Compare(plan).Where(f => !f.IsMet).ShouldBeEmpty();
        Twice(plan).ShouldBeEmpty();
    }

    [Fact]
    public void The_comparison_is_printed_a_line_for_each_figure()
    {
        var text = new StringWriter();
        PlanReport.Print(School, text);
        text.ToString().ShouldContain("Обучающиеся на 1 сентября");
        text.ToString().Split('\n').ShouldAllBe(line => line.Length == 0 || line.StartsWith("да"));
    }

    [Fact]
    public void The_same_seed_makes_the_same_school()
    {
        Hash(SchoolPlans.Make(2025)).ShouldBe(Hash(School));
        SchoolPlans.Make(2026).Pupils.Select(p => p.Id).Intersect(School.Pupils.Select(p => p.Id)).ShouldBeEmpty();
    }

    private static string Hash(SchoolPlan plan) =>
        Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(plan, new JsonSerializerOptions { IncludeFields = true })));

    /// <summary>Teachers, rooms and pupils that are needed twice at one time.</summary>
    private static IEnumerable<string> Twice(SchoolPlan plan)
    {
        var lessons = plan.Courses.Concat(plan.Extracurricular).SelectMany(c => c.Slots.Select(s => (Course: c, Slot: s))).ToList();
        var groups = plan.Groups.ToDictionary(g => g.Id);
        var atHome = plan.Pupils.Where(p => p.Plan == "home").Select(p => p.Id).ToHashSet();
        var ofClass = plan.Classes.ToDictionary(c => c.Id, c => plan.Pupils.Where(p => p.Class == c.Id && !atHome.Contains(p.Id)).Select(p => p.Id).ToHashSet());
        foreach (var g in lessons.GroupBy(l => (l.Slot.Weekday, l.Slot.Slot)))
        {
            foreach (var x in g.GroupBy(l => l.Course.Teacher).Where(x => x.Count() > 1)) yield return $"{g.Key}: {x.First().Course.Id} {x.Last().Course.Id}";
            foreach (var x in g.GroupBy(l => l.Slot.Room).Where(x => x.Count() > 1)) yield return $"{g.Key}: {x.Key}";
            // One who changes the class stands in groups of both; counted is the class at the beginning.
            var sitting = g.SelectMany(l => l.Course.Group is { } group
                ? groups[group].Pupils.Where(p => groups[group].Kind == GroupKinds.Individual || ofClass[l.Course.Class].Contains(p)) : ofClass[l.Course.Class]);
            foreach (var x in sitting.GroupBy(p => p).Where(x => x.Count() > 1)) yield return $"{g.Key}: {x.Key}";
        }
    }

    [Fact]
    public void A_course_has_its_hours_a_teacher_a_room_and_topics()
    {
        var staff = School.Staff.Where(s => s.Role == Role.Teacher).Select(s => s.Id).ToHashSet();
        var rooms = School.Rooms.Select(r => r.Number).ToHashSet();
        var subjects = School.Subjects.Select(s => s.Id).ToHashSet();
        foreach (var course in School.Courses.Concat(School.Extracurricular))
        {
            staff.ShouldContain(course.Teacher);
            subjects.ShouldContain(course.Subject);
            course.Slots.Count.ShouldBe(course.Hours);
            course.Slots.ShouldAllBe(s => rooms.Contains(s.Room) && s.Weekday >= 1 && s.Weekday <= 5 && s.Slot >= 1 && s.Slot <= 7);
            course.Topics.Select(t => t.Number).ShouldBe(Enumerable.Range(1, course.Topics.Count));
            course.Topics.ShouldAllBe(t => t.Topic.Length > 2 && t.Hours == 1);
        }
    }

    [Fact]
    public void Plans_have_homework_for_most_lessons_but_in_grade_1()
    {
        var first = School.Classes.Where(c => c.Level == 1).Select(c => c.Id).ToHashSet();
        School.Courses.Where(c => first.Contains(c.Class)).SelectMany(c => c.Topics).ShouldAllBe(t => t.Homework == null && t.Work != PlanWorks.Control);
        var core = School.Courses.Where(c => !first.Contains(c.Class) && c.Subject.Value is "algebra" or "istoriya" or "anglijskij").SelectMany(c => c.Topics).ToList();
        (core.Count(t => t.Homework is not null) / (double)core.Count).ShouldBeInRange(0.75, 0.95);
    }

    [Fact]
    public void Ids_and_personal_files_are_unique()
    {
        Unique(School.Pupils.Select(p => p.Id.Value).Concat(School.Guardians.Select(g => g.Id.Value)).Concat(School.Staff.Select(s => s.Id.Value)));
        Unique(School.Staff.Select(s => s.Account.Value).Concat(School.Guardians.Select(g => g.Account.Value)));
        Unique(School.Courses.Concat(School.Extracurricular).Select(c => c.Id.Value));
        Unique(School.Groups.Select(g => g.Id.Value));
        Unique(School.Rooms.Select(r => r.Id.Value));
        Unique(School.Rooms.Select(r => r.Number));
        Unique(School.Pupils.Select(p => p.Card.PersonalFile!));
        Unique(School.Staff.Select(s => s.Card.ShortName));
    }

    [Fact]
    public void A_short_name_of_a_subject_fits_its_cell() => School.Subjects.ShouldAllBe(s => s.Short.Length <= 12);

    private static void Unique(IEnumerable<string> values) => values.GroupBy(v => v).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();

    [Fact]
    public void Lesson_topics_may_come_from_a_folder()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var rows = Enumerable.Range(1, 68).Select(n => $"himiya;Химия;ООО;;8;;{n};\"Вещество; опыт {n}\";{(n == 3 ? 1 : 0)}");
            File.WriteAllLines(Path.Combine(folder.FullName, "lessons.csv"), ["program;subject;level;variant;grade;plan;n;topic;practice", .. rows]);
            File.WriteAllLines(Path.Combine(folder.FullName, "other.csv"), ["a;b", "1;2"]);
            var topics = SchoolPlans.Make(2025, folder.FullName).Courses.First(c => c.Id.Value == "himiya-8a").Topics;
            topics[0].Topic.ShouldBe("Вещество; опыт 1");
            topics[2].Work.ShouldBe(PlanWorks.Practice);
            topics.ShouldContain(t => t.Work == PlanWorks.Control);
        }
        finally
        {
            folder.Delete(true);
        }
    }
}
