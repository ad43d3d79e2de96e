using System.Globalization;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Accounting.Classes;

/// <summary>Класс in the list of the school.</summary>
public sealed record ClassLine(ClassId Class, string Name, int Pupils, string? Lead);

/// <summary>Класс: its pupils and, as far as the reader may open them, its journals.</summary>
public sealed record ClassView(ClassId Class, string Name, string? Lead, IReadOnlyList<ClassPupil> Pupils, IReadOnlyList<ClassJournal> Journals);

/// <param name="Came">Set for one who came after the year began.</param>
/// <param name="Left">Set for one who has left the class.</param>
/// <param name="Plan">Kind of the individual plan of today: one of <see cref="PlanKinds"/>.</param>
public sealed record ClassPupil(PupilId Pupil, string Name, DateOnly? Came, DateOnly? Left, string? Plan = null);

/// <summary>A journal of the class in the term of today.</summary>
/// <param name="Held">Lessons of the timetable up to yesterday.</param>
/// <param name="Gaps">How many of them have no topic.</param>
public sealed record ClassJournal(CourseId Course, TermId Term, string Subject, string? Teacher, int Held, int Gaps);

/// <summary>Reads the classes of the school (D-10.3).</summary>
public sealed class ClassRegister(IDocumentStore store, Names names, TimeProvider clock)
{
    /// <summary>The classes of the running year, lowest first.</summary>
    public async Task<IReadOnlyList<ClassLine>> All(Actor reader, CancellationToken cancel = default)
    {
        await using var session = store.QuerySession(reader.School.Value);
        var today = await Today(session, reader.School, cancel);
        var years = await session.Query<YearCalendar>().ToListAsync(cancel);
        var year = years.LastOrDefault(y => y.From <= today && today <= y.To) ?? years.MaxBy(y => y.From);
        var lines = new List<ClassLine>();
        foreach (var c in (await session.Query<ClassRoster>().ToListAsync(cancel)).Where(c => c.Year == year?.Year)
            .OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture))
        {
            lines.Add(new ClassLine(
                new ClassId(c.Id), c.Name, c.Pupils.Count(p => p.From <= today && !(today >= p.Left)), await Lead(session, reader.School, c, today, cancel)));
        }
        return lines;
    }

    /// <summary>The classes that the reader leads: what the right to report a loss in them says.</summary>
    public static IReadOnlyList<ClassId> Led(Actor reader) =>
        [.. reader.Grants.All.Where(g => g.Permission == Permission.ReportLoss && g.Scope.StartsWith("class/", StringComparison.Ordinal))
            .Select(g => new ClassId(g.Scope["class/".Length..])).Distinct()];

    /// <summary>Null: there is no such class.</summary>
    public async Task<ClassView?> Of(Actor reader, ClassId schoolClass, CancellationToken cancel = default)
    {
        await using var session = store.QuerySession(reader.School.Value);
        if (await session.LoadAsync<ClassRoster>(schoolClass.Value, cancel) is not { } roster
            || await session.LoadAsync<YearCalendar>(Streams.Year(roster.Year), cancel) is not { } year) return null;
        var today = await Today(session, reader.School, cancel);
        var called = await names.Pupils(session, reader.School, roster.Pupils.Select(p => p.Pupil), cancel);
        var plans = (await session.LoadManyAsync<PupilCard>(cancel, [.. roster.Pupils.Select(p => Streams.Pupil(p.Pupil)).Distinct()]))
            .ToDictionary(c => c.Pupil, c => c.PlanOn(today)?.Kind);
        var pupils = roster.Pupils.GroupBy(p => p.Pupil).Select(g => g.Last())
            .Select(p => new ClassPupil(p.Pupil, called.GetValueOrDefault(p.Pupil, "—"), p.From > year.From ? p.From : null, p.Left, plans.GetValueOrDefault(p.Pupil)))
            .OrderBy(p => p.Name, StringComparer.CurrentCulture).ToList();
        return new ClassView(
            schoolClass, roster.Name, await Lead(session, reader.School, roster, today, cancel), pupils,
            await Journals(session, reader, roster, year, today, cancel));
    }

    private async Task<IReadOnlyList<ClassJournal>> Journals(
        IQuerySession session, Actor reader, ClassRoster roster, YearCalendar year, DateOnly today, CancellationToken cancel)
    {
        var term = year.TermToShow(today, roster.Level);
        if (term is null) return [];
        var courses = (await session.QueryAsync<CourseCard>("where d.tenant_id = ? and d.data -> 'classes' @> to_jsonb(?::text)", cancel, session.TenantId, roster.Id))
            .Where(c => reader.Grants.AllowEver(Permission.ReadJournal, Streams.Course(c.Course))).ToList();
        if (courses.Count == 0) return [];
        var tables = await session.LoadManyAsync<UnitTimetable>(cancel, courses.Select(c => Streams.Timetable(c.Unit)).Distinct().ToArray());
        var subjects = (await session.LoadManyAsync<SubjectCard>(cancel, courses.Select(c => Streams.Subject(c.Subject)).Distinct().ToArray()))
            .ToDictionary(s => s.Subject, s => s.Name);
        var topics = (await session.QueryAsync<Lesson>(
                "where d.tenant_id = ? and d.data ->> 'course' = any(?) and d.data ->> 'day' between ? and ?", cancel, session.TenantId,
                courses.Select(c => c.Course.Value).ToArray(), Day(term.From), Day(term.To)))
            .Where(l => l.Topic is not null || l.Shift?.IsOff == true).Select(l => l.Key).ToHashSet();
        var last = today.AddDays(-1) < term.To ? today.AddDays(-1) : term.To;
        var held = Enumerable.Range(0, Math.Max(0, last.DayNumber - term.From.DayNumber + 1)).Select(term.From.AddDays)
            .SelectMany(day => tables.SelectMany(t => t.On(day, roster.Level, year)).Select(s => new LessonId(s.Course, day, s.Slot))).ToLookup(l => l.Course);
        var journals = new List<ClassJournal>();
        foreach (var course in courses)
        {
            var teacher = course.TeacherOn(today) is { } assigned ? await names.Staff(session, reader.School, assigned.Teacher, cancel) : null;
            journals.Add(new ClassJournal(
                course.Course, term.Id, subjects.GetValueOrDefault(course.Subject, ""), teacher,
                held[course.Course].Count(l => course.IsTaughtOn(l.Date)), held[course.Course].Count(l => course.IsTaughtOn(l.Date) && !topics.Contains(l))));
        }
        return [.. journals.OrderBy(j => j.Subject, StringComparer.CurrentCulture)];
    }

    private async Task<string?> Lead(IQuerySession session, SchoolId school, ClassRoster roster, DateOnly today, CancellationToken cancel) =>
        roster.LeadOn(today) is { } lead ? await names.Staff(session, school, lead.Teacher, cancel) : null;

    private async Task<DateOnly> Today(IQuerySession session, SchoolId school, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return (await session.LoadAsync<SchoolCard>(Streams.School(school), cancel))?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime);
    }

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
