using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Ознакомиться с локальным актом самому (D-4): the owner of the account signs for oneself.</summary>
/// <param name="Edition">The version that was read; named so because a member "Version" would be taken for that of the stream.</param>
public sealed record SignAct(Guid CommandId, ActId Act, int Edition, AccountId Account, DateOnly On) : ICommand
{
    public Need Need => new(Permission.OwnAccount, $"account/{Account}");

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Act(Act);
}

/// <summary>Записать ознакомление с локальным актом на бумаге (D-4): signatures on the sheet.</summary>
/// <param name="Edition">The version that was signed.</param>
public sealed record RecordActSignatures(Guid CommandId, ActId Act, int Edition, IReadOnlyList<StaffId> Staff, DateOnly On) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Act(Act);
}

/// <param name="Staff">Null: nobody of the staff stands behind the account.</param>
public sealed record SignActFacts(StaffId? Staff);

/// <param name="Known">Those of the named who are in the staff.</param>
public sealed record RecordActSignaturesFacts(IReadOnlyList<StaffId> Known);

public static class SignActHandler
{
    public static async Task<SignActFacts> LoadAsync(SignAct command, IDocumentSession session, StaffOfAccount staffOf, CancellationToken cancel) =>
        new(await staffOf(SchoolId.From(session.TenantId), command.Account, cancel));

    public static (Outcome, Events) Handle(SignAct command, [WriteAggregate(nameof(SignAct.Stream), Required = false)] LocalActCard? act, SignActFacts facts)
    {
        if (act is null) return (Outcome.Refused(Refusals.ActIsUnknown), []);
        if (facts.Staff is not { } staff) return (Outcome.Refused(Refusals.StaffIsUnknown), []);
        // Somebody reads while a new version is adopted: the signature would be under another text.
        if (command.Edition != act.Newest.Version) return (Outcome.Refused(Refusals.ActHasNewVersion, act.Newest.Version), []);
        return act.SignatureOf(staff, command.Edition) is not null
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [new LocalActAcknowledged(command.Act, command.Edition, staff, command.On, false)]);
    }
}

public static class RecordActSignaturesHandler
{
    public static async Task<RecordActSignaturesFacts> LoadAsync(RecordActSignatures command, IDocumentSession session, CancellationToken cancel) =>
        new([.. (await session.LoadManyAsync<StaffCard>(cancel, [.. command.Staff.Distinct().Select(Streams.Staff)])).Select(s => s.Staff)]);

    public static (Outcome, Events) Handle(
        RecordActSignatures command, [WriteAggregate(nameof(RecordActSignatures.Stream), Required = false)] LocalActCard? act, RecordActSignaturesFacts facts)
    {
        if (act is null) return (Outcome.Refused(Refusals.ActIsUnknown), []);
        if (command.Staff.Count == 0) return (Outcome.Refused(Refusals.NobodyIsTicked), []);
        if (command.Staff.Any(s => !facts.Known.Contains(s))) return (Outcome.Refused(Refusals.StaffIsUnknown), []);
        if (command.Edition != act.Newest.Version) return (Outcome.Refused(Refusals.ActHasNewVersion, act.Newest.Version), []);
        return (Outcome.Accepted,
        [
            .. command.Staff.Distinct().Where(s => act.SignatureOf(s, command.Edition) is null)
                .Select(s => new LocalActAcknowledged(command.Act, command.Edition, s, command.On, true)),
        ]);
    }
}
