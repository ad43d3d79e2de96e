using System.Globalization;
using ElJournal.Access.Accounts;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Access.People;

/// <summary>Завершить сеансы другого: at once, on every node. One's own end on the page of the own account.</summary>
/// <param name="Session">Which; null for all.</param>
public sealed record EndSessions(Guid CommandId, AccountId Account, string? Session = null) : ICommand
{
    public Need Need => new(Permission.ManageAccounts);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => AccountStream.Of(Account);
}

/// <param name="Open">Sessions that have not ended, of those asked for.</param>
public sealed record EndSessionsFacts(DateTimeOffset Now, IReadOnlyList<string> Open);

public static class EndSessionsHandler
{
    private const int Most = 500;

    public static async Task<EndSessionsFacts> LoadAsync(EndSessions command, IDocumentSession session, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var all = await Sessions.Of(session, command.Account, Most, cancel);
        return new EndSessionsFacts(now, [.. all
            .Where(s => s.Ended is null && s.Expires > now && (command.Session is null || s.Id == command.Session)).Select(s => s.Id)]);
    }

    public static (Outcome, Events, IMartenOp) Handle(
        EndSessions command, [WriteAggregate(nameof(EndSessions.Stream), Required = false)] Account? account, EndSessionsFacts facts) =>
        account is null ? (Outcome.Refused(Refusals.AccountIsUnknown), [], MartenOps.Nothing())
        : facts.Open.Count == 0 ? (Outcome.Accepted, [], MartenOps.Nothing())
        : (Outcome.Accepted, [new SessionsEnded(command.Account, facts.Open.Count)], new End(facts.Open, facts.Now));

    /// <summary>Touches one field of each: a request that marks the session as seen at this moment does not bring it back.</summary>
    private sealed record End(IReadOnlyList<string> Ids, DateTimeOffset Now) : IMartenOp
    {
        public void Execute(IDocumentSession session) => session.QueueSqlCommand(
            $"update {AccessModule.Schema}.mt_doc_session set data = jsonb_set(data, array['ended'], to_jsonb(?::text)) where tenant_id = ? and id = any(?)",
            Now.ToString("O", CultureInfo.InvariantCulture), session.TenantId, Ids.ToArray());
    }
}
