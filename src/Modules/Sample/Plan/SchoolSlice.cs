using System.Globalization;
using System.Text.RegularExpressions;
using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Sample.Plan;

/// <summary>
/// Ломтик школы: some classes of a plan with all that belongs to them, its year moved by whole weeks so that today is a day of its seventh week.
/// The same plan gives the same people with the same weeks behind them on every day it is looked at.
/// </summary>
public static partial class SchoolSlice
{
    /// <summary>Whole weeks that have been lived.</summary>
    public const int Weeks = 6;

    private const int DaysOfWeek = 7;

    /// <param name="today">Of the school's calendar. At a week's end it is a day taught by the timetable of another.</param>
    public static SchoolPlan Slice(this SchoolPlan plan, DateOnly today)
    {
        var part = Cut(plan, [.. Chosen(plan).Select(c => c.Id)]);
        var days = Monday(today).DayNumber - Monday(plan.Year.From).DayNumber - (Weeks * DaysOfWeek);
        return Move(part, days, today);
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-((int)day.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek);

    /// <summary>One class of each level: the shown one, and of the others that which has most to show beside it.</summary>
    internal static IReadOnlyList<PlannedClass> Chosen(SchoolPlan plan)
    {
        var shown = Shown.ClassOf(plan);
        var own = plan.Pupils.Where(p => p.Class == shown.Id).Select(p => p.Id).ToHashSet();
        var families = plan.Guardians.Where(g => g.Wards.Any(w => own.Contains(w.Pupil))).SelectMany(g => g.Wards).Select(w => w.Pupil).ToHashSet();
        var busiest = plan.Courses.Where(c => c.Class == shown.Id && c.Group is null && c.Teacher != shown.Lead).Select(c => c.Teacher).Distinct()
            .OrderByDescending(t => Best(plan, t).SelectMany(c => c.Slots).Select(s => s.Weekday).Distinct().Count()).ThenByDescending(t => Best(plan, t).Sum(c => c.Hours))
            .ThenBy(t => t.Value, StringComparer.Ordinal).First();
        // Classes of the teacher who is shown first, then home lessons and individual plans, then brothers and sisters of the shown class.
        int Worth(PlannedClass c) => (c.Id == shown.Id ? 1000 : 0)
            + (plan.Pupils.Any(p => p.Class == c.Id && p.Plan is not null) ? 20 : 0)
            + (plan.Courses.Any(course => course.Class == c.Id && course.Teacher == busiest && course.Group is null) ? 30 : 0)
            + (plan.Courses.Any(course => course.Class == c.Id && course.Teacher == shown.Lead) ? 4 : 0)
            + (2 * plan.Pupils.Count(p => p.Class == c.Id && families.Contains(p.Id)));
        return [.. plan.Classes.GroupBy(c => c.Level).OrderBy(g => g.Key).Select(g => g.OrderByDescending(Worth).ThenBy(c => c.Letter, StringComparer.Ordinal).First())];
    }

    /// <summary>The lessons that a teacher would have with one class of each level, the busiest.</summary>
    private static IEnumerable<PlannedCourse> Best(SchoolPlan plan, StaffId teacher)
    {
        var levels = plan.Classes.ToDictionary(c => c.Id, c => c.Level);
        return plan.Courses.Where(c => c.Teacher == teacher && c.Group is null).GroupBy(c => c.Class).GroupBy(c => levels[c.Key]).SelectMany(level => level.MaxBy(c => c.Sum(x => x.Hours))!);
    }

    /// <summary>These classes, whoever learns in them before the week that is looked at, and whoever teaches or leads them; the office stays whole.</summary>
    private static SchoolPlan Cut(SchoolPlan plan, HashSet<ClassId> classes)
    {
        var from = Monday(plan.Year.From).AddDays(Weeks * DaysOfWeek);
        List<PlannedPupil> pupils =
        [
            .. plan.Pupils.Where(p => classes.Contains(p.Class) && p.From < from).Select(p => p with
            {
                Moves = p.Moves is { } move && move.From < from && classes.Contains(move.To) ? move : null,
                Left = p.Left is { } left && left.From < from ? left : null,
            }),
        ];
        var there = pupils.Select(p => p.Id).ToHashSet();
        List<PlannedCourse> courses = [.. plan.Courses.Where(c => classes.Contains(c.Class))];
        List<PlannedCourse> beside = [.. plan.Extracurricular.Where(c => classes.Contains(c.Class))];
        List<PlannedClass> own = [.. plan.Classes.Where(c => classes.Contains(c.Id))];
        var staff = courses.Concat(beside).Select(c => c.Teacher).Concat(own.Select(c => c.Lead)).ToHashSet();
        var subjects = courses.Concat(beside).Select(c => c.Subject).ToHashSet();
        var rooms = courses.Concat(beside).SelectMany(c => c.Slots).Select(s => s.Room).Concat(own.Select(c => c.Room)).ToHashSet(StringComparer.Ordinal);
        return plan with
        {
            Subjects = [.. plan.Subjects.Where(s => subjects.Contains(s.Id))],
            Rooms = [.. plan.Rooms.Where(r => rooms.Contains(r.Number))],
            Staff = [.. plan.Staff.Where(t => staff.Contains(t.Id) || t.Role is not Role.Teacher)],
            Classes = own,
            Pupils = pupils,
            Guardians = [.. plan.Guardians.Select(g => g with { Wards = [.. g.Wards.Where(w => there.Contains(w.Pupil))] }).Where(g => g.Wards.Count > 0)],
            Groups = [.. plan.Groups.Where(g => g.Classes.All(classes.Contains)).Select(g => g with { Pupils = [.. g.Pupils.Where(there.Contains)] }).Where(g => g.Pupils.Count > 0)],
            Courses = courses,
            Extracurricular = beside,
            Works = [.. plan.Works.Where(w => courses.Exists(c => c.Id == w.Course))],
        };
    }

    private static SchoolPlan Move(SchoolPlan plan, int days, DateOnly today)
    {
        DateOnly Moved(DateOnly day) => day.AddDays(days);
        PersonCard Older(PersonCard card) => card with { Born = card.Born?.AddDays(days) };
        var moved = plan with { Year = Move(plan.Year, days) };
        moved = moved with
        {
            Today = today,
            Name = "Школа № 12 (образец)",
            Staff = [.. plan.Staff.Select(t => t with { Card = Older(t.Card) })],
            Guardians = [.. plan.Guardians.Select(g => g with { Card = Older(g.Card) })],
            Works = [.. plan.Works.Select(w => w with { Date = Moved(w.Date), Before = w.Before is { } before ? (Moved(before.Date), before.Slot) : null })],
            Pupils =
            [
                .. plan.Pupils.Select(p => p with
                {
                    Card = Older(p.Card),
                    From = Moved(p.From),
                    Order = Order(p.Order, days),
                    Moves = p.Moves is { } move ? move with { From = Moved(move.From), Order = Order(move.Order, days)! } : null,
                    Left = p.Left is { } left ? left with { From = Moved(left.From), Order = Order(left.Order, days)! } : null,
                }),
            ],
        };
        return moved.Year.WeekdayOf(today) is >= 1 and <= 5 ? moved : moved with { Year = moved.Year with { Special = new SpecialDay(today, "Учебный день", Fullest(moved)) } };
    }

    /// <summary>The day of the week on which the shown teacher has most to do.</summary>
    private static int Fullest(SchoolPlan plan)
    {
        var teacher = Shown.Of(plan).Teacher.Id;
        return plan.Courses.Where(c => c.Teacher == teacher).SelectMany(c => c.Slots).GroupBy(s => s.Weekday).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key;
    }

    private static PlannedYear Move(PlannedYear year, int days)
    {
        var id = YearId.From(string.Create(CultureInfo.InvariantCulture, $"{year.From.AddDays(days).Year}-{year.To.AddDays(days).Year}"));
        IReadOnlyList<Term> Terms(IReadOnlyList<Term> terms) =>
            [.. terms.Select(t => t with { Id = TermId.From(id.Value + t.Id.Value[year.Year.Value.Length..]), From = t.From.AddDays(days), To = t.To.AddDays(days) })];
        // A moved holiday is not the one of its name any more.
        Holiday Free(Holiday h) => new(h.From == h.To || h.To == h.From.AddDays(1) ? "Неучебный день" : "Каникулы", h.From.AddDays(days), h.To.AddDays(days));
        return year with
        {
            Year = id,
            From = year.From.AddDays(days),
            To = year.To.AddDays(days),
            Quarters = Terms(year.Quarters),
            HalfYears = Terms(year.HalfYears),
            Holidays = [.. year.Holidays.Select(Free)],
            FirstGrade = [.. year.FirstGrade.Select(h => h with { From = h.From.AddDays(days), To = h.To.AddDays(days) })],
            Moved = days,
        };
    }

    private static string? Order(string? order, int days) => order is null ? null : Dates().Replace(order, found =>
        DateOnly.ParseExact(found.Value, "dd.MM.yyyy", CultureInfo.InvariantCulture).AddDays(days).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\d\d\.\d\d\.\d{4}")]
    private static partial Regex Dates();
}
