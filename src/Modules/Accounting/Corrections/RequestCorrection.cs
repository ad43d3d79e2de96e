using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Substitutions;
using ElJournal.Accounting.Terms;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;
using Wolverine;
using Wolverine.Marten;

namespace ElJournal.Accounting.Corrections;

/// <summary>Запросить исправление служебной запиской (D-13, Z-9).</summary>
/// <param name="Old">What stands there; null: nothing.</param>
/// <param name="Wanted">What is to stand there; empty: nothing.</param>
/// <param name="Memo">Служебная записка.</param>
public sealed record RequestCorrection(
    Guid CommandId, CorrectionId Correction, CorrectionTarget Target, string? Old, string Wanted, string Reason, Opening Memo) : ICommand, ICarriesOpenings
{
    public Need Need => new(
        Target.Kind == CorrectionKinds.Substitution ? Permission.ManageSubstitutions : Permission.WriteJournal,
        Target.Lesson?.Resource ?? Streams.Course(Target.Course), Target.Lesson?.Date);

    public IEnumerable<Opening> Openings => [Memo];

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Correction.Stream;

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(RequestCorrection)} {Target.Kind} {Target.Place}";
}

/// <summary>What the rules ask about a place that is to be opened.</summary>
/// <param name="Rules">The regulation of today; null where the school has set none.</param>
/// <param name="Entry">Reasons and marks on the day of the place.</param>
/// <param name="Day">Day of the lesson, or last day of the term; null: there is no such place.</param>
/// <param name="Pending">Requests for the same place that wait or are open.</param>
/// <param name="YearIsOver">The last day of study is past, or the annual grades are closed.</param>
public sealed record CorrectionFacts(
    CorrectionRulesSet? Rules, JournalRulesSet? Entry, DateOnly? Day, bool Closed, DateOnly Today, DateTimeOffset Now, IReadOnlyList<Correction> Pending, bool YearIsOver)
{
    /// <summary>What may stand as a grade of the period; null where the place is a lesson's.</summary>
    public IReadOnlyList<string>? Symbols { get; init; }

    /// <summary>By what a grade of a period is corrected; null where the place is a lesson's: then by the rules of entry.</summary>
    public IReadOnlyList<CorrectionReason>? Reasons { get; init; }

    /// <summary>The day that a lesson is to be moved to is late itself.</summary>
    public bool GoesLate { get; init; }

    /// <summary>Without a permission nothing is changed there any more. A grade of a period waits for the closing of its page, not for days.</summary>
    public bool IsLate => Symbols is not null ? Closed : GoesLate || Zones.IsLate(Rules, Day ?? default, Closed, Today);

    /// <param name="to">Where the lesson is to be moved to: late there, it needs the permission as well.</param>
    public static async Task<CorrectionFacts> Load(
        CorrectionTarget target, CourseSetUps setUps, KeptLessons kept, IQuerySession session, TimeProvider clock, CancellationToken cancel, LessonId? to = null)
    {
        if (target.Term is not null) return await OfTerm(target, setUps, kept, session, clock, cancel);
        var batch = session.CreateBatchQuery();
        var annual = batch.Load<TermPage>(TermPages.Stream(target.Course, YearPages.Annual));
        var asked = setUps.Of(target.Course, batch);
        var pending = Permits.On(target.Place, batch);
        var closed = target.Lesson is { } lesson ? PageLock.IsClosed(lesson, batch) : null;
        var month = target is { Kind: CorrectionKinds.Substitution, Lesson.Date: var date } ? batch.Load<PayMonth>(PayMonths.Stream(PayMonths.Of(date))) : null;
        var closedThere = to is not null ? PageLock.IsClosed(to, batch) : null;
        var monthThere = to is not null ? batch.Load<PayMonth>(PayMonths.Stream(PayMonths.Of(to.Date))) : null;
        await batch.Execute(cancel);
        var now = clock.GetUtcNow();
        if (await asked is not { Year: { } year, Roster: { } roster } set) return new CorrectionFacts(null, null, null, false, default, now, [], false);
        var today = set.School?.DayAt(now) ?? default;
        var terms = year.TermsOf(roster.Level);
        var day = target.Lesson is { } given && year.TermOn(given.Date, roster.Level) is not null ? given.Date : (DateOnly?)null;
        return new CorrectionFacts(
            set.CorrectionsOn(today), day is { } on ? set.RulesOn(on) : null, day,
            (closed is not null && await closed) || (month is not null && await month is { Closed: true }), today, now, await pending, (await annual)?.Closed == true || (terms.Count > 0 && today > terms.Max(t => t.To)))
        {
            GoesLate = to is not null && Zones.IsLate(
                set.CorrectionsOn(today), to.Date, await closedThere! || await monthThere! is { Closed: true }, today),
        };
    }

    private static async Task<CorrectionFacts> OfTerm(
        CorrectionTarget target, CourseSetUps setUps, KeptLessons kept, IQuerySession session, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (target is not { Kind: CorrectionKinds.TermGrade, Lesson: null, Pupil: { } pupil, Term: { } term }
            || await TermSources.Load(session, setUps, kept, target.Course, term, now, cancel) is not { } page || page.Page.Pupils.All(p => p.Pupil != pupil))
            return new CorrectionFacts(null, null, null, false, default, now, [], false);
        var isOver = page.Pages.Any(p => p.Term == YearPages.Annual && p.Closed) || page.Today > page.Calendar.TermsOf(page.Level).Max(t => t.To);
        return new CorrectionFacts(
            page.Corrections, page.SetUp.RulesOn(page.To), page.To, page.Standing?.Closed == true, page.Today, now, page.Pending, isOver)
        {
            Symbols = page.Symbols,
            Reasons = page.Ruling?.Rules.Reasons ?? [],
        };
    }
}

