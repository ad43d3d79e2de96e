using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Corrections;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;
using Npgsql;
using Wolverine;
using Wolverine.Marten;

namespace ElJournal.Accounting.Substitutions;

/// <summary>Who decides, and when.</summary>
/// <param name="Author">Account.</param>
public sealed record Decider(string Author, DateTimeOffset Now)
{
    public static Decider Of(Envelope envelope, TimeProvider clock) => new(envelope.Author(), clock.GetUtcNow());
}

/// <summary>What a decision about a lesson is judged by.</summary>
/// <param name="Course">Null: there is no such course.</param>
/// <param name="Lesson">Null: neither the timetable nor a transfer has it.</param>
/// <param name="Beside">What else is at the same time.</param>
public sealed record DecisionFacts(CourseCard? Course, bool InTerm, ScheduledLesson? Lesson, IReadOnlyList<Beside> Beside)
{
    /// <summary>Who is to give it; null where the school has no such person.</summary>
    public StaffCard? Teacher { get; init; }

    public bool SubjectIsKnown { get; init; } = true;

    /// <summary>The lesson's day stands on a closed page.</summary>
    public bool PageIsClosed { get; init; }

    /// <summary>The month that is closed for pay.</summary>
    public string? ClosedMonth { get; init; }

    /// <summary>The time of free decisions is over: the day is past its window, closed, or paid for. Null: it is not, or the school has no regulation.</summary>
    public Outcome? Late { get; init; }

    /// <summary>The permission that lets it in all the same (D-13, Z-9).</summary>
    public Correction? Permit { get; init; }

    /// <summary>Every open permission of the one who decides for this lesson, needed or not: a transfer may need it for its other day.</summary>
    public IReadOnlyList<Correction> Granted { get; init; } = [];

    /// <summary>What was decided, with the permission on every event of it.</summary>
    public (Outcome, Events, PermitUse) Permitted(Guid command, (Outcome Outcome, Events Events) decided)
    {
        var events = Permits.Marked(command, Permit, decided.Events);
        return (decided.Outcome, events, PermitUse.Of(events));
    }

    /// <summary>Reads the day once the month is held: nobody else decides in it until this is saved.</summary>
    public static async Task<(DecisionFacts Facts, Schedule Schedule)> Load(
        LessonId lesson, StaffId? teacher, SubjectId? taught, Decider by, IDocumentSession session, CancellationToken cancel)
    {
        await MonthLock.Hold(session, [lesson.Date], cancel);
        var schedule = await Schedule.Load(session, lesson.Date, lesson.Date, cancel);
        var facts = await Of(lesson, schedule, by, session, cancel);
        return (facts with
        {
            Teacher = teacher is { } t ? schedule.Staff.GetValueOrDefault(t) : null,
            SubjectIsKnown = taught is not { } subject || schedule.Subjects.ContainsKey(subject),
        }, schedule);
    }

    public static async Task<DecisionFacts> Of(LessonId lesson, Schedule schedule, Decider by, IDocumentSession session, CancellationToken cancel)
    {
        var batch = session.CreateBatchQuery();
        var closed = PageLock.IsClosed(lesson, batch);
        var month = batch.Load<PayMonth>(PayMonths.Stream(PayMonths.Of(lesson.Date)));
        var pending = Permits.On(lesson.Stream, batch);
        var rules = batch.Load<CorrectionRules>(Streams.Corrections);
        var school = batch.Load<SchoolCard>(Streams.School(new SchoolId(session.TenantId)));
        await batch.Execute(cancel);
        var today = (await school)?.DayAt(by.Now) ?? DateOnly.FromDateTime(by.Now.UtcDateTime);
        var paid = await month is { Closed: true } standing ? standing.Month : null;
        var (permit, late) = Judge(lesson, (await rules)?.On(today), await closed, paid, today, await pending, by);
        var found = schedule.Find(lesson);
        var course = schedule.At(lesson)?.Course;
        return new DecisionFacts(course, course is not null && schedule.IsInTerm(course, lesson.Date), found, found is null ? [] : schedule.Beside(found))
        {
            PageIsClosed = await closed,
            ClosedMonth = paid,
            Permit = permit,
            Late = late,
            Granted = [.. (await pending).Where(c => c.State is CorrectionState.Granted && c.By == by.Author && by.Now < c.Ends && c.Target.Kind == CorrectionKinds.Substitution)],
        };
    }

