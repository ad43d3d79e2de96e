using ElJournal.Accounting;
using ElJournal.Control.Rounds;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using JasperFx.Events;
using Marten;

namespace ElJournal.Control.Remarks;

/// <summary>What the rules of remarks ask for beside the remark itself.</summary>
/// <param name="SetUp">Null: there is no such course.</param>
/// <param name="Events">Of the lesson, in order; none where the remark is about the page, or nothing was entered yet.</param>
/// <param name="Exempt">Who is exempt from the subject on the lesson's day.</param>
/// <param name="Today">The school's day.</param>
/// <param name="Open">Remarks that are open on the same place.</param>
public sealed record RemarkFacts(
    CourseSetUp? SetUp, IReadOnlyList<IEvent> Events, IReadOnlyCollection<PupilId> Exempt, DateOnly Today, IReadOnlyList<Remark> Open)
{
    /// <summary>The round in which a remark is to be made; null: there is no such round, or none was named.</summary>
    public Round? Round { get; init; }

    public int Seen => Events.Count == 0 ? 0 : (int)Events[^1].Version;

    public static async Task<RemarkFacts> Load(
        RemarkTarget target, CourseSetUps setUps, IQuerySession session, TimeProvider clock, CancellationToken cancel, RoundId? round = null)
    {
        var (place, now) = (target.Place, clock.GetUtcNow());
        var batch = session.CreateBatchQuery();
        var setUpTask = setUps.Of(target.Course, batch);
        var openTask = batch.Query<Remark>().Where(r => r.Pending == place).ToList();
        var lessonTask = target.Lesson is null ? null : batch.Events.FetchStream(place);
        var exemptTask = target.Lesson is null ? null : batch.Events.FetchStream(TermStreams.Exemptions(target.Course));
        var roundTask = round is { } within ? batch.Load<Round>(within.Stream) : null;
        await batch.Execute(cancel);
        var setUp = await setUpTask;
        return new RemarkFacts(
            setUp, lessonTask is null ? [] : await lessonTask,
            exemptTask is null || target.Lesson is not { } lesson ? [] : Exempted(await exemptTask, lesson.Date),
            setUp?.School?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime), await openTask)
        { Round = roundTask is null ? null : await roundTask };
    }

    public Judgement Judge(RemarkTarget target, string lack, int since) => LackJudge.Of(target, lack, since, Events, RollOf(target));

    /// <summary>Who gives the lesson, or signs for the page.</summary>
    public StaffId? TeacherOf(RemarkTarget target) =>
        LessonState.Of(Events.Select(e => e.Data)).Substitute ?? SetUp?.Course.TeacherOn(target.Lesson?.Date ?? Today)?.Teacher;

    /// <summary>The lesson has been opened, or stands in the timetable.</summary>
    public bool HasLesson(LessonId lesson) => Events.Count > 0 || SetUp?.InTimetable(lesson.Date, lesson.Slot) == true;

    private Roll? RollOf(RemarkTarget target) => target.Lesson is not { } lesson || SetUp?.Roster is not { } roster ? null : new Roll(
        [.. roster.Pupils.Where(p => p.From <= lesson.Date && !(lesson.Date >= p.Left)).Select(p => p.Pupil).Except(Exempt)],
        [.. SetUp.RulesOn(lesson.Date)?.Attendance.Where(code => code.Missed).Select(code => code.Letter) ?? []]);

    /// <summary>An order of the same first day replaces the one before.</summary>
    private static IReadOnlyCollection<PupilId> Exempted(IEnumerable<IEvent> events, DateOnly day) =>
    [
        .. events.Select(e => e.Data).OfType<PupilExempted>().GroupBy(e => (e.Pupil, e.From)).Select(orders => orders.Last())
            .Where(e => e.From <= day && !(day > e.To)).Select(e => e.Pupil).Distinct(),
    ];
}
