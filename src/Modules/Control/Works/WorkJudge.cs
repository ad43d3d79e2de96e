using System.Globalization;
using ElJournal.Setup;
using ElJournal.Setup.Register;

namespace ElJournal.Control.Works;

/// <summary>How a work stands to one limit.</summary>
/// <param name="Found">What it comes to, in the limit's own unit.</param>
/// <param name="With">The other works that it breaks the limit together with.</param>
public sealed record LimitCheck(WorkLimit Limit, string Act, int Found, bool Holds, IReadOnlyList<ControlWorkId> With)
{
    public BrokenLimit Broken() => new(Limit.Limit, Limit.Value, Found, Limit.Clause, Act);
}

/// <summary>
/// Ограничения графика, judged. A work is held against the version in force on its day; what two works break together, by the version of the
/// later day. Works meet where pupils could sit in both: groups of one class in one subject do not, and an individual plan meets nobody.
/// A parallel writes one work on several days, by its classes' timetables, so the days between works are counted for each class.
/// </summary>
/// <param name="facts">Of the classes concerned, or of the whole year.</param>
public sealed class WorkJudge(WorkFacts facts)
{
    private readonly Dictionary<CourseId, int> lessons = [];
    private readonly Dictionary<int, IReadOnlyList<(DateOnly Date, int Weekday, string Week)>> days = [];
    private readonly ILookup<ClassId, CourseCard> beside =
        facts.Courses.Values.SelectMany(c => c.Classes.Select(k => (k, c))).ToLookup(p => p.k, p => p.c);

    public WorkFacts Facts => facts;

    /// <summary>The lessons of a course on a day, by the timetable: their numbers.</summary>
    public IReadOnlyList<int> SlotsOf(CourseId course, DateOnly date) => facts.Courses.TryGetValue(course, out var card) ? SlotsOf(card, date) : [];

    /// <summary>Уроков курса за год by the timetable.</summary>
    public int LessonsOf(CourseId course)
    {
        if (lessons.TryGetValue(course, out var known)) return known;
        if (!facts.Courses.TryGetValue(course, out var card) || !facts.Tables.TryGetValue(card.Unit, out var table)) return 0;
        var own = table.Versions.Select(v => (v.From, Slots: v.Slots.Where(s => s.Course == course).ToList())).ToList();
        return lessons[course] = DaysOf(card.Level).Where(day => card.IsTaughtOn(day.Date)).Sum(day =>
            own.FindLast(v => v.From <= day.Date).Slots?.Count(s => s.Weekday == day.Weekday && (s.Week is null || s.Week == day.Week)) ?? 0);
    }

    /// <summary>How the work would stand to each limit of its day; empty where no rules are in force.</summary>
    /// <param name="others">The works it is held against; it itself is left out.</param>
    /// <param name="changed">The nearest day that the change concerns, where the schedule of that day is approved; null: notice is not asked for.</param>
    public IReadOnlyList<LimitCheck> Check(WorkPlace work, IEnumerable<WorkPlace> others, DateOnly? changed = null)
    {
        if (facts.Courses.GetValueOrDefault(work.Course) is not { } course || facts.Rules?.On(work.Date) is not { } rules) return [];
        var meeting = others.Where(o => o.Work != work.Work && facts.Courses.TryGetValue(o.Course, out var other) && Meet(course, other)).ToList();
        var checks = new List<LimitCheck>();
        foreach (var limit in rules.Limits)
        {
            var check = limit.Limit switch
            {
                WorkLimits.Day => OnDay(limit, rules, work, course, meeting),
                WorkLimits.Apart => Apart(limit, rules, work, course, meeting),
                WorkLimits.Share => Share(limit, rules, work, meeting),
                WorkLimits.Edge => Edge(limit, rules, work, course),
                WorkLimits.Length => new LimitCheck(limit, rules.Act, work.Lessons, work.Lessons <= limit.Value, []),
                WorkLimits.Minutes => Minutes(limit, rules, work, course),
                WorkLimits.Notice => changed is { } day ? Notice(limit, rules, day) : null,
                _ => null,
            };
            if (check is not null) checks.Add(check);
        }
        return checks;
    }

    /// <summary>A work could stand there, and no limit speaks against it.</summary>
    public bool IsFree(WorkPlace place) => WorkChecks.ForbidPlace(this, place) is null
        && Check(place, facts.Works.Select(w => w.Place()), WorkChecks.Changed(facts, place.Date)).All(c => c.Holds);

    /// <summary>Pupils could sit in both courses.</summary>
    public bool Meet(CourseCard one, CourseCard other)
    {
        if (one.Course == other.Course) return true;
        if (IsAlone(one) || IsAlone(other) || !one.Classes.Any(other.Classes.Contains)) return false;
        return one.Group is null || other.Group is null || one.Group == other.Group || one.Subject != other.Subject;
    }

    private bool IsAlone(CourseCard course) => course.Group is { } group && facts.Alone.Contains(group);

    private List<int> SlotsOf(CourseCard course, DateOnly date) => facts.Year is { } year && course.IsTaughtOn(date) && facts.Tables.TryGetValue(course.Unit, out var table)
        ? [.. table.On(date, course.Level, year).Where(s => s.Course == course.Course).Select(s => s.Slot)] : [];

