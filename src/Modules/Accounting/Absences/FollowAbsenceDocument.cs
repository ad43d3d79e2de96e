using ElJournal.Accounting.Corrections;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using Marten;
using Wolverine;

namespace ElJournal.Accounting.Absences;

/// <summary>
/// Провести документ по оставшимся урокам: those that were on closed pages when it was attached and are open now, or that somebody was
/// entering in that very moment.
/// </summary>
/// <param name="Class">The class whose teacher acts.</param>
public sealed record FollowAbsenceDocument(Guid CommandId, AbsenceDocumentId Document, ClassId Class) : ICommand
{
    public Need Need => new(Permission.ManageAbsences, Streams.Class(Class));
}

public static class FollowAbsenceDocumentHandler
{
    public static async Task<AbsenceFacts?> LoadAsync(FollowAbsenceDocument command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        await session.LoadAsync<AbsenceDocument>(command.Document.Stream, cancel) is { } document
            ? await AbsenceFacts.Load(command.Class, document.Pupil, document.From, document.Until, session, clock, cancel) : null;

    public static (Outcome, Appends, PermitUse) Handle(FollowAbsenceDocument command, AbsenceFacts? facts, Envelope envelope) =>
        Decide(command, facts, envelope.Author());

    public static (Outcome, Appends, PermitUse) Decide(FollowAbsenceDocument command, AbsenceFacts? facts, string author)
    {
        var document = facts?.Find(command.Document);
        if (AbsenceChecks.Forbid(document, facts) is { } forbidden) return (forbidden, Appends.None, PermitUse.Of([]));
        var lessons = new Explaining(command.CommandId, author, facts!).Explain(document!);
        return (Outcome.Accepted, lessons.To(new Appends()), lessons.Permits);
    }
}
