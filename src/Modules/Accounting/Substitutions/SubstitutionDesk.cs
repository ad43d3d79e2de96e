using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;

namespace ElJournal.Accounting.Substitutions;

/// <summary>Утро завуча: who is away, which lessons that touches, and who may give them.</summary>
/// <param name="Away">Absences of now and of the days to come, and of the week past.</param>
/// <param name="Staff">Whom an absence may be recorded of.</param>
/// <param name="Changed">What is decided from today on.</param>
public sealed record MorningPage(
    DateOnly Today, IReadOnlyList<AwayLine> Away, IReadOnlyList<StaffChoice> Staff, IReadOnlyList<ChangedLine> Changed);

/// <param name="Lessons">How many lessons the absence touches.</param>
/// <param name="Open">How many of them nobody has decided about.</param>
public sealed record AwayLine(StaffId Staff, string Name, DateOnly From, DateOnly To, string Cause, int Lessons, int Open);

public sealed record StaffChoice(StaffId Staff, string Name);

/// <summary>A decided lesson.</summary>
/// <param name="What">In words.</param>
public sealed record ChangedLine(LessonId Lesson, string ClassName, string Subject, string? Starts, string? Room, string? Former, string? Giver, string What, LessonShift Shift);

/// <summary>Уроки отсутствующего and what may be done with each.</summary>
/// <param name="Cause">One of <see cref="AbsenceCauses"/>; null where no absence is recorded.</param>
/// <param name="Reason">What the decisions give as their reason, to begin with.</param>
public sealed record CoverPage(
    StaffId Staff, string Name, DateOnly From, DateOnly To, string? Cause, string Reason, IReadOnlyList<CoverLine> Lines, IReadOnlyList<SubjectChoice> Subjects);

public sealed record SubjectChoice(SubjectId Subject, string Name);

/// <param name="Decided">What stands; null while nothing is decided.</param>
/// <param name="Best">The first few of those who may give it.</param>
/// <param name="Others">The rest of those who are free.</param>
public sealed record CoverLine(
    LessonId Lesson, string ClassName, string Subject, string? Starts, string? Room, ChangedLine? Decided, IReadOnlyList<NamedCandidate> Best,
    IReadOnlyList<NamedCandidate> Others, IReadOnlyList<PartnerChoice> Partners);

public sealed record NamedCandidate(Candidate Candidate, string Name);

/// <summary>A lesson to combine with, and who gives it.</summary>
public sealed record PartnerChoice(LessonId Lesson, string ClassName, string Subject, string Teacher);

/// <summary>Лист замен на день.</summary>
public sealed record SheetPage(DateOnly Day, string School, IReadOnlyList<ChangedLine> Lines);

/// <summary>Reads what the deputy decides by. Shows lessons only where the reader may decide about them.</summary>
public sealed class SubstitutionDesk(IDocumentStore store, Openings openings, TimeProvider clock)
{
    /// <summary>How far around today the first page looks.</summary>
    private const int DaysBack = 7;

    private const int DaysAhead = 30;

    /// <summary>A span longer than that is covered in parts.</summary>
    public const int LongestSpan = 31;

    private const int BestShown = 3;

    public async Task<MorningPage> Morning(Actor reader, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        var today = await Today(session, reader.School, cancel);
        var schedule = await Schedule.Load(session, today.AddDays(-DaysBack), today.AddDays(DaysAhead), cancel);
        var names = await ShiftWords.Called(openings, reader.School, [.. schedule.Staff.Values], cancel);
        var lessons = schedule.Lessons.Where(l => May(reader, l.Lesson)).ToList();
        var away =
            from staff in schedule.Staff.Values
            from absence in staff.Absences
            where absence.To >= today.AddDays(-DaysBack) && absence.From <= today.AddDays(DaysAhead)
            let touched = lessons.Where(l => l.Concerns(staff.Staff) && absence.From <= l.Lesson.Date && l.Lesson.Date <= absence.To).ToList()
            orderby absence.To < today, absence.From, names[staff.Staff]
            select new AwayLine(staff.Staff, names[staff.Staff], absence.From, absence.To, absence.Cause, touched.Count, touched.Count(l => l.IsOpenWithout(staff.Staff)));
        var teaching = schedule.Courses.SelectMany(c => c.Teachers).Where(t => !(t.To < today)).Select(t => t.Teacher).ToHashSet();
        return new MorningPage(
            today, [.. away],
            [.. schedule.Staff.Values.Where(s => teaching.Contains(s.Staff) && !(s.Dismissed <= today)).Select(s => new StaffChoice(s.Staff, names[s.Staff]))
                .OrderBy(s => s.Name, StringComparer.CurrentCulture)],
            await Changed(session, reader.School, lessons.Where(l => l.Lesson.Date >= today && l.Shift is not null), names, cancel));
    }

