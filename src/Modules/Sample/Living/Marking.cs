using System.Globalization;
using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Sample.Living;

/// <summary>Отметки of a lesson: who gets one, which, and when it is entered.</summary>
internal sealed class Marking(World world, Journal journal, Corrections corrections)
{
    private static readonly string[] Comments =
        ["Хорошо подготовлен доклад", "Нет оформления решения", "Ошибка в вычислениях", "Молодец, помог соседу", "Работа сдана с опозданием", "Нужно повторить правило"];
    private static readonly string[] Advice =
        ["Рекомендую повторить тему по параграфу и решить два примера", "Приглашаю на консультацию в четверг", "Обратите внимание на запись условия задачи"];

    /// <param name="absent">Who gets no grade.</param>
    /// <param name="begin">From when the entries of the lesson come, minutes of the day <paramref name="on"/>.</param>
    public void Expect(LivedLesson lesson, HashSet<PupilLife> absent, PlanItem? item, Entry entry, DateOnly on, double begin, Dice dice)
    {
        var course = lesson.Course;
        if (!course.Graded || lesson.Taught is not null) return;
        var control = item?.Work == PlanWorks.Control;
        var work = control ? Customs.Control : item?.Work == PlanWorks.Practice ? (dice.Chance(0.5) ? Customs.Independent : null)
            : dice.Share() switch { < 0.05 => Customs.Independent, < 0.08 => Customs.Test, _ => null };
        var graded = course.Members.Where(m => m.Sits(lesson.Id.Date) && m.Elsewhere is null && !absent.Contains(m.Pupil) && IsDue(lesson, m, control, dice)).ToList();
        if (graded.Count == 0) return;
        if (work is not null) world.Enter(World.At(on, begin + 0.8), lesson, false, by => journal.ChooseWork(lesson, by, work));
        // Written works are looked through at home.
        var later = control ? lesson.Id.Date.AddDays(1 + dice.Below(3)) : default;
        var home = control && later >= on;
        var at = home ? World.At(later, 930 + (dice.Share() * 270)) : World.At(on, begin + (entry is Entry.InLesson ? 8 : 0.7));
        foreach (var member in graded)
        {
            var grade = GradeOf(lesson, member, control);
            world.Enter(at, lesson, true, by => Put(lesson, member.Pupil, by, grade, dice));
            at = at.AddTicks((long)((entry is Entry.InLesson && !home ? dice.Share() * 32_000_000 / graded.Count * 60 : 2_000_000 + (dice.Share() * 5_000_000))) * 10);
        }
        if (control) Defer(lesson, absent, at, dice);
    }

    /// <summary>The pupil has fewer grades than by now there should be; in a control work everybody gets one.</summary>
    private bool IsDue(LivedLesson lesson, Member member, bool control, Dice dice)
    {
        var count = Math.Max(1, lesson.Course.Counts[lesson.Term.Id]);
        if (member.Term != lesson.Term.Id)
        {
            (member.Term, member.Got) = (lesson.Term.Id, 0);
            var thrown = member.Pupil.Dice.For("wanted", lesson.Course.Plan.Id.Value, world.Year.Made(lesson.Term.Id));
            member.Wanted = WantedOf(lesson.Course.Plan.Hours, thrown) * (lesson.Term.Kind == "half_year" ? 2 : 1);
            member.Phase = thrown.Share();
            // Who comes in the middle has less time.
            member.Missed = lesson.Number;
        }
        var by = (double)member.Wanted * (lesson.Number - member.Missed + 1) / count;
        if (!control && (member.Got >= by - member.Phase || (dice.Chance(0.15) && lesson.Number < count - 2))) return false;
        member.Got++;
        return true;
    }

    /// <summary>So many grades a quarter.</summary>
    private static int WantedOf(int hours, Dice dice) => hours switch
    {
        <= 1 => 3 + dice.Below(2),
        2 => 5 + dice.Below(2),
        3 => 7,
        4 => 7 + dice.Below(3),
        _ => 8 + dice.Below(4),
    };

    private int GradeOf(LivedLesson lesson, Member member, bool control)
    {
        var dice = member.Pupil.Dice.For("grade", lesson.Course.Plan.Id.Value, world.Key(lesson.Id.Date));
        var through = (double)(lesson.Id.Date.DayNumber - world.Year.From.DayNumber) / (world.Year.To.DayNumber - world.Year.From.DayNumber);
        return lesson.Course.Bends?.Invoke(lesson, member.Pupil) ?? world.Grading.Throw(lesson.Course, member, dice, control, through);
    }

    private void Put(LivedLesson lesson, PupilLife pupil, Actor by, int grade, Dice dice)
    {
        if (lesson.Course.Closed.Contains(lesson.Term.Id)) return;
        var first = corrections.Before(lesson, pupil, grade, dice).ToString(CultureInfo.InvariantCulture);
        journal.Grade(lesson, pupil, by, first, dice.Chance(0.004) ? world.Record.Words(dice.One(Comments)) : null);
        if (grade <= 3 && dice.Chance(0.004))
            world.Enter(world.Agenda.Now.AddMinutes(1), lesson, false, teacher => journal.Recommend(lesson, pupil, teacher, world.Record.Words(dice.One(Advice))));
    }

    /// <summary>Who missed a control work owes it, and usually writes it within the week.</summary>
    private void Defer(LivedLesson lesson, IEnumerable<PupilLife> absent, DateTime at, Dice dice)
    {
        foreach (var member in lesson.Course.Members.Where(m => absent.Contains(m.Pupil)))
        {
            if (!dice.Chance(0.35)) continue;
            var due = lesson.Id.Date.AddDays(Customs.PointDays);
            if (due > world.Year.To) continue;
            world.Enter(at, lesson, true, by => journal.Defer(lesson, member.Pupil, by, due));
            var back = lesson.Id.Date.AddDays(4 + dice.Below(4));
            if (member.Pupil.Spells.Any(s => s.From <= back && back <= s.Until) || back.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) continue;
            world.Enter(World.At(back, 870 + (dice.Share() * 120)), lesson, true, by =>
            {
                if (lesson.CellOf(member.Pupil).Due is not null) Put(lesson, member.Pupil, by, GradeOf(lesson, member, true), dice);
            });
        }
    }
}
