using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;

namespace ElJournal.Accounting.Debts;

/// <summary>Записать неявку на пересдачу без уважительной причины: whether the attempt is spent the school's rules say.</summary>
/// <param name="Document">Акт or протокол.</param>
public sealed record RecordMissedRetake(Guid CommandId, DebtKey Debt, string Document) : ICommand
{
    public Need Need => new(Permission.ManageDebts, Streams.Course(Debt.Course));
}

public static class RecordMissedRetakeHandler
{
    public static Task<DebtFacts?> LoadAsync(
        RecordMissedRetake command, CourseSetUps setUps, KeptLessons kept, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        DebtFacts.Load(command.Debt, [], setUps, kept, session, clock, cancel);

    public static (Outcome, Appends) Handle(RecordMissedRetake command, DebtFacts? facts)
    {
        if (DebtRuling.ForbidUnlessAppointed(facts) is { } none) return (none, Appends.None);
        var (key, document, open) = (command.Debt, command.Document.Trim(), facts!.Debt!.Open!);
        if (DebtRuling.ForbidDocument(document) is { } undocumented) return (undocumented, Appends.None);
        return open.Date > facts.Today
            ? (Outcome.Refused(Refusals.RetakeIsToCome, open.Date), Appends.None)
            : (Outcome.Accepted, new Appends().To(typeof(AcademicDebt), key.Stream, facts.Version,
                new RetakeMissed(key.Course, key.Term, key.Pupil, open.Attempt, facts.Rules.MissedCounts, document)));
    }
}
