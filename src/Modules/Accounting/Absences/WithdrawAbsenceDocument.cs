using ElJournal.Accounting.Corrections;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using Marten;
using Wolverine;

namespace ElJournal.Accounting.Absences;

/// <summary>Снять документ: the absences that stand by it are what they were before, unless somebody has changed them since.</summary>
/// <param name="Class">The class whose teacher acts.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record WithdrawAbsenceDocument(Guid CommandId, AbsenceDocumentId Document, ClassId Class, Opening Reason) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.ManageAbsences, Streams.Class(Class));

    public IEnumerable<Opening> Openings => [Reason];

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(WithdrawAbsenceDocument)} {Document}";
}

public static class WithdrawAbsenceDocumentHandler
{
    public const int LongestReason = 300;

    public static async Task<AbsenceFacts?> LoadAsync(WithdrawAbsenceDocument command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        await session.LoadAsync<AbsenceDocument>(command.Document.Stream, cancel) is { } document
            ? await AbsenceFacts.Load(command.Class, document.Pupil, document.From, document.Until, session, clock, cancel) : null;

    public static (Outcome, Appends, PermitUse) Handle(WithdrawAbsenceDocument command, AbsenceFacts? facts, Envelope envelope) =>
        Decide(command, facts, envelope.Author());

    public static (Outcome, Appends, PermitUse) Decide(WithdrawAbsenceDocument command, AbsenceFacts? facts, string author)
    {
        var nothing = PermitUse.Of([]);
        var document = facts?.Find(command.Document);
        if (AbsenceChecks.Forbid(document, facts) is { } forbidden) return (forbidden, Appends.None, nothing);
        if (command.Reason.Value.Trim().Length is 0 or > LongestReason) return (Outcome.Refused(Refusals.WithdrawalLacksReason, LongestReason), Appends.None, nothing);
        var lessons = new Explaining(command.CommandId, author, facts!).GiveBack(document!, null);
        if (lessons.Left.Count > 0) return (AbsenceChecks.Closed(lessons.Left), Appends.None, nothing);
        var appends = new Appends().To(typeof(AbsenceDocument), document!.Id, 1, new AbsenceDocumentWithdrawn(document.Key, document.Pupil, command.Reason.Sealed, null));
        return (Outcome.Accepted, lessons.To(appends), lessons.Permits);
    }
}
