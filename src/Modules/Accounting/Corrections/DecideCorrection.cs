using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;
using Wolverine;
using Wolverine.Marten;

namespace ElJournal.Accounting.Corrections;

/// <summary>Разрешить исправление: the deputy opens the one place for some hours.</summary>
/// <param name="Target">What was asked for: says on which course the right is needed.</param>
/// <param name="Until">UTC, as <c>2026-11-27T12:30:00Z</c>.</param>
/// <param name="Document">Приказ или протокол педсовета: number and date.</param>
public sealed record GrantCorrection(Guid CommandId, CorrectionId Correction, CorrectionTarget Target, string Until, string? Document) : ICommand
{
    public Need Need => new(Permission.GrantCorrections, Streams.Course(Target.Course));

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Correction.Stream;
}

/// <summary>Отказать в исправлении, with the reason.</summary>
public sealed record RefuseCorrection(Guid CommandId, CorrectionId Correction, CorrectionTarget Target, Opening Reason) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.GrantCorrections, Streams.Course(Target.Course));

    public IEnumerable<Opening> Openings => [Reason];

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Correction.Stream;

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(RefuseCorrection)} {Correction}";
}

/// <summary>Отозвать запрос: only one's own.</summary>
public sealed record WithdrawCorrection(Guid CommandId, CorrectionId Correction, CorrectionTarget Target) : ICommand
{
    public Need Need => new(
        Target.Kind == CorrectionKinds.Substitution ? Permission.ManageSubstitutions : Permission.WriteJournal,
        Target.Lesson?.Resource ?? Streams.Course(Target.Course), Target.Lesson?.Date);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Correction.Stream;
}

/// <summary>Записать, что разрешение истекло: the program does it by itself (<see cref="CorrectionExpiry"/>).</summary>
public sealed record ExpireCorrection(Guid CommandId, CorrectionId Correction) : ICommand
{
    public Need Need => new(Permission.GrantCorrections);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Correction.Stream;

    /// <summary>The program itself, with this one right.</summary>
    internal static Actor Program(SchoolId school) => new(
        new AccountId("program"), Role.Administrator, school, Channel.Program, "program", new Grants([new Grant(Permission.GrantCorrections, Grant.WholeSchool)]));
}

public static class GrantCorrectionHandler
{
    public const int LongestDocument = 200;

    public static Task<CorrectionFacts> LoadAsync(
        GrantCorrection command, CourseSetUps setUps, KeptLessons kept, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        CorrectionFacts.Load(command.Target, setUps, kept, session, clock, cancel);

    public static (Outcome, Events) Handle(
        GrantCorrection command, [WriteAggregate(nameof(GrantCorrection.Stream), Required = false)] Correction? correction, CorrectionFacts facts,
        Envelope envelope) => Decide(command, correction, facts, envelope.Author());

    public static (Outcome, Events) Decide(GrantCorrection command, Correction? correction, CorrectionFacts facts, string author)
    {
        // The right was asked on the course that the command names: it must be the request's own.
        if (correction is null || correction.Target != command.Target) return (Outcome.Refused(Refusals.CorrectionIsUnknown), []);
        if (correction.State is CorrectionState.Granted) return (Outcome.Accepted, []);
        if (correction.State is not CorrectionState.Requested) return (Outcome.Refused(Refusals.CorrectionIsDecided), []);
        // Four eyes: who asks does not grant.
        if (correction.By == author) return (Outcome.Refused(Refusals.OwnRequest), []);
        if (facts.Rules is not { } rules) return (Outcome.Refused(Refusals.CorrectionRulesAreMissing), []);
        if (Correction.Moment(command.Until) is not { } until || until <= facts.Now || until > facts.Now.AddHours(rules.MostGrantHours))
            return (Outcome.Refused(Refusals.GrantIsOff, rules.MostGrantHours, rules.Act, rules.PermitClause), []);
        var document = string.IsNullOrWhiteSpace(command.Document) ? null : command.Document.Trim();
        if (document is null && rules.DocumentAfterYear && facts.YearIsOver) return (Outcome.Refused(Refusals.OrderIsMissing, rules.Act, rules.PermitClause), []);
        if (document is not null && facts.YearIsOver && rules.DocumentAfterYear && !SchoolOrder.IsNamed(document, facts.Today)) return (Outcome.Refused(Refusals.OrderIsUnread), []);
        if (document?.Length > LongestDocument) return (Outcome.Refused(Refusals.DocumentIsMissing, LongestDocument), []);
        return (Outcome.Accepted, [new CorrectionGranted(command.Correction, command.Until, document)]);
    }
}

public static class RefuseCorrectionHandler
{
    public static (Outcome, Events) Handle(
        RefuseCorrection command, [WriteAggregate(nameof(RefuseCorrection.Stream), Required = false)] Correction? correction)
    {
        if (correction is null || correction.Target != command.Target) return (Outcome.Refused(Refusals.CorrectionIsUnknown), []);
        if (correction.State is CorrectionState.Refused) return (Outcome.Accepted, []);
        if (correction.State is not CorrectionState.Requested) return (Outcome.Refused(Refusals.CorrectionIsDecided), []);
        return command.Reason.Value.Trim().Length is 0 or > RequestCorrectionHandler.LongestMemo
            ? (Outcome.Refused(Refusals.RefusalLacksReason, RequestCorrectionHandler.LongestMemo), [])
            : (Outcome.Accepted, [new CorrectionRefused(command.Correction, command.Reason.Sealed)]);
    }
}

public static class WithdrawCorrectionHandler
{
    public static (Outcome, Events) Handle(
        WithdrawCorrection command, [WriteAggregate(nameof(WithdrawCorrection.Stream), Required = false)] Correction? correction, Envelope envelope)
    {
        if (correction is null || correction.Target != command.Target || correction.By != envelope.Author()) return (Outcome.Refused(Refusals.CorrectionIsUnknown), []);
        if (correction.State is CorrectionState.Withdrawn) return (Outcome.Accepted, []);
        return correction.IsPending
            ? (Outcome.Accepted, [new CorrectionWithdrawn(command.Correction)])
            : (Outcome.Refused(Refusals.CorrectionIsDecided), []);
    }
}

public static class ExpireCorrectionHandler
{
    public static DateTimeOffset Load(ExpireCorrection _, TimeProvider clock) => clock.GetUtcNow();

    public static (Outcome, Events) Handle(
        ExpireCorrection command, [WriteAggregate(nameof(ExpireCorrection.Stream), Required = false)] Correction? correction, DateTimeOffset now) =>
        correction?.IsOver(now) == true ? (Outcome.Accepted, [new CorrectionExpired(command.Correction)]) : (Outcome.Accepted, []);
}
