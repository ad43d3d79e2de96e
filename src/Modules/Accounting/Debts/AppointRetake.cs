using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;

namespace ElJournal.Accounting.Debts;

/// <summary>Назначить пересдачу (273-ФЗ, ст. 58).</summary>
/// <param name="Form">One of <see cref="RetakeForms"/>.</param>
/// <param name="Examiners">The teacher, or the members of the commission.</param>
/// <param name="Document">Справка о болезни where the day is later than the term; empty: none.</param>
public sealed record AppointRetake(
    Guid CommandId, DebtKey Debt, DateOnly Date, string Form, IReadOnlyList<StaffId> Examiners, string Document = "") : ICommand
{
    public Need Need => new(Permission.ManageDebts, Streams.Course(Debt.Course));
}

public static class AppointRetakeHandler
{
    public static Task<DebtFacts?> LoadAsync(
        AppointRetake command, CourseSetUps setUps, KeptLessons kept, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        DebtFacts.Load(command.Debt, command.Examiners, setUps, kept, session, clock, cancel);

    public static (Outcome, Appends) Handle(AppointRetake command, DebtFacts? facts)
    {
        if (DebtRuling.Forbid(facts) is { } none) return (none, Appends.None);
        var (key, document) = (command.Debt, command.Document.Trim() is { Length: > 0 } given ? given : null);
        if (facts!.Debt?.Open is { } open)
            return open.Date == command.Date && open.Form == command.Form && open.Examiners.SequenceEqual(command.Examiners)
                ? (Outcome.Accepted, Appends.None)
                : (Outcome.Refused(Refusals.RetakeIsAppointed, open.Date), Appends.None);
        if (facts.Next is not { } rule) return (Outcome.Refused(Refusals.RetakesAreSpent), Appends.None);
        if (document?.Length > DebtRuling.LongestDocument) return (Outcome.Refused(Refusals.DocumentIsMissing, DebtRuling.LongestDocument), Appends.None);
        if (DebtRuling.ForbidDay(command.Date, document, facts, rule) is { } off) return (off, Appends.None);
        if (!RetakeForms.All.Contains(command.Form)) return (Outcome.Refused(Refusals.RetakeFormIsUnknown), Appends.None);
        if (command.Examiners.Any(e => !facts.AtWork.Contains(e))) return (Outcome.Refused(Refusals.StaffIsUnknown), Appends.None);
        var fewest = rule.Commission ? facts.Rules.Members : 1;
        return command.Examiners.Distinct().Count() < fewest
            ? (Outcome.Refused(Refusals.ExaminersAreFew, fewest), Appends.None)
            : (Outcome.Accepted, new Appends().To(typeof(AcademicDebt), key.Stream, facts.Version, new RetakeAppointed(
                key.Course, key.Term, key.Pupil, facts.Attempt, command.Date, command.Form, [.. command.Examiners.Distinct()], rule.Commission,
                facts.Debt?.Grade ?? facts.Grade!, document)));
    }
}
