using System.Globalization;
using ElJournal.Accounting;
using ElJournal.Accounting.Corrections;
using ElJournal.Kernel;

namespace ElJournal.Sample.Living;

/// <summary>Исправления of grades in the three zones of the regulation: the day's own, the week's with a reason, and those by memo and order.</summary>
internal sealed class Corrections(World world, Journal journal)
{
    /// <summary>Of all grades.</summary>
    private const double Share = 0.0135;
    private const double ShareOfTypos = 0.7;
    private const double ShareOfRetakes = 0.2;
    private const double ShareOfMemos = 0.09;

    /// <summary>Only what is low is taken again: so much of all grades.</summary>
    private const double Low = 0.25;

    private static readonly string[] TypoWords = ["Ошиблась строкой", "Опечатка при вводе", "Неверно перенесено из тетради", "Сбился столбец"];
    private static readonly string[] RetakeWords = ["Пересдал на консультации", "Исправил работу над ошибками", "Повторный ответ", "Переписал самостоятельную"];
    private static readonly string[] Memos =
    [
        "Прошу разрешить исправить отметку: при переносе из тетради допущена ошибка.", "Прошу открыть клетку: работа проверена повторно, отметка изменена.",
        "При сверке с письменной работой обнаружено расхождение, прошу разрешить исправление.",
    ];

    /// <summary>Days for which memos wait where the year is not over.</summary>
    private const int Waiting = 4;

    private int orders;

    /// <summary>What becomes of a grade that is about to be entered: what is entered at first, and what is done about it later.</summary>
    /// <returns>The grade to enter now.</returns>
    public int Before(LivedLesson lesson, PupilLife pupil, int grade, Dice dice)
    {
        var x = dice.Share() / Share;
        if (x < ShareOfTypos)
        {
            var wrong = grade switch { 5 => 4, 2 => 3, _ => grade + (dice.Chance(0.5) ? 1 : -1) };
            var soon = dice.Chance(0.6) ? 1 + (dice.Share() * 40) : 60 + (dice.Share() * 1320);
            world.Agenda.Put(Awake(world.Agenda.Now.AddMinutes(soon)), () => Fix(lesson, pupil, grade, Customs.Typo, dice.One(TypoWords)));
            return wrong;
        }
        if (grade <= 3 && x - ShareOfTypos is > 0 and var y && y < ShareOfRetakes / Low)
        {
            var days = 1 + dice.Below(4);
            var better = Math.Min(5, grade + 1 + (dice.Chance(0.25) ? 1 : 0));
            var on = DateOnly.FromDateTime(world.Agenda.Now + Customs.Offset).AddDays(days);
            var last = lesson.Id.Date.AddDays(Customs.WindowDays);
            world.Agenda.Put(World.At(on < last ? on : last, 860 + (dice.Share() * 180)), () => Fix(lesson, pupil, better, Customs.Retake, dice.One(RetakeWords)));
            return grade;
        }
        var z = dice.Share() / Share;
        if (z < ShareOfMemos + (1 - ShareOfTypos - ShareOfRetakes - ShareOfMemos))
        {
            var wanted = grade >= 4 && dice.Chance(0.5) ? grade - 1 : Math.Min(5, grade + 1);
            if (wanted == grade) wanted = grade - 1;
            if (z < ShareOfMemos) Ask(lesson, pupil, wanted, World.At(Weekday(lesson.Id.Date.AddDays(8 + dice.Below(9))), 840 + (dice.Share() * 150)), false, dice);
            else Ask(lesson, pupil, wanted, World.At(Weekday(lesson.Term.To.AddDays(16 + dice.Below(10))), 600 + (dice.Share() * 240)), true, dice);
        }
        return grade;
    }

    /// <summary>The author's own correction; where the author's time is over, it is left.</summary>
    private void Fix(LivedLesson lesson, PupilLife pupil, int grade, string reason, string words)
    {
        var cell = lesson.CellOf(pupil);
        var (now, value) = (world.Agenda.Now, grade.ToString(CultureInfo.InvariantCulture));
        var today = DateOnly.FromDateTime(now + Customs.Offset);
        if (today > lesson.Id.Date.AddDays(Customs.WindowDays) || lesson.Course.Closed.Contains(lesson.Term.Id) || cell.Grades[^1] == value) return;
        var free = DateOnly.FromDateTime(cell.GradedAt + Customs.Offset) == today && reason == Customs.Typo;
        journal.Correct(lesson, pupil, world.Sessions.Teacher(lesson.Giver!, now), value, free ? null : reason, free ? null : world.Record.Words(words));
    }

