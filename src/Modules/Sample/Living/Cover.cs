using System.Globalization;
using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;
using ElJournal.Sample.Plan;
using ElJournal.Setup;
using ElJournal.Setup.Register;

namespace ElJournal.Sample.Living;

/// <summary>Отсутствия учителей and what becomes of their lessons: замена, объединение, отмена; decided by the deputy before the first bell.</summary>
internal sealed class Cover
{
    /// <summary>How often a teacher who is there is away the next day; in the weeks of flu.</summary>
    private const double Usual = 0.0078;
    private const double Flu = 0.023;
    private const double MeanDays = 4;

    /// <summary>Minutes of the day at which the secretary has been told and the deputy decides.</summary>
    private const double EarlyMorning = 415;
    private const double Morning = 432;
    private const double Evening = 1000;

    /// <summary>Wanted shares: the same subject, another or combined, cancelled.</summary>
    private static readonly double[] Wanted = [0.7, 0.2, 0.1];

    private readonly World world;
    private readonly double[] counts = new double[3];
    private readonly Dictionary<StaffId, List<(DateOnly From, DateOnly To, string Cause)>> absences = [];
    private readonly Dictionary<(StaffId, int Weekday, int Slot), CourseLife> busy = [];
    private readonly List<(PlannedTeacher Teacher, HashSet<SubjectId> Subjects)> teachers;

    public Cover(World world)
    {
        this.world = world;
        foreach (var course in world.Courses)
            foreach (var slot in course.Plan.Slots) busy.TryAdd((course.Teacher.Id, slot.Weekday, slot.Slot), course);
        teachers = [.. world.Courses.GroupBy(c => c.Teacher.Id).Select(g => (g.First().Teacher, g.Select(c => c.Subject.Id).ToHashSet())).OrderBy(t => t.Teacher.Id.Value, StringComparer.Ordinal)];
        foreach (var (teacher, _) in teachers) absences[teacher.Id] = Spells(teacher);
        if (world.Plan.Today is { } today) SomebodyIsAway(today);
    }

    public bool IsAway(StaffId teacher, DateOnly day) => absences.TryGetValue(teacher, out var spells) && spells.Exists(a => a.From <= day && day <= a.To);

    /// <summary>Says of each lesson of the day who gives it, and puts down what the deputy enters in the morning.</summary>
    /// <param name="before">When all is arranged already on an evening before.</param>
    public void Decide(DateOnly day, IReadOnlyList<LivedLesson> lessons, DateOnly? before = null)
    {
        var (on, minute) = before is { } eve ? (eve, Evening) : (day, Morning);
        Announce(day, on, before is null ? EarlyMorning : Evening - 30);
        foreach (var lesson in lessons) lesson.Giver = lesson.Course.Teacher;
        var taken = new HashSet<(StaffId, int)>();
        foreach (var lesson in lessons)
        {
            var absent = lesson.Course.Teacher;
            if (!IsAway(absent.Id, day)) continue;
            var dice = lesson.Course.Dice.For("cover", world.Key(day), Number(lesson.Id.Slot));
            var reason = ReasonOf(absences[absent.Id].First(a => a.From <= day && day <= a.To).Cause);
            var decided = Choose(lesson, lessons, taken, reason, dice);
            lesson.Shifted = true;
            minute += 0.3 + (dice.Share() * 0.5);
            world.Agenda.Put(World.At(on, minute), () =>
            {
                var deputy = world.DeputyOf(lesson.Course.Level);
                world.Record.Add(world.Record.Cause(), world.Sessions.Of(deputy.Account, deputy.Role, world.Agenda.Now), lesson.Stream, typeof(Lesson), decided);
            });
        }
    }

