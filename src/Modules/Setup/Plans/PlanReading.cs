using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;

namespace ElJournal.Setup.Plans;

/// <summary>КТП курса на странице.</summary>
/// <param name="Name">8 «Б»; 8 «Б», группа 1.</param>
/// <param name="Plan">Null: none yet.</param>
/// <param name="Parallel">Courses of the same subject in other classes of the level.</param>
public sealed record PlanView(
    CourseCard Course, string Name, string Subject, string Teacher, CoursePlan? Plan, PlanSchedule Schedule, IReadOnlyList<PlanState> Parallel,
    IReadOnlyList<PlanVersion> Versions)
{
    /// <summary>Never prints a name: this record may meet a log.</summary>
    public override string ToString() => $"PlanView {Course.Course}";
}

/// <summary>Версия КТП.</summary>
public sealed record PlanVersion(int Version, DateTimeOffset At, IReadOnlyList<PlanItem> Items)
{
    public int Hours => Items.Sum(i => i.Hours);
}

/// <summary>Состояние КТП курса: hours of the plan beside the lessons that the timetable gives.</summary>
/// <param name="Hours">Null: there is no plan.</param>
/// <param name="Lessons">In the whole year; 0 where the course stands in no timetable.</param>
public sealed record PlanState(CourseCard Course, string Name, string Subject, string Teacher, int? Hours, int Lessons, int Version)
{
    /// <summary>Never prints a name: this record may meet a log.</summary>
    public override string ToString() => $"PlanState {Course.Course}";
}

/// <summary>Reads plans with the lessons they are laid on.</summary>
internal sealed class PlanReading(IDocumentStore store, Openings openings, TimeProvider clock)
{
    /// <summary>Every course of the year that runs, or of the next one.</summary>
    public async Task<IReadOnlyList<PlanState>> All(Actor actor, CancellationToken cancel)
    {
        await using var session = store.QuerySession(actor.School.Value);
        var today = await SchoolDay.Today(session, clock, cancel);
        var years = await session.Query<YearCalendar>().ToListAsync(cancel);
        if ((years.FirstOrDefault(y => y.From <= today && today <= y.To) ?? years.MaxBy(y => y.From)) is not { } year) return [];
        var courses = (await session.Query<CourseCard>().ToListAsync(cancel)).Where(c => c.Year == year.Year && !(c.Closed <= today)).ToList();
        return await States(session, actor.School, courses, year, today, cancel);
    }

    private async Task<IReadOnlyList<PlanState>> States(
        IQuerySession session, SchoolId school, IReadOnlyList<CourseCard> courses, YearCalendar year, DateOnly today, CancellationToken cancel)
    {
        var names = await CourseNames.Of(session, courses, cancel);
        var subjects = (await session.LoadManyAsync<SubjectCard>(cancel, [.. courses.Select(c => Streams.Subject(c.Subject)).Distinct()])).ToDictionary(s => s.Subject, s => s.Name);
        var tables = await session.LoadManyAsync<UnitTimetable>(cancel, [.. courses.Select(c => Streams.Timetable(c.Unit)).Distinct()]);
        var levels = courses.GroupBy(c => c.Unit).ToDictionary(g => g.Key, g => g.Max(c => c.Level));
        var lessons = tables.Where(t => levels.ContainsKey(t.Unit)).SelectMany(t => PlanSchedule.CountsOf(t, levels[t.Unit], year)).ToDictionary();
        var plans = (await session.LoadManyAsync<CoursePlan>(cancel, [.. courses.Select(c => Streams.Plan(c.Course))])).ToDictionary(p => p.Course);
        var teachers = await Teachers(session, school, courses, year, today, cancel);
        return [.. courses.Select(c => new PlanState(
                c, names.GetValueOrDefault(c.Course, c.Unit), subjects.GetValueOrDefault(c.Subject, c.Subject.Value), teachers.GetValueOrDefault(c.Course, ""),
                plans.GetValueOrDefault(c.Course)?.Items.Sum(i => i.Hours), lessons.GetValueOrDefault(c.Course), plans.GetValueOrDefault(c.Course)?.Version ?? 0))
            .OrderBy(s => s.Course.Level).ThenBy(s => s.Name, StringComparer.CurrentCulture).ThenBy(s => s.Subject, StringComparer.CurrentCulture)];
    }

    /// <summary>Null: there is no such course.</summary>
    public async Task<PlanView?> Of(Actor actor, CourseId id, CancellationToken cancel)
    {
        await using var session = store.QuerySession(actor.School.Value);
        if (await session.LoadAsync<CourseCard>(Streams.Course(id), cancel) is not { } course
            || await session.LoadAsync<YearCalendar>(Streams.Year(course.Year), cancel) is not { } year) return null;
        var today = await SchoolDay.Today(session, clock, cancel);
        var all = (await session.Query<CourseCard>().ToListAsync(cancel)).Where(c => c.Year == course.Year && c.Subject == course.Subject && c.Layer == course.Layer && c.Closed is null).ToList();
        var states = await States(session, actor.School, [.. all.Where(c => c.Course != id).Prepend(course)], year, today, cancel);
        var own = states.First(s => s.Course.Course == id);
        var plan = await session.LoadAsync<CoursePlan>(Streams.Plan(id), cancel);
        var lessons = PlanSchedule.LessonsOf(id, course.Level, await session.LoadAsync<UnitTimetable>(Streams.Timetable(course.Unit), cancel), year);
        var versions = (await session.Events.FetchStreamAsync(Streams.Plan(id), token: cancel)).Where(e => e.Data is PlanImported)
            .Select(e => new PlanVersion(((PlanImported)e.Data).Version, e.Timestamp, ((PlanImported)e.Data).Items)).OrderByDescending(v => v.Version).ToList();
        return new PlanView(
            course, own.Name, own.Subject, own.Teacher, plan, PlanSchedule.Of(plan?.Items ?? [], lessons, date => year.TermOn(date, course.Level)),
            [.. states.Where(s => s.Course.Course != id && s.Course.Level == course.Level)], versions);
    }

    private async Task<Dictionary<CourseId, string>> Teachers(
        IQuerySession session, SchoolId school, IReadOnlyList<CourseCard> courses, YearCalendar year, DateOnly today, CancellationToken cancel)
    {
        var day = today < year.From ? year.From : today > year.To ? year.To : today;
        var teaching = courses.Select(c => (c.Course, Teacher: c.TeacherOn(day)?.Teacher)).Where(c => c.Teacher is not null).ToDictionary(c => c.Course, c => c.Teacher!.Value);
        var cards = (await session.LoadManyAsync<StaffCard>(cancel, [.. teaching.Values.Distinct().Select(Streams.Staff)])).ToDictionary(s => s.Staff);
        var names = await openings.Read<PersonCard>(school, cards.Values.Select(c => c.Card), cancel);
        return teaching.Where(t => cards.ContainsKey(t.Value) && names.ContainsKey(cards[t.Value].Card)).ToDictionary(t => t.Key, t => names[cards[t.Value].Card].ShortName);
    }
}
