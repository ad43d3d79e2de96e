using ElJournal.Accounting;
using ElJournal.Control.Pages;
using ElJournal.Control.Reading;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;
using Marten.Linq.MatchesSql;

namespace ElJournal.Control.Works;

/// <summary>Reads the schedule of the year that runs, and the results of one work from the journal's own events.</summary>
public sealed class WorkReading(IDocumentStore store, ControlNames names, Openings openings, TimeProvider clock)
{
    /// <returns>Null where no school year is open.</returns>
    public async Task<WorkBook?> Read(Actor actor, CancellationToken cancel)
    {
        await using var session = store.QuerySession(actor.School.Value);
        var today = await ControlFrame.Today(session, clock.GetUtcNow(), cancel);
        var years = await session.Query<YearCalendar>().ToListAsync(cancel);
        var year = years.FirstOrDefault(y => y.From <= today && today <= y.To) ?? years.Where(y => y.From > today).MinBy(y => y.From) ?? years.MaxBy(y => y.From);
        if (year is null) return null;
        var facts = await WorkFacts.Of(year, session, clock, cancel);
        var mine = facts.Courses.Values.Where(c => actor.Grants.AllowEver(Permission.ReadControl, Streams.Course(c.Course))).ToList();
        var own = mine.Select(c => c.Course).ToHashSet();
        var ofYear = $$"""{"year":"{{year.Year}}"}""";
        var off = await session.Query<ControlWork>().Where(w => w.Cancelled && w.MatchesSql("d.data @> ?::jsonb", ofYear)).ToListAsync(cancel);
        var classes = await session.Query<ClassRoster>().Where(c => c.MatchesSql("d.data @> ?::jsonb", ofYear)).ToListAsync(cancel);
        var shown = mine.SelectMany(c => c.Classes).Select(c => c.Value).ToHashSet();
        var subjects = await session.Query<SubjectCard>().ToListAsync(cancel);
        return new WorkBook(
            new WorkJudge(facts), [.. facts.Works.Where(w => own.Contains(w.Course)).OrderBy(w => w.Place(), WorkPlace.InOrder)], [.. off.Where(w => own.Contains(w.Course))],
            [.. classes.Where(c => shown.Contains(c.Id)).OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture)],
            subjects.ToDictionary(s => s.Subject), await CourseNames.Of(session, mine, cancel),
            await names.Staff(session, mine.SelectMany(c => c.Teachers).Select(t => t.Teacher), cancel));
    }

    /// <summary>Темы контрольных работ of the course's КТП, to choose from.</summary>
    public async Task<IReadOnlyList<string>> Topics(Actor actor, CourseId course, CancellationToken cancel)
    {
        await using var session = store.QuerySession(actor.School.Value);
        return [.. (await session.LoadAsync<CoursePlan>(Streams.Plan(course), cancel))?.Items.Where(i => i.Work == PlanWorks.Control).Select(i => i.Topic).Distinct() ?? []];
    }

    /// <summary>Words of the explanations, as far as they are still there.</summary>
    public Task<IReadOnlyDictionary<Guid, string>> Explanations(Actor actor, ControlWork work, CancellationToken cancel) =>
        openings.Read(actor.School, work.Deviations.Select(d => d.Explanation), cancel);

    /// <summary>Итоги работы: what the journal's columns of its lessons say now; where a lesson was given on another day, that of the other.</summary>
    public async Task<WorkResults> Results(Actor actor, ControlWork work, CancellationToken cancel)
    {
        await using var session = store.QuerySession(actor.School.Value);
        var missed = (await session.LoadAsync<JournalRules>(Streams.Regulation, cancel))?.On(work.Date)?.Attendance.Where(a => a.Missed).Select(a => a.Letter).ToHashSet() ?? [];
        var results = new WorkResults();
        for (var slot = work.Slot; slot < work.Slot + work.Lessons; slot++)
        {
            var lesson = new LessonId(work.Course, work.Date, slot);
            var events = await session.Events.FetchStreamAsync(lesson.Stream, token: cancel);
            if (WorkResults.MovedTo(events.Select(e => e.Data)) is { } other)
            {
                results = results with { Moved = other };
                events = await session.Events.FetchStreamAsync(other.Stream, token: cancel);
            }
            results = results.With(events.Select(e => e.Data), missed);
        }
        return results;
    }
}
