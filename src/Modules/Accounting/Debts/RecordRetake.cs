using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;

namespace ElJournal.Accounting.Debts;

/// <summary>Записать результат пересдачи: a good one ends the debt and, by order, changes the grade of the year, whether its page is closed or not.</summary>
/// <param name="Grade">As typed.</param>
/// <param name="Protocol">Номер протокола.</param>
/// <param name="Held">Дата протокола.</param>
/// <param name="Order">Приказ об изменении отметки; empty while the retake is failed.</param>
public sealed record RecordRetake(Guid CommandId, DebtKey Debt, string Grade, string Protocol, DateOnly Held, string Order) : ICommand
{
    public Need Need => new(Permission.ManageDebts, Streams.Course(Debt.Course));
}

public static class RecordRetakeHandler
{
    public static Task<DebtFacts?> LoadAsync(
        RecordRetake command, CourseSetUps setUps, KeptLessons kept, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        DebtFacts.Load(command.Debt, [], setUps, kept, session, clock, cancel);

    public static (Outcome, Appends) Handle(RecordRetake command, DebtFacts? facts)
    {
        if (DebtRuling.ForbidUnlessAppointed(facts) is { } none) return (none, Appends.None);
        var (key, open, protocol, order) = (command.Debt, facts!.Debt!.Open!, command.Protocol.Trim(), command.Order.Trim());
        if (Read(command.Grade, facts.Symbols) is not { } grade)
            return (Outcome.Refused(Refusals.TermGradeIsOffScale, command.Grade, string.Join(", ", facts.Symbols)), Appends.None);
        if (protocol.Length is 0 or > DebtRuling.LongestProtocol) return (Outcome.Refused(Refusals.ProtocolIsMissing, DebtRuling.LongestProtocol), Appends.None);
        if (command.Held > facts.Today) return (Outcome.Refused(Refusals.ProtocolIsInFuture, command.Held), Appends.None);
        if (command.Held < open.Date) return (Outcome.Refused(Refusals.RetakeIsToCome, open.Date), Appends.None);
        var passed = !facts.Rules.Grades.Contains(grade);
        var appends = new Appends().To(typeof(AcademicDebt), key.Stream, facts.Version,
            new RetakeHeld(key.Course, key.Term, key.Pupil, open.Attempt, grade, passed, protocol, command.Held));
        if (!passed) return (Outcome.Accepted, appends);
        return order.Length is 0 or > DebtRuling.LongestDocument
            ? (Outcome.Refused(Refusals.GradeOrderIsMissing, DebtRuling.LongestDocument), Appends.None)
            : (Outcome.Accepted, appends.To(typeof(TermPage), TermPages.Stream(key.Course, key.Term), facts.PageVersion,
                new TermGradeRetaken(key.Course, key.Term, key.Pupil, grade, facts.Debt.Grade, order, protocol, command.Held)));
    }

    private static string? Read(string typed, IReadOnlyList<string> symbols) =>
        symbols.FirstOrDefault(s => s.Equals(typed.Trim(), StringComparison.OrdinalIgnoreCase) || s.Equals(typed.Trim().TrimEnd('.'), StringComparison.OrdinalIgnoreCase));
}
