using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Substitutions;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Accounting.Journal;

/// <summary>Where a page is read from: the set-up of its course, its lessons and the names on it.</summary>
public sealed record PageReading(CourseSetUps SetUps, KeptLessons Lessons, Names Names);

/// <summary>All that a journal page is built from, read in a few round trips. Lessons may be as they stand or as they stood.</summary>
/// <param name="Plan">Topics of the КТП by lesson hour, in order.</param>
public sealed record PageSources(
    CourseCard Course, CourseRoster Roster, string Subject, YearCalendar Year, Term Term, JournalRulesSet Rules, UnitTimetable? Timetable,
    IReadOnlyList<PlanItem> Plan, IReadOnlyDictionary<LessonId, Lesson> Lessons, IReadOnlyDictionary<PupilId, string> PupilNames,
    string? Teacher, DateOnly Today)
{
    private static readonly Dictionary<PupilId, string> NoPlans = [];
    private static readonly Dictionary<Guid, string> NoComments = [];

    /// <summary>Порядок выставления отметок; null: none is approved.</summary>
    public MarkingRulesSet? Marking { get; init; }

    /// <summary>Who learns by a plan of his own today: a code of <see cref="PlanKinds"/>.</summary>
    public IReadOnlyDictionary<PupilId, string> Plans { get; init; } = NoPlans;

    /// <summary>Words of the comments that stand, by opening.</summary>
    public IReadOnlyDictionary<Guid, string> Comments { get; init; } = NoComments;

    /// <summary>Отметки за период and whether the page is closed; null: nothing of both yet.</summary>
    public TermPage? Standing { get; init; }

    /// <summary>Регламент исправлений of today; null where the school has set none.</summary>
    public CorrectionRulesSet? Corrections { get; init; }

    /// <summary>Says what was decided about the term's lessons; null where nothing was.</summary>
    public ShiftWords? Shifts { get; init; }

    /// <summary>Null: there is no such course or term.</summary>
    public static async Task<PageSources?> Load(
        IQuerySession session, PageReading reading, SchoolId school, CourseId courseId, TermId? termId, DateTimeOffset now, CancellationToken cancel)
    {
        var names = reading.Names;
        var batch = session.CreateBatchQuery();
        var setUpTask = reading.SetUps.Of(courseId, batch);
        var planTask = batch.Load<CoursePlan>(Streams.Plan(courseId));
        var pagesTask = batch.Query<TermPage>().Where(p => p.Course == courseId.Value).ToList();
        await batch.Execute(cancel);
        if (await setUpTask is not { Roster: { } roster, Year: { } year, Course: var course } setUp) return null;

        var today = setUp.School?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime);
        var term = termId is { } id ? year.TermsOf(roster.Level).FirstOrDefault(t => t.Id == id) : year.TermToShow(today, roster.Level);
        if (term is null || setUp.RulesOn(term.To) is not { } rules) return null;

        batch = session.CreateBatchQuery();
        var lessonsTask = reading.Lessons.Of(courseId, term.From, term.To, batch);
        var subjectTask = batch.Load<SubjectCard>(Streams.Subject(course.Subject));
        await batch.Execute(cancel);
        var lessons = await lessonsTask;
        var (pupils, plans) = await names.PupilsWithPlans(session, school, roster.Pupils.Select(p => p.Pupil), today < term.From ? term.From : today > term.To ? term.To : today, cancel);
        var comments = await CommentsOf(names, school, lessons, cancel);
        var teacher = (course.TeacherOn(today) ?? course.TeacherOn(term.From)) is { } t ? await names.Staff(session, school, t.Teacher, cancel) : null;
        return new PageSources(
            course, roster, (await subjectTask)?.Name ?? "", year, term, rules, setUp.Timetable,
            [.. ((await planTask)?.Items ?? []).SelectMany(item => Enumerable.Repeat(item, Math.Max(1, item.Hours)))],
            lessons.ToDictionary(l => l.Key), pupils, teacher, today)
        {
            Corrections = setUp.CorrectionsOn(today),
            Marking = setUp.Rules?.MarkingOn(term.To),
            Plans = plans,
            Comments = comments,
            Standing = (await pagesTask).FirstOrDefault(p => p.Term == term.Id),
            Shifts = await names.Shifts(session, school, [.. lessons.Select(l => l.Shift).OfType<LessonShift>()], cancel),
        };
    }

    /// <summary>Asked for only where a comment stands.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, string>> CommentsOf(Names names, SchoolId school, IEnumerable<Lesson> lessons, CancellationToken cancel)
    {
        var said = lessons.SelectMany(l => l.Cells.Values).Select(c => c.Comment).Where(c => c is not null).ToList();
        return said.Count == 0 ? NoComments : await names.Notes(school, said, cancel);
    }

    /// <summary>Weighted averages of pupils over the lessons of a term: the page's own formula over their cells.</summary>
    public static IReadOnlyDictionary<PupilId, int?> AveragesOf(IReadOnlyList<Lesson> lessons, JournalRulesSet rules, IEnumerable<PupilId> pupils) => pupils.Distinct().ToDictionary(
        pupil => pupil,
        pupil => PageBuilder.Average(lessons.SelectMany(l => l.CellOf(pupil).Standing.Select(g => (g, l.WorkType?.Text))), rules));

    /// <summary>The lessons of the term: what the timetable has and what is recorded, with their place in the year for the КТП.</summary>
    public IEnumerable<(LessonId Lesson, int Ordinal)> Columns()
    {
        var ordinal = 0;
        for (var day = Year.From; day <= Term.To; day = day.AddDays(1))
        {
            if (Year.TermOn(day, Roster.Level) is null) continue;
            var slots = (Timetable?.On(day, Roster.Level, Year) ?? []).Where(s => s.Course == Course.Course && Course.IsTaughtOn(day)).Select(s => s.Slot)
                .Union(Lessons.Values.Where(l => l.Key.Date == day && l.Stands).Select(l => l.Key.Slot)).Order();
            foreach (var slot in slots)
            {
                var id = new LessonId(Course.Course, day, slot);
                // What is not given, or given in another subject, takes no hour of the КТП.
                var counts = Lessons.GetValueOrDefault(id)?.Shift?.Counts ?? true;
                if (counts) ordinal++;
                if (day >= Term.From) yield return (id, ordinal);
            }
        }
    }
}