    /// <summary>What falls short most, of what can be had.</summary>
    private object Choose(LivedLesson lesson, IReadOnlyList<LivedLesson> lessons, HashSet<(StaffId, int)> taken, string reason, Dice dice)
    {
        var (slot, day) = (lesson.Id.Slot, lesson.Id.Date);
        var free = teachers.Where(t => !busy.ContainsKey((t.Teacher.Id, world.Year.WeekdayOf(day), slot)) && !taken.Contains((t.Teacher.Id, slot)) && !IsAway(t.Teacher.Id, day)).ToList();
        var same = free.Where(t => t.Subjects.Contains(lesson.Course.Subject.Id)).ToList();
        var beside = lessons.FirstOrDefault(l => l != lesson && l.Id.Slot == slot && l.Course.Class == lesson.Course.Class && l.Course.Subject.Id == lesson.Course.Subject.Id && !IsAway(l.Course.Teacher.Id, day));
        var total = counts.Sum() + 1;
        var order = Enumerable.Range(0, 3).OrderByDescending(i => (Wanted[i] * total) - counts[i]).ThenBy(i => i);
        foreach (var choice in order)
        {
            if (choice == 2)
            {
                counts[2]++;
                (lesson.Off, lesson.Giver) = (true, null);
                return new LessonCancelled(lesson.Id, lesson.Course.Teacher.Id, reason);
            }
            if (choice == 1 && beside is not null && dice.Chance(0.6))
            {
                counts[1]++;
                lesson.Giver = beside.Course.Teacher;
                return new SubstituteAssigned(lesson.Id, lesson.Giver.Id, lesson.Course.Teacher.Id, reason, null, beside.Id);
            }
            var from = choice == 0 ? same : [.. free.Except(same)];
            if (from.Count == 0) continue;
            var (teacher, subjects) = dice.One(from);
            counts[choice]++;
            taken.Add((teacher.Id, slot));
            lesson.Giver = teacher;
            lesson.Taught = choice == 0 ? null : subjects.OrderBy(s => s.Value, StringComparer.Ordinal).First();
            return new SubstituteAssigned(lesson.Id, teacher.Id, lesson.Course.Teacher.Id, reason, lesson.Taught, null);
        }
        throw new InvalidOperationException("A lesson can always be cancelled.");
    }

    /// <summary>The secretary's word in the morning of the first day, or the day before where it was known.</summary>
    private void Announce(DateOnly day, DateOnly on, double first)
    {
        foreach (var (teacher, _) in teachers)
        {
            foreach (var (from, to, cause) in absences[teacher.Id].Where(a => a.From == day))
            {
                var minutes = first + (world.Dice.For("call", teacher.Id.Value, world.Key(from)).Share() * 15);
                world.Agenda.Put(World.At(on, minutes), () =>
                {
                    var deputy = world.Deputies[0];
                    world.Record.Add(
                        world.Record.Cause(), world.Sessions.Of(deputy.Account, deputy.Role, world.Agenda.Now), Streams.Staff(teacher.Id), typeof(StaffCard),
                        new StaffAbsenceRecorded(teacher.Id, from, to, cause));
                });
            }
        }
    }

    /// <summary>On the day the sample is looked at there is a substitution to be seen, and the people whose accounts are printed are there.</summary>
    private void SomebodyIsAway(DateOnly today)
    {
        var shown = Shown.Of(world.Plan);
        foreach (var id in (StaffId[])[shown.Teacher.Id, shown.Lead.Id])
            if (absences.TryGetValue(id, out var own)) own.RemoveAll(a => a.From <= today && today <= a.To);
        var lessons = world.LessonsOn(today).ToLookup(l => l.Course.Teacher.Id);
        if (teachers.Exists(t => IsAway(t.Teacher.Id, today) && lessons.Contains(t.Teacher.Id))) return;
        var free = teachers.Where(t => t.Teacher.Id != shown.Teacher.Id && t.Teacher.Id != shown.Lead.Id && lessons[t.Teacher.Id].Count() is 2 or 3).ToList();
        if (free.Count > 0) absences[world.Dice.For("away today").One(free).Teacher.Id].Add((today, today.AddDays(1), AbsenceCauses.Unfit));
    }

    private List<(DateOnly, DateOnly, string)> Spells(PlannedTeacher teacher)
    {
        var dice = world.Dice.For("away", teacher.Id.Value);
        var spells = new List<(DateOnly, DateOnly, string)>();
        var days = world.SchoolDays(9);
        for (var i = 0; i < days.Count; i++)
        {
            var flu = world.IsFlu(days[i]);
            if (!dice.Chance(flu ? Flu : Usual)) continue;
            var cause = flu ? AbsenceCauses.Unfit : dice.Share() switch
            {
                < 0.76 => AbsenceCauses.Unfit,
                < 0.87 => AbsenceCauses.Courses,
                < 0.94 => AbsenceCauses.Trip,
                < 0.97 => AbsenceCauses.Leave,
                _ => AbsenceCauses.Other,
            };
            var last = i;
            while (last + 1 < days.Count && !dice.Chance(1 / MeanDays)) last++;
            spells.Add((days[i], days[last], cause));
            i = last + 1;
        }
        return spells;
    }

    private static string ReasonOf(string cause) => cause switch
    {
        AbsenceCauses.Unfit => SubstitutionReasons.Illness,
        AbsenceCauses.Leave => SubstitutionReasons.Leave,
        AbsenceCauses.Courses => SubstitutionReasons.Training,
        AbsenceCauses.Trip => SubstitutionReasons.BusinessTrip,
        _ => SubstitutionReasons.Other,
    };

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
