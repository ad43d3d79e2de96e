using ElJournal.Kernel;
using ElJournal.Store;
using Marten;

namespace ElJournal.Access.Tokens;

/// <summary>Names of the programs behind the accounts of tokens, for histories and registers.</summary>
public sealed class TokenNames(IDocumentStore store, Openings openings)
{
    /// <summary>Accounts of people are absent.</summary>
    public async Task<IReadOnlyDictionary<AccountId, string>> Of(SchoolId school, IReadOnlyCollection<AccountId> accounts, CancellationToken cancel)
    {
        var streams = accounts.Where(account => account.Value.StartsWith("token-", StringComparison.Ordinal)).Select(account => "token/" + account.Value["token-".Length..]).ToArray();
        if (streams.Length == 0) return new Dictionary<AccountId, string>();
        await using var session = store.QuerySession(school.Value);
        var tokens = await session.LoadManyAsync<ApiToken>(cancel, streams);
        var named = await openings.Read(school, tokens.Select(token => token.Name), cancel);
        return tokens.Where(token => named.ContainsKey(token.Name)).ToDictionary(token => token.Key.Account, token => named[token.Name]);
    }
}
