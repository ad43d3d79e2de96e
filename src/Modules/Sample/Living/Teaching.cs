using System.Globalization;
using ElJournal.Setup;

namespace ElJournal.Sample.Living;

/// <summary>A day of lessons: who is there, what is graded, and when the teacher enters what.</summary>
internal sealed class Teaching(
    World world, Manners manners, Cover cover, Transfers transfers, Journal journal, Homeworks homeworks, Marking marking, DayBooks days)
{
    private const double ShareNotHeld = 0.003;
    private const double ShareWithoutTopic = 0.01;
    private const double ShareLate = 0.005;

    /// <summary>Puts down all that is entered of the day's lessons, today and later.</summary>
    public void Begin(DateOnly day)
    {
        var lessons = world.LessonsOn(day).Select(l => Open(l.Course, day, l.Slot)).ToList();
        if (lessons.Count == 0) return;
        cover.Decide(day, lessons);
        transfers.Decide(day, lessons);
        // What was cancelled or moved away has gone by in the timetable all the same.
        foreach (var lesson in lessons.Where(l => l.Off)) lesson.Course.Ordinal++;
        lessons = [.. lessons.Concat(transfers.On(day)).OrderBy(l => l.Id.Slot)];
        var plans = new Dictionary<LivedLesson, Dice>();
        foreach (var lesson in lessons) plans[lesson] = lesson.Course.Dice.For("lesson", world.Key(day), Number(lesson.Id.Slot));
        foreach (var given in lessons.Where(l => !l.Off).GroupBy(l => l.Giver!.Id))
        {
            var (teacher, last) = (world.Staff[given.Key], default(DateTime));
            var manner = manners.Of(teacher);
            var usual = manner.On(day);
            foreach (var lesson in given)
            {
                var end = Enter(lesson, manner, manner.Of(plans[lesson], usual), plans[lesson]);
                if (end > last) last = end;
            }
            days.Expect(teacher, day, [.. given], last, world.Dice.For("completed", teacher.Id.Value, world.Key(day)));
        }
    }

    /// <summary>Замены of a day to come, decided at the end of the working day before.</summary>
    public void Arrange(DateOnly day, DateOnly before) => cover.Decide(day, [.. world.LessonsOn(day).Select(l => Open(l.Course, day, l.Slot))], before);

    private LivedLesson Open(CourseLife course, DateOnly day, int slot)
    {
        var term = world.Year.TermOf(day, course.Level);
        if (!course.Lessons.TryGetValue(term.Id, out var lessons)) course.Lessons[term.Id] = lessons = [];
        var lesson = new LivedLesson(new Accounting.LessonId(course.Plan.Id, day, slot), course, term, lessons.Count);
        lessons.Add(lesson);
        return lesson;
    }

    /// <returns>When the last of its entries that the day waits for is made.</returns>
    private DateTime Enter(LivedLesson lesson, Manner manner, Entry entry, Dice dice)
    {
        var (day, slot, course) = (lesson.Id.Date, lesson.Id.Slot, lesson.Course);
        var (on, begin) = manner.Begin(entry, day, slot, dice);
        var inLesson = entry is Entry.InLesson;
        if (!transfers.On(day).Contains(lesson)) course.Ordinal++;
        if (dice.Chance(ShareNotHeld))
        {
            var fallen = World.At(on, begin + 1);
            world.Enter(fallen, lesson, false, by => journal.NotHeld(lesson, by, dice.Chance(0.7) ? Customs.Event : Customs.ClassAbsent));
            return fallen;
        }

        var absent = Absent(lesson, dice);
        // Who is there is usually entered in the lesson also by those who write the rest later.
        var seen = inLesson || dice.Chance(0.6) ? World.At(day, world.Begins(slot) + 2 + (dice.Share() * 5)) : World.At(on, begin);
        var tick = absent.Count == 0 ? dice.Chance(0.97) : dice.Chance(0.15);
        world.Enter(seen, lesson, true, by =>
        {
            journal.Attend(lesson, by, absent);
            if (tick) world.Enter(world.Agenda.Now.AddSeconds(3 + (dice.Share() * 20)), lesson, false, teacher => journal.Check(lesson, teacher));
        });

        var (item, part) = Next(course, lesson);
        var topic = World.At(on, begin + (inLesson ? 5 + (dice.Share() * 8) : 0.5));
        var text = lesson.Taught is { } other ? $"{world.Plan.Subjects.First(s => s.Id == other).Name}: повторение (замена)" : item?.Topic ?? "Повторение изученного";
        void SetTopic(Kernel.Actor by) => journal.SetTopic(lesson, by, text, lesson.Taught is null ? item?.Number : null, lesson.Taught is null ? part : null);
        if (dice.Chance(ShareWithoutTopic)) lesson.Forgotten = SetTopic;
        else world.Enter(topic, lesson, false, SetTopic);
        marking.Expect(lesson, absent.Where(a => a.Code != Customs.Late).Select(a => a.Pupil).ToHashSet(), item, entry, on, begin, dice);
        var set = homeworks.Expect(lesson, item, World.At(on, begin + (inLesson ? 36 + (dice.Share() * 9) : 1.5)), dice);
        return new[] { seen.AddSeconds(30), topic, set }.Max();
    }

    private List<(PupilLife Pupil, string Code, Spell? Spell)> Absent(LivedLesson lesson, Dice dice)
    {
        var day = lesson.Id.Date;
        var absent = new List<(PupilLife, string, Spell?)>();
        foreach (var member in lesson.Course.Members)
        {
            if (!member.Sits(day) || member.Elsewhere is not null) continue;
            if (member.Pupil.On(day) is { } spell)
            {
                // From the second day on the teachers have been told.
                var told = spell.From < day && spell.Kind is not SpellKind.Unexcused && dice.Chance(0.55);
                absent.Add((member.Pupil, !told ? Customs.Absent : spell.Kind is SpellKind.Ill ? Customs.Ill : Customs.Excused, spell));
            }
            else if (member.Pupil.Plan.Truant && dice.Chance(0.14)) absent.Add((member.Pupil, Customs.Absent, null));
            else if (dice.Chance(ShareLate)) absent.Add((member.Pupil, Customs.Late, null));
        }
        return absent;
    }

    /// <summary>The hour of the plan for the lesson: a lesson that was lost is caught up with within a few weeks.</summary>
    private static (PlanItem? Item, int? Part) Next(CourseLife course, LivedLesson lesson)
    {
        if (lesson.Taught is not null) return (null, null);
        var (behind, meant) = (course.Ordinal - 1 - course.Next, course.Behind?.Invoke(lesson) ?? 0);
        if (behind < meant && lesson.Number % 2 == 0 && course.Next > 0 && course.Next <= course.Hours.Count)
        {
            var (same, part) = course.Hours[course.Next - 1];
            return (same, course.Parts = Math.Max(course.Parts, part ?? 1) + 1);
        }
        if (behind > meant && lesson.Number % 2 == 0) course.Next++;
        course.Parts = 0;
        return course.Next < course.Hours.Count ? course.Hours[course.Next++] : (null, null);
    }

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
