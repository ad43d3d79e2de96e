using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;

namespace ElJournal.Setup.People;

/// <summary>Reads the staff for its pages (Z-5.5); names come from openings at the last moment.</summary>
internal sealed class StaffReading(IDocumentStore store, Openings openings, TimeProvider clock)
{
    public async Task<IReadOnlyList<StaffLine>> List(SchoolId school, bool dismissed, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var now = await SchoolNow.Load(session, school, clock, cancel);
        var cards = (await session.Query<StaffCard>().ToListAsync(cancel)).Where(s => s.Dismissed <= now.Today == dismissed).ToList();
        var people = await openings.Read<PersonCard>(school, cards.Select(c => c.Card), cancel);
        var hours = (await session.Query<CourseCard>().ToListAsync(cancel)).Where(c => c.Year == now.Year?.Year && !(c.Closed <= now.Day) && c.TeacherOn(now.Day) is not null)
            .GroupBy(c => c.TeacherOn(now.Day)!.Teacher).ToDictionary(g => g.Key, g => g.Sum(c => c.Hours));
        return
        [
            .. cards.Select(c => new StaffLine(
                c, people.TryGetValue(c.Card, out var person) ? PupilReading.Full(person) : UiTexts.All["erased"],
                [.. c.PositionsOn(now.Today).Select(p => p.Name)], hours.GetValueOrDefault(c.Staff), c.IsAway(now.Today))).OrderBy(l => l.Name, StringComparer.CurrentCulture),
        ];
    }

    public async Task<DateOnly> Day(SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        return (await SchoolNow.Load(session, school, clock, cancel)).Day;
    }

    /// <summary>Null: there is no such member of staff.</summary>
    public async Task<StaffView?> Of(SchoolId school, StaffId id, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        if (await session.LoadAsync<StaffCard>(Streams.Staff(id), cancel) is not { } staff) return null;
        var now = await SchoolNow.Load(session, school, clock, cancel);
        var person = (await openings.Read<PersonCard>(school, [staff.Card], cancel)).GetValueOrDefault(staff.Card);
        var subjects = (await session.Query<SubjectCard>().ToListAsync(cancel)).OrderBy(s => s.Name, StringComparer.CurrentCulture).ToList();
        var taught = (await session.Query<CourseCard>().ToListAsync(cancel))
            .Where(c => c.Year == now.Year?.Year && !(c.Closed <= now.Day) && c.Teachers.Any(t => t.Teacher == id && !(now.Day > t.To) && IsLast(c, t))).ToList();
        var names = await CourseNames.Of(session, taught, cancel);
        var courses = taught.Select(c => ($"{subjects.Find(s => s.Subject == c.Subject)?.Name ?? "—"}, {names[c.Course]}", c.Hours)).OrderBy(c => c.Item1, StringComparer.CurrentCulture).ToList();
        return new StaffView(
            staff, person, person is null ? UiTexts.All["erased"] : PupilReading.Full(person),
            new StaffDuties(courses, [.. now.Classes.Where(c => c.LeadOn(now.Day)?.Teacher == id).Select(c => c.Name)], [.. staff.Supervisions.Where(s => !(now.Day > s.To))]),
            subjects, now.Year, now.Day, now.Today);
    }

    /// <summary>Nobody has come after: an open assignment ends with the next one.</summary>
    private static bool IsLast(CourseCard course, Assignment assignment) => assignment.Second || course.Teachers.Last(t => !t.Second) == assignment || assignment.To is not null;
}
