using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;

namespace ElJournal.Accounting.Debts;

/// <summary>Перенести пересдачу по уважительной причине: the attempt is not spent.</summary>
/// <param name="Document">Справка or заявление.</param>
public sealed record PostponeRetake(Guid CommandId, DebtKey Debt, DateOnly Date, string Document) : ICommand
{
    public Need Need => new(Permission.ManageDebts, Streams.Course(Debt.Course));
}

public static class PostponeRetakeHandler
{
    public static Task<DebtFacts?> LoadAsync(
        PostponeRetake command, CourseSetUps setUps, KeptLessons kept, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        DebtFacts.Load(command.Debt, [], setUps, kept, session, clock, cancel);

    public static (Outcome, Appends) Handle(PostponeRetake command, DebtFacts? facts)
    {
        if (DebtRuling.ForbidUnlessAppointed(facts) is { } none) return (none, Appends.None);
        var (key, document, open) = (command.Debt, command.Document.Trim(), facts!.Debt!.Open!);
        if (DebtRuling.ForbidDocument(document) is { } undocumented) return (undocumented, Appends.None);
        if (open.Date == command.Date) return (Outcome.Accepted, Appends.None);
        return DebtRuling.ForbidDay(command.Date, document, facts, facts.Rules.Retakes[Math.Min(open.Attempt, facts.Rules.Retakes.Count) - 1]) is { } off
            ? (off, Appends.None)
            : (Outcome.Accepted, new Appends().To(typeof(AcademicDebt), key.Stream, facts.Version,
                new RetakePostponed(key.Course, key.Term, key.Pupil, open.Attempt, command.Date, document)));
    }
}