    /// <summary>By the regulation of corrections; a school that has none keeps to what is closed.</summary>
    public static (Correction? Permit, Outcome? Late) Judge(
        LessonId lesson, CorrectionRulesSet? rules, bool closed, string? paid, DateOnly today, IReadOnlyList<Correction> pending, Decider by)
    {
        if (rules is null) return (null, null);
        var (permit, late) = Permits.Judge(rules, lesson.Date, closed || paid is not null, today, pending, CorrectionKinds.Substitution, null, by.Author, by.Now);
        return (permit, late?.Refusal!.Kind == Refusals.ClosedNeedsPermit && paid is not null && !closed
            ? Outcome.Refused(Refusals.PayMonthNeedsPermit, DecisionRules.MonthDay(paid), rules.Act, rules.PermitClause) : late);
    }
}

/// <summary>Months of substitutions are decided about one command at a time: no two commands put one teacher in two places, and a closing misses nothing.</summary>
internal static class MonthLock
{
    public static async Task Hold(IDocumentSession session, IEnumerable<DateOnly> days, CancellationToken cancel)
    {
        await session.BeginTransactionAsync(cancel);
        foreach (var month in days.Select(PayMonths.Of).Distinct().Order(StringComparer.Ordinal))
        {
            await using var command = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended('eljournal.paymonth/' || $1 || '/' || $2, 0))");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = session.TenantId });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = month });
            await session.ExecuteAsync(command, cancel);
        }
    }
}

/// <summary>Rules that every decision about a lesson meets.</summary>
internal static class DecisionRules
{
    public static Outcome? Forbid(LessonId lesson, DecisionFacts facts)
    {
        if (facts.Course is null) return Outcome.Refused(Refusals.CourseIsUnknown);
        if (!facts.InTerm) return Outcome.Refused(Refusals.DateIsOutsideTerms, lesson.Date);
        if (facts.Lesson is null) return Outcome.Refused(Refusals.LessonIsNotInTimetable, lesson.Date, lesson.Slot);
        if (ForbidLate(lesson, facts) is { } late) return late;
        return facts.Beside.FirstOrDefault(b => b.Lesson.Shift?.With == lesson) is { } joined
            ? Outcome.Refused(Refusals.LessonHasJoined, joined.Lesson.ClassName) : null;
    }

    /// <summary>What is closed or long past stays as it is, but by a permission.</summary>
    public static Outcome? ForbidLate(LessonId lesson, DecisionFacts facts) => facts.Permit is not null ? null : facts.Late
        ?? (facts.PageIsClosed ? Outcome.Refused(Refusals.PageIsClosed, lesson.Date)
        : facts.ClosedMonth is { } month ? Outcome.Refused(Refusals.PayMonthIsClosed, MonthDay(month)) : null);

    public static Outcome? ForbidReason(string reason) =>
        SubstitutionReasons.All.Contains(reason) ? null : Outcome.Refused(Refusals.SubstitutionReasonIsUnknown, reason);

    /// <summary>Somebody who is not at work that day gives no lesson.</summary>
    public static Outcome? ForbidTeacher(StaffCard? teacher, DateOnly date)
    {
        if (teacher is null) return Outcome.Refused(Refusals.StaffIsUnknown);
        if (date < teacher.From || teacher.Dismissed <= date) return Outcome.Refused(Refusals.StaffIsNotAtWork, date);
        return teacher.IsAway(date) ? Outcome.Refused(Refusals.StaffIsAway, date) : null;
    }

    /// <summary>What comes back needs its hour and its teacher, who may have been given elsewhere since.</summary>
    public static Outcome? ForbidComingBack(DecisionFacts facts) =>
        facts.Lesson!.Planned is { } teacher && facts.Beside.FirstOrDefault(b => b.Lesson.Shift is { Teacher: not null } or { From: not null } && b.Lesson.Occupies(teacher)) is { } elsewhere
            ? Outcome.Refused(Refusals.StaffIsBusy, elsewhere.Lesson.ClassName, elsewhere.Lesson.Lesson.Slot) : ForbidHour(facts);

    /// <summary>Another lesson of the class may have been moved into the hour of one that was not to be given.</summary>
    public static Outcome? ForbidHour(DecisionFacts facts) =>
        facts.Beside.FirstOrDefault(b => b.SharesPupils && !b.Lesson.IsOff && b.Lesson.Shift?.From is not null) is { } taken
            ? Outcome.Refused(Refusals.ClassIsBusy, taken.Lesson.Subject, taken.Lesson.Lesson.Slot) : null;

    /// <summary>What must be taken back before something else can stand on the lesson.</summary>
    public static IEnumerable<object> Clearing(LessonId lesson, LessonShift? shift) => shift switch
    {
        { Cancelled: true } => [new LessonRestored(lesson)],
        { Teacher: { } teacher } => [new SubstituteReleased(lesson, teacher)],
        _ => [],
    };

    public static DateOnly MonthDay(string month) => PayMonths.FirstDay(month)!.Value;
}