    private void Ask(LivedLesson lesson, PupilLife pupil, int wanted, DateTime at, bool order, Dice dice) => world.Agenda.Put(at, () =>
    {
        var cell = lesson.CellOf(pupil);
        var (old, value) = (cell.ToString(), wanted.ToString(CultureInfo.InvariantCulture));
        if (cell.Grades.Count == 0 || cell.Grades[^1] == value || (order && !lesson.Course.Closed.Contains(lesson.Term.Id))) return;
        var id = world.Record.Id<CorrectionId>();
        var memo = world.Record.Words(dice.One(Memos));
        var target = CorrectionTarget.Of(CorrectionKinds.Cell, lesson.Id, pupil.Plan.Id);
        Say(id, world.Sessions.Teacher(lesson.Giver!, at), new CorrectionRequested(id, target, old, old[..^1] + value, Customs.Typo, memo.Sealed), memo);
        // The deputy answers in working hours, the teacher enters it within the hours that were given.
        var granted = WorkingHour(at.AddMinutes(20 + (dice.Share() * 900)));
        // The last days' memos still wait.
        if (world.Plan.Today is { } today && DateOnly.FromDateTime(granted + Customs.Offset) >= today.AddDays(-Waiting)) return;
        world.Agenda.Put(granted, () =>
        {
            var deputy = world.DeputyOf(lesson.Course.Level);
            var document = order ? string.Create(CultureInfo.InvariantCulture, $"Приказ № {214 + ++orders} от {DateOnly.FromDateTime(granted + Customs.Offset):dd.MM.yyyy}") : null;
            Say(id, world.Sessions.Of(deputy.Account, deputy.Role, granted), new CorrectionGranted(id, Correction.Moment(granted.AddHours(Customs.GrantHours)), document), null);
        });
        world.Agenda.Put(granted.AddMinutes(15 + (dice.Share() * 300)), () => Apply(lesson, pupil, id, memo, value));
    });

    private void Apply(LivedLesson lesson, PupilLife pupil, CorrectionId id, Opening memo, string value)
    {
        var cell = lesson.CellOf(pupil);
        var (place, cause, by) = (cell.Grades.Count - 1, world.Record.Cause(), world.Sessions.Teacher(lesson.Giver!, world.Agenda.Now));
        journal.Add(lesson, by, cause, new GradeCorrected(lesson.Id, pupil.Plan.Id, place, value, Customs.Typo, memo.Sealed), permit: id.Value);
        world.Record.Add(cause, by, id.Stream, typeof(Correction), new CorrectionApplied(id, cause));
        cell.Grades[place] = value;
    }

    private void Say(CorrectionId id, Actor by, object e, Opening? words) => world.Record.Add(world.Record.Cause(), by, id.Stream, typeof(Correction), e, words: words);

    /// <summary>Nobody sits at the journal at night: what would fall there is done in the morning or the evening before.</summary>
    private static DateTime Awake(DateTime at)
    {
        var minutes = (at + Customs.Offset).TimeOfDay.TotalMinutes;
        return minutes < 420 ? at.AddMinutes(420 - minutes + (minutes / 8)) : minutes > 1380 ? at.AddMinutes(-minutes + 1290) : at;
    }

    private static DateOnly Weekday(DateOnly day) => day.DayOfWeek switch { DayOfWeek.Saturday => day.AddDays(2), DayOfWeek.Sunday => day.AddDays(1), _ => day };

    private static DateTime WorkingHour(DateTime at)
    {
        var local = at + Customs.Offset;
        var day = Weekday(DateOnly.FromDateTime(local));
        var minutes = local.TimeOfDay.TotalMinutes;
        if (minutes > 1020) (day, minutes) = (Weekday(day.AddDays(1)), 510 + (minutes % 90));
        if (minutes < 500) minutes = 505 + (minutes % 60);
        return World.At(day, minutes);
    }
}