public static class RequestCorrectionHandler
{
    public const int LongestMemo = 2000;
    public const int LongestValue = 4000;

    public static Task<CorrectionFacts> LoadAsync(
        RequestCorrection command, CourseSetUps setUps, KeptLessons kept, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        CorrectionFacts.Load(
            command.Target, setUps, kept, session, clock, cancel, command.Target.Kind == CorrectionKinds.Substitution ? ShiftWish.MovedTo(command.Wanted.Trim()) : null);

    public static (Outcome, Events) Handle(
        RequestCorrection command, [WriteAggregate(nameof(RequestCorrection.Stream), Required = false)] Correction? standing,
        CorrectionFacts facts, Envelope envelope) => Decide(command, standing, facts, envelope.Author());

    public static (Outcome, Events) Decide(RequestCorrection command, Correction? standing, CorrectionFacts facts, string author)
    {
        if (standing is not null) return (Outcome.Accepted, []);
        var (target, wanted) = (command.Target, command.Wanted.Trim());
        if (facts.Day is not { } day || facts.Entry is null || !CorrectionKinds.All.Contains(target.Kind)
            || target.Kind == CorrectionKinds.TermGrade != facts.Symbols is not null) return (Outcome.Refused(Refusals.NothingToCorrect), []);
        if (facts.Rules is null) return (Outcome.Refused(Refusals.CorrectionRulesAreMissing), []);
        if (!facts.IsLate) return (Outcome.Refused(Refusals.PermitIsNotNeeded, day), []);
        if (facts.Pending.Any(c => c.By == author && !c.IsOver(facts.Now) && c.Target.Kind == target.Kind && c.Target.Pupil == target.Pupil))
            return (Outcome.Refused(Refusals.CorrectionIsWaiting), []);
        if (wanted == (command.Old ?? "")) return (Outcome.Refused(Refusals.NothingIsWanted), []);
        if (wanted.Length > LongestValue) return (Outcome.Refused(Refusals.WantedIsLong, LongestValue), []);
        if (target.Kind == CorrectionKinds.Cell && !CellValue.TryRead(CorrectionWishes.Cell(wanted).Value, facts.Entry, out _))
            return (Outcome.Refused(Refusals.ValueIsOffScale, wanted, EnterCellsHandler.Scale(facts.Entry)), []);
        if (!CorrectionWishes.IsOne(target.Kind, wanted)) return (Outcome.Refused(Refusals.NothingIsWanted), []);
        if (target.Kind == CorrectionKinds.Substitution && (ShiftWish.MovedTo(wanted) is { } to ? to.Course != target.Course || to == target.Lesson
            : ShiftWish.CombinedWith(wanted) is { } with && with.Date != day)) return (Outcome.Refused(Refusals.TransferGoesNowhere), []);
        if (facts.Symbols is { } symbols && wanted.Length > 0 && !symbols.Contains(wanted))
            return (Outcome.Refused(Refusals.TermGradeIsOffScale, wanted, string.Join(", ", symbols)), []);
        if ((facts.Reasons ?? facts.Entry.Reasons).All(r => r.Code != command.Reason)) return (Outcome.Refused(Refusals.ReasonIsUnknown, command.Reason), []);
        if (command.Memo.Value.Trim().Length is 0 or > LongestMemo) return (Outcome.Refused(Refusals.MemoIsMissing, LongestMemo), []);
        return (Outcome.Accepted, [new CorrectionRequested(command.Correction, target, command.Old, wanted, command.Reason, command.Memo.Sealed)]);
    }
}