    /// <summary>Null: there is no such person in the school.</summary>
    public async Task<CoverPage?> Cover(Actor reader, StaffId staff, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        var last = to < from ? from : to > from.AddDays(LongestSpan - 1) ? from.AddDays(LongestSpan - 1) : to;
        var schedule = await Schedule.Load(session, from, last, cancel);
        if (!schedule.Staff.TryGetValue(staff, out var card)) return null;
        var names = await ShiftWords.Called(openings, reader.School, [.. schedule.Staff.Values], cancel);
        var touched = schedule.Lessons.Where(l => l.Concerns(staff) && May(reader, l.Lesson)).ToList();
        var decided = (await Changed(session, reader.School, touched.Where(l => !l.IsOpenWithout(staff)), names, cancel)).ToDictionary(l => l.Lesson);
        // Who is proposed first for one lesson stands further back for the next: the load is spread before anybody has chosen.
        var proposed = new Dictionary<StaffId, int>();
        var lines = touched.Select(l => Line(l, schedule, names, decided.GetValueOrDefault(l.Lesson), proposed)).ToList();
        var cause = card.Absences.FirstOrDefault(a => a.From <= last && from <= a.To)?.Cause;
        return new CoverPage(
            staff, names[staff], from, last, cause, ReasonOf(cause), lines,
            [.. schedule.Subjects.Select(s => new SubjectChoice(s.Key, s.Value)).OrderBy(s => s.Name, StringComparer.CurrentCulture)]);
    }

    public async Task<SheetPage> Sheet(Actor reader, DateOnly? day, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        var date = day ?? await Today(session, reader.School, cancel);
        var schedule = await Schedule.Load(session, date, date, cancel);
        var names = await ShiftWords.Called(openings, reader.School, [.. schedule.Staff.Values], cancel);
        return new SheetPage(
            date, (await session.LoadAsync<SchoolCard>(Streams.School(reader.School), cancel))?.Name ?? "",
            await Changed(session, reader.School, schedule.Lessons.Where(l => l.Shift is not null), names, cancel));
    }

    /// <summary>What stands on a lesson, to take it back; null where nothing does.</summary>
    public async Task<LessonShift?> Standing(Actor reader, LessonId lesson, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        return (await session.LoadAsync<ChangedLesson>(lesson.Stream, cancel))?.Shift;
    }

    public static string ReasonOf(string? cause) => cause switch
    {
        AbsenceCauses.Leave => SubstitutionReasons.Leave,
        AbsenceCauses.Courses => SubstitutionReasons.Training,
        AbsenceCauses.Trip => SubstitutionReasons.BusinessTrip,
        AbsenceCauses.Other => SubstitutionReasons.Other,
        _ => SubstitutionReasons.Illness,
    };

    private static bool May(Actor reader, LessonId lesson) => reader.Grants.Allow(Permission.ManageSubstitutions, lesson.Resource, lesson.Date);

    private static CoverLine Line(
        ScheduledLesson lesson, Schedule schedule, IReadOnlyDictionary<StaffId, string> names, ChangedLine? decided, Dictionary<StaffId, int> proposed)
    {
        var free = decided is not null ? [] : Candidates.For(lesson, schedule, proposed).Select(c => new NamedCandidate(c, names[c.Staff])).ToList();
        if (free is [var first, ..]) proposed[first.Candidate.Staff] = proposed.GetValueOrDefault(first.Candidate.Staff) + 1;
        return new CoverLine(
            lesson.Lesson, lesson.ClassName, lesson.Subject, lesson.Starts, lesson.Room, decided, [.. free.Take(BestShown)],
            [.. free.Skip(BestShown).OrderBy(c => c.Name, StringComparer.CurrentCulture)],
            decided is not null ? [] : [.. Candidates.Partners(lesson, schedule).Select(p => new PartnerChoice(p.Lesson, p.ClassName, p.Subject, names[p.Giver!.Value]))]);
    }

    private async Task<IReadOnlyList<ChangedLine>> Changed(
        IQuerySession session, SchoolId school, IEnumerable<ScheduledLesson> lessons, IReadOnlyDictionary<StaffId, string> names, CancellationToken cancel)
    {
        var changed = lessons.Where(l => l.Shift is not null).ToList();
        var words = await ShiftWords.Of(session, openings, school, [.. changed.Select(l => l.Shift!)], cancel);
        return [.. changed.Select(l => new ChangedLine(
            l.Lesson, l.ClassName, l.Subject, l.Starts, l.Room, Name(l.Planned), Name(l.Giver), words.Of(l.Shift!), l.Shift!))];

        string? Name(StaffId? staff) => staff is { } s ? names.GetValueOrDefault(s) : null;
    }

    private async Task<DateOnly> Today(IQuerySession session, SchoolId school, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return (await session.LoadAsync<SchoolCard>(Streams.School(school), cancel))?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime);
    }
}