    /// <summary>Works of the groups of a class in one subject, written by halves of it, are one of its day.</summary>
    private LimitCheck OnDay(WorkLimit limit, ControlWorkRulesSet rules, WorkPlace work, CourseCard course, List<WorkPlace> meeting)
    {
        var same = meeting.Where(o => o.Date == work.Date).ToList();
        // A class that has two works is too many for itself, whatever another class of the course has.
        var most = course.Classes.Select(c => Count([.. same.Select(o => facts.Courses[o.Course]).Where(o => o.Classes.Contains(c))])).DefaultIfEmpty(0).Max();
        return new LimitCheck(limit, rules.Act, most + 1, most + 1 <= limit.Value, [.. same.Select(o => o.Work)]);
    }

    /// <summary>So many of them meet one pupil: of the groups in one subject, a pupil sits in one.</summary>
    private static int Count(List<CourseCard> courses) => courses.Count(c => c.Group is null)
        + courses.Where(c => c.Group is not null).GroupBy(c => c.Subject).Sum(split => split.GroupBy(c => c.Group).Max(group => group.Count()));

    private LimitCheck Apart(WorkLimit limit, ControlWorkRulesSet rules, WorkPlace work, CourseCard course, List<WorkPlace> meeting)
    {
        var near = meeting.Where(o => facts.Courses[o.Course].Subject == course.Subject)
            .Select(o => (o.Work, Days: Math.Abs(o.Date.DayNumber - work.Date.DayNumber), Least: o.Date > work.Date ? facts.Rules?.On(o.Date)?.Of(WorkLimits.Apart) ?? limit : limit))
            .OrderBy(o => o.Days).ToList();
        var broken = near.Where(o => o.Days < o.Least.Value).ToList();
        // What the later of the two breaks is told with the limit of its day.
        var told = broken.Count > 0 ? broken[0].Least : limit;
        return new LimitCheck(told, rules.Act, near.Count > 0 ? near[0].Days : int.MaxValue, broken.Count == 0, [.. broken.Select(o => o.Work)]);
    }

    /// <summary>The works of the year up to each; a work that comes in between makes those behind it one more.</summary>
    private LimitCheck Share(WorkLimit limit, ControlWorkRulesSet rules, WorkPlace work, List<WorkPlace> meeting)
    {
        var all = LessonsOf(work.Course);
        var own = meeting.Where(o => o.Course == work.Course).Append(work).Order(WorkPlace.InOrder).ToList();
        var (sum, found, holds, told) = (0, 0, true, limit);
        foreach (var one in own)
        {
            sum += one.Lessons;
            if (WorkPlace.InOrder.Compare(one, work) < 0) continue;
            var most = one.Work == work.Work ? limit : facts.Rules?.On(one.Date)?.Of(WorkLimits.Share) ?? limit;
            found = all == 0 ? 10_000 : (int)Math.Round(sum * 10_000m / all, MidpointRounding.AwayFromZero);
            if ((long)sum * 10_000 <= (long)most.Value * all) continue;
            (holds, told) = (false, most);
            break;
        }
        return new LimitCheck(told, rules.Act, found, holds, holds ? [] : [.. own.Where(o => o.Work != work.Work).Select(o => o.Work)]);
    }

    private LimitCheck Edge(WorkLimit limit, ControlWorkRulesSet rules, WorkPlace work, CourseCard course)
    {
        // Who has one lesson a week has no choice.
        if (course.Hours <= limit.Value || IsAlone(course)) return new LimitCheck(limit, rules.Act, 0, true, []);
        var last = work.Slot + work.Lessons - 1;
        foreach (var schoolClass in course.Classes)
        {
            var day = beside[schoolClass].Where(c => c.Layer == Layers.Core && !IsAlone(c)).SelectMany(c => SlotsOf(c, work.Date)).ToHashSet();
            if (day.Count == 0) continue;
            if (work.Slot <= day.Min()) return new LimitCheck(limit, rules.Act, work.Slot, false, []);
            if (last >= day.Max()) return new LimitCheck(limit, rules.Act, last, false, []);
        }
        return new LimitCheck(limit, rules.Act, 0, true, []);
    }

    private LimitCheck Minutes(WorkLimit limit, ControlWorkRulesSet rules, WorkPlace work, CourseCard course)
    {
        var bells = facts.Year!.BellsOn(work.Date, course.Level, [.. facts.Regimes[course.Classes[0]]]);
        var rung = bells.Where(b => b.Slot >= work.Slot && b.Slot < work.Slot + work.Lessons).ToList();
        // Without bells nobody knows how long a lesson is.
        var minutes = rung.Count == 0 ? limit.Value : rung.Sum(b => (int)(Time(b.Ends) - Time(b.Starts)).TotalMinutes);
        return new LimitCheck(limit, rules.Act, minutes, minutes >= limit.Value, []);
    }

    private LimitCheck Notice(WorkLimit limit, ControlWorkRulesSet rules, DateOnly day)
    {
        var left = day.DayNumber - facts.Today.DayNumber;
        return new LimitCheck(limit, rules.Act, left, left >= limit.Value, []);
    }

    private IReadOnlyList<(DateOnly Date, int Weekday, string Week)> DaysOf(int level)
    {
        if (days.TryGetValue(level, out var known)) return known;
        var found = new List<(DateOnly, int, string)>();
        for (var day = facts.Year!.From; day <= facts.Year.To; day = day.AddDays(1))
            if (facts.Year.WeekdayOn(day, level) is { } weekday) found.Add((day, weekday, facts.Year.WeekOn(day)));
        return days[level] = found;
    }

    private static TimeOnly Time(string bell) => TimeOnly.ParseExact(bell, "HH:mm", CultureInfo.InvariantCulture);
}
