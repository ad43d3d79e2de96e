using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;
using Wolverine;
using Wolverine.Marten;

namespace ElJournal.Accounting.Terms;

/// <summary>Принять отметку за период по документу: of who came during the year, or learned at home or in a hospital.</summary>
/// <param name="Source">One of <see cref="BroughtFrom"/>.</param>
/// <param name="Document">Number and date of the paper.</param>
/// <param name="Seen">Version of the grade that the person saw; 0 for none.</param>
public sealed record BringTermGrade(Guid CommandId, CourseId Course, TermId Term, PupilId Pupil, string Grade, string Source, string Document, int Seen) : ICommand
{
    public Need Need => new(Permission.WriteJournal, Streams.Course(Course));

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => TermPages.Stream(Course, Term);

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(BringTermGrade)} {Stream}";
}

public static class BringTermGradeHandler
{
    public static async Task<TermFacts> LoadAsync(
        BringTermGrade command, CourseSetUps setUps, KeptLessons kept, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        TermFacts.Of(await TermSources.Load(session, setUps, kept, command.Course, command.Term, clock.GetUtcNow(), cancel));

    public static (Outcome, Events, PermitUse) Handle(
        BringTermGrade command, [WriteAggregate(nameof(BringTermGrade.Stream), Required = false)] TermPage? page, TermFacts facts, Envelope envelope)
    {
        var (outcome, events) = Decide(command, page, facts, envelope.Author());
        return (outcome, events, PermitUse.Of(events));
    }

    public static (Outcome, Events) Decide(BringTermGrade command, TermPage? page, TermFacts facts, string author)
    {
        if (TermRules.ForbidEver(facts) is { } forbidden) return (forbidden, []);
        var (permit, late) = TermRules.Judge(page, facts, command.Pupil, author);
        if (late is not null) return (late, []);
        if (!facts.Proposals.ContainsKey(command.Pupil)) return (Outcome.Refused(Refusals.PupilIsNotOnPage), []);
        if (TermRules.Read(command.Grade, facts) is not { } grade)
            return (Outcome.Refused(Refusals.TermGradeIsOffScale, command.Grade, string.Join(", ", facts.Symbols)), []);
        var document = command.Document.Trim();
        if (document.Length is 0 or > ReopenPageHandler.LongestDocument) return (Outcome.Refused(Refusals.DocumentIsMissing, ReopenPageHandler.LongestDocument), []);
        if (!BroughtFrom.All.Contains(command.Source)) return (Outcome.Refused(Refusals.SourceIsUnknown, command.Source), []);
        var standing = page?.MarkOf(command.Pupil);
        if (standing?.Grade == grade && standing.Document == document) return (Outcome.Accepted, []);
        if ((standing?.Last.Version ?? 0) != command.Seen) return (Outcome.Changed(Refusals.TermGradeIsChanged, standing!, standing!.Grade ?? "—"), []);
        return (Outcome.Accepted, Permits.Marked(command.CommandId, permit, [new TermGradeBrought(command.Course, command.Term, command.Pupil, grade, command.Source, document)]));
    }
}

/// <summary>Освободить обучающегося от предмета по приказу; both days inclusive.</summary>
public sealed record ExemptPupil(Guid CommandId, CourseId Course, PupilId Pupil, DateOnly From, DateOnly? To, string Order) : ICommand
{
    public Need Need => new(Permission.ManageContingent);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => TermStreams.Exemptions(Course);

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(ExemptPupil)} {Stream}";
}

public static class ExemptPupilHandler
{
    public static CourseQuestion Load(ExemptPupil command, CourseSetUps setUps) => new(command.Course, setUps);

    public static (Outcome, Events) Handle(
        ExemptPupil command, [WriteAggregate(nameof(ExemptPupil.Stream), Required = false)] CourseExemptions? standing, CourseSetUp? set)
    {
        if (set?.Roster is not { } roster) return (Outcome.Refused(Refusals.CourseIsUnknown), []);
        if (roster.On(command.Pupil, command.From) is null) return (Outcome.Refused(Refusals.PupilIsNotInClass, command.From), []);
        if (command.To < command.From) return (Outcome.Refused(Refusals.ExemptionIsBackwards), []);
        var order = command.Order.Trim();
        if (order.Length is 0 or > ReopenPageHandler.LongestDocument) return (Outcome.Refused(Refusals.DocumentIsMissing, ReopenPageHandler.LongestDocument), []);
        var exemption = new Exemption(command.Pupil, command.From, command.To, order);
        return standing?.All.Contains(exemption) == true
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [new PupilExempted(command.Course, command.Pupil, command.From, command.To, order)]);
    }
}
