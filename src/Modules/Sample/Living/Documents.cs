using System.Globalization;
using ElJournal.Accounting;
using ElJournal.Accounting.Absences;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;

namespace ElJournal.Sample.Living;

/// <summary>Документы об отсутствии: attached by the class teacher when the pupil is back, a few beforehand; every absence not yet explained stands by it.</summary>
internal sealed class Documents(World world)
{
    private const double ShareOfPapers = 0.975;

    private int certificates = 400;

    /// <summary>Puts down when the papers of the year come.</summary>
    public void Expect()
    {
        foreach (var pupil in world.Pupils)
        {
            foreach (var spell in pupil.Spells)
            {
                var dice = pupil.Dice.For("paper", world.Key(spell.From));
                if (spell.Kind is SpellKind.Unexcused || !dice.Chance(ShareOfPapers)) continue;
                var kind = spell.Kind is SpellKind.Ill ? Customs.Medical : dice.Share() switch { < 0.72 => Customs.Parents, < 0.9 => Customs.Call, _ => Customs.Order };
                var days = world.SchoolDays(world.Classes[pupil.Plan.Class].Level);
                // An order stands before the absence; a certificate is brought when the pupil is back.
                var day = kind is Customs.Order or Customs.Call ? spell.From : After(days, spell.Until, dice.Share() switch { < 0.62 => 1, < 0.88 => 2, _ => 3 });
                // Before holidays the paper comes to the teacher's room on one of the days after.
                if (day is { } far && far > spell.Until.AddDays(6) && world.Year.Made(spell.Until) is not { Month: 12, Day: > 24 }) day = Weekday(spell.Until.AddDays(3 + dice.Below(4)));
                if (day is not { } on || on > spell.Until.AddDays(Customs.AttachDays)) continue;
                world.Agenda.Put(World.At(on, kind is Customs.Order or Customs.Call ? 470 + (dice.Share() * 30) : 500 + (dice.Share() * 480)), () => Attach(pupil, spell, kind, on));
            }
        }
    }

    private void Attach(PupilLife pupil, Spell spell, string kind, DateOnly today)
    {
        if ((pupil.Plan.ClassOn(spell.From) ?? pupil.Plan.ClassOn(spell.Until)) is not { } id) return;
        var (lead, cause) = (world.Staff[world.Classes[id].Lead], world.Record.Cause());
        var by = world.Sessions.Of(lead.Account, Role.ClassTeacher, world.Agenda.Now);
        var document = world.Record.Id<AbsenceDocumentId>();
        var letter = kind == Customs.Medical ? Customs.Ill : Customs.Excused;
        var number = kind is Customs.Medical or Customs.Order ? (kind == Customs.Medical ? "" : "К-") + (certificates++).ToString(CultureInfo.InvariantCulture) : null;
        var issued = kind is Customs.Medical ? spell.Until < today ? spell.Until : today : kind is Customs.Parents ? today : spell.From.AddDays(-2);
        spell.Document = new AbsenceDocumentAttached(document, pupil.Plan.Id, id, spell.From, spell.Until, kind, letter, [Customs.Absent], number, issued);
        world.Record.Add(cause, by, document.Stream, typeof(AbsenceDocument), spell.Document);
        foreach (var lesson in pupil.Marked.Where(l => l.Id.Date >= spell.From && l.Id.Date <= spell.Until).OrderBy(l => l.Id.Date).ThenBy(l => l.Id.Slot))
        {
            // What stands on a closed page stays as it is.
            if (lesson.CellOf(pupil) is not { Attendance: Customs.Absent } cell || lesson.Course.Closed.Contains(lesson.Term.Id)) continue;
            world.Record.Add(cause, by, lesson.Stream, typeof(Lesson), new AbsenceExplained(lesson.Id, pupil.Plan.Id, letter, document, kind));
            cell.Attendance = letter;
        }
    }

    private static DateOnly? After(IReadOnlyList<DateOnly> days, DateOnly day, int nth)
    {
        foreach (var d in days)
            if (d > day && --nth == 0) return d;
        return null;
    }

    private static DateOnly Weekday(DateOnly day) => day.DayOfWeek switch { DayOfWeek.Saturday => day.AddDays(2), DayOfWeek.Sunday => day.AddDays(1), _ => day };
}
