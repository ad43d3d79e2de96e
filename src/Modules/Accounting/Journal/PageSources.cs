using System.Globalization;
using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Substitutions;
using ElJournal.Accounting.Terms;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Accounting.Journal;

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

    /// <summary>By what the course is graded at the end of the term; null: the school has no such rules yet.</summary>
    public TermRuling? Ruling { get; init; }

    /// <summary>Освобождённые от предмета; null: nobody ever was.</summary>
    public CourseExemptions? Exemptions { get; init; }

    /// <summary>Names of why a lesson was not held and of kinds outside the timetable; asked for only where there is such a lesson.</summary>
    public LessonLifeSet? Life { get; init; }

    /// <summary>Регламент исправлений of today; null where the school has set none.</summary>
    public CorrectionRulesSet? Corrections { get; init; }

    /// <summary>Says what was decided about the term's lessons; null where nothing was.</summary>
    public ShiftWords? Shifts { get; init; }

    /// <summary>Null: there is no such course or term.</summary>
    public static async Task<PageSources?> Load(
        IQuerySession session, Names names, SchoolId school, CourseId courseId, TermId? termId, DateTimeOffset now, CancellationToken cancel)
    {
        if (await session.LoadAsync<CourseCard>(Streams.Course(courseId), cancel) is not { } course) return null;
        var batch = session.CreateBatchQuery();
        var classesTask = batch.LoadMany<ClassRoster>().ById([.. course.Classes.Select(c => c.Value)]);
        var groupTask = course.Group is { } g ? batch.Load<StudyGroupCard>(Streams.Group(g)) : null;
        var yearTask = batch.Load<YearCalendar>(Streams.Year(course.Year));
        var rulesTask = batch.Load<JournalRules>(Streams.Regulation);
        var gradingTask = batch.Load<GradingRules>(Streams.Grading);
        var tableTask = batch.Load<UnitTimetable>(Streams.Timetable(course.Unit));
        var planTask = batch.Load<CoursePlan>(Streams.Plan(courseId));
        var subjectTask = batch.Load<SubjectCard>(Streams.Subject(course.Subject));
        var correctionsTask = batch.Load<CorrectionRules>(Streams.Corrections);
        var schoolTask = batch.Load<SchoolCard>(Streams.School(school));
        var termsTask = batch.Load<TermGradeRules>(Streams.TermGrading);
        var exemptTask = batch.Load<CourseExemptions>(TermStreams.Exemptions(courseId));
        var pageTask = termId is { } named ? batch.Load<TermPage>(TermPages.Stream(courseId, named)) : null;
        await batch.Execute(cancel);

        var today = (await schoolTask)?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime);
        if (CourseRoster.Of(course, [.. await classesTask], groupTask is null ? null : await groupTask) is not { } roster || await yearTask is not { } year) return null;
        var term = termId is { } id ? year.TermsOf(roster.Level).FirstOrDefault(t => t.Id == id) : year.TermToShow(today, roster.Level);
        if (term is null || GradingRules.Entry((await rulesTask)?.On(term.To), await gradingTask, course.Subject, roster.Level, term.To) is not { } rules) return null;

        var lessons = await LessonsOf(session, courseId, term, cancel);
        var life = lessons.Any(l => l.NotHeld is not null || l.Extra is not null) ? await session.LoadAsync<LessonLifeRules>(Streams.LessonLife, cancel) : null;
        var (pupils, plans) = await names.PupilsWithPlans(session, school, roster.Pupils.Select(p => p.Pupil), today < term.From ? term.From : today > term.To ? term.To : today, cancel);
        var comments = await CommentsOf(names, school, lessons, cancel);
        var teacher = (course.TeacherOn(today) ?? course.TeacherOn(term.From)) is { } t ? await names.Staff(session, school, t.Teacher, cancel) : null;
        return new PageSources(
            course, roster, (await subjectTask)?.Name ?? "", year, term, rules, await tableTask,
            [.. ((await planTask)?.Items ?? []).SelectMany(item => Enumerable.Repeat(item, Math.Max(1, item.Hours)))],
            lessons.ToDictionary(l => l.Key), pupils, teacher, today)
        {
            Corrections = (await correctionsTask)?.On(today),
            Marking = (await rulesTask)?.MarkingOn(term.To),
            Plans = plans,
            Comments = comments,
            Standing = await (pageTask ?? session.LoadAsync<TermPage>(TermPages.Stream(courseId, term.Id), cancel)),
            Ruling = (await termsTask)?.On(term.To) is { } ruled
                ? new TermRuling((await gradingTask)?.Of(course.Subject, roster.Level, term.To), ruled, roster.Level, course.Hours)
                : null,
            Exemptions = await exemptTask,
            Life = life?.On(term.To),
            Shifts = await names.Shifts(session, school, [.. lessons.Select(l => l.Shift).OfType<LessonShift>()], cancel),
        };
    }

    /// <summary>Asked for only where a comment stands.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, string>> CommentsOf(Names names, SchoolId school, IEnumerable<Lesson> lessons, CancellationToken cancel)
    {
        var said = lessons.SelectMany(l => l.Cells.Values).Select(c => c.Comment).Where(c => c is not null).ToList();
        return said.Count == 0 ? NoComments : await names.Notes(school, said, cancel);
    }

    /// <summary>Weighted averages of pupils in the term of a lesson: the page's own formula over their cells. Empty without rules or term.</summary>
    public static async Task<IReadOnlyDictionary<PupilId, int?>> AveragesOf(
        IQuerySession session, LessonId lesson, IEnumerable<PupilId> pupils, CancellationToken cancel)
    {
        if (await session.LoadAsync<CourseCard>(Streams.Course(lesson.Course), cancel) is not { } course
            || (await session.LoadAsync<YearCalendar>(Streams.Year(course.Year), cancel))?.TermOn(lesson.Date, course.Level) is not { } term
            || GradingRules.Entry(
                (await session.LoadAsync<JournalRules>(Streams.Regulation, cancel))?.On(term.To), await session.LoadAsync<GradingRules>(Streams.Grading, cancel),
                course.Subject, course.Level, term.To) is not { } rules) return new Dictionary<PupilId, int?>();
        var lessons = await LessonsOf(session, lesson.Course, term, cancel);
        return pupils.Distinct().ToDictionary(
            pupil => pupil,
            pupil => PageBuilder.Average(lessons.SelectMany(l => l.CellOf(pupil).Standing.Select(g => (g, l.WorkType?.Text))), rules));
    }

    internal static Task<IReadOnlyList<Lesson>> LessonsOf(IQuerySession session, CourseId course, Term term, CancellationToken cancel) =>
        session.QueryAsync<Lesson>(
            "where d.tenant_id = ? and d.data ->> 'course' = ? and d.data ->> 'day' between ? and ?",
            cancel, session.TenantId, course.Value, Day(term.From), Day(term.To));

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

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
