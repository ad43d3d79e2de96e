using System.Text.Json;
using ElJournal.Access.Accounts;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Marten.Linq.MatchesSql;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace ElJournal.Access.Tokens;

/// <summary>The program of a request, checked against the database at this very request.</summary>
public sealed record TokenBearer(TokenId Token, SchoolId School, DateOnly Today, Grants Grants)
{
    /// <summary>
    /// An account of its own; the role is the administrator's, who answers for it, and gives it no right: its grants are its own.
    /// The token's id stands as the session.
    /// </summary>
    public Actor Actor => new(Token.Account, Role.Administrator, School, Channel.Api, Token.Value, Grants);
}

/// <summary>What became of a token that was shown.</summary>
/// <param name="RetryAfter">Seconds until it may come again; null when it does not come too often.</param>
public sealed record TokenEntry(TokenBearer? Bearer, int? RetryAfter = null);

/// <summary>Checks a program's token and counts its requests in the database, for all nodes together.</summary>
public sealed class TokenDoor(NpgsqlDataSource database, IDocumentStore store, TimeProvider clock, IConfiguration configuration)
{
    /// <summary>Setting: how many requests a minute a token may make.</summary>
    public const string Setting = "ElJournal:TokenRequestsPerMinute";

    /// <summary>When a token was last used, and how often in that minute.</summary>
    public const string Ddl = $"""
        create schema if not exists {AccessModule.Schema};
        create table if not exists {AccessModule.Schema}.token_use (
            tenant_id text not null,
            token text not null,
            minute timestamptz not null,
            requests int not null,
            last timestamptz not null,
            primary key (tenant_id, token));
        """;

    private const int Usual = 600;

    public async Task<TokenEntry> Open(string text, CancellationToken cancel)
    {
        if (TokenText.Hash(text) is not { } hash || await Find(hash, cancel) is not (var school, var id)) return new TokenEntry(null);
        await using var session = store.QuerySession(school.Value);
        var today = await AccountFacts.TodayAt(session, clock, cancel);
        if (await session.LoadAsync<ApiToken>(id.Stream, cancel) is not { } token || !token.IsHonoured(today)) return new TokenEntry(null);

        var now = clock.GetUtcNow();
        if (await Count(school, id, now, cancel) > (configuration.GetValue<int?>(Setting) ?? Usual)) return new TokenEntry(null, 60 - now.Second);
        return new TokenEntry(new TokenBearer(id, school, today, token.Grants(await CoursesOf(token, session, cancel))));
    }

    /// <summary>When each token of the school was last used.</summary>
    public async Task<IReadOnlyDictionary<TokenId, DateTimeOffset>> LastUses(SchoolId school, CancellationToken cancel)
    {
        await using var command = database.CreateCommand($"select token, last from {AccessModule.Schema}.token_use where tenant_id = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = school.Value });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new Dictionary<TokenId, DateTimeOffset>();
        while (await reader.ReadAsync(cancel)) found[new TokenId(reader.GetString(0))] = reader.GetFieldValue<DateTimeOffset>(1);
        return found;
    }

    /// <summary>The school is not said by the program: it is the one the token was made in.</summary>
    private async Task<(SchoolId School, TokenId Token)?> Find(string hash, CancellationToken cancel)
    {
        await using var command = database.CreateCommand($"select tenant_id, data ->> 'token' from {AccessModule.Schema}.mt_doc_tokensecret where id = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = hash });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? (SchoolId.From(reader.GetString(0)), new TokenId(reader.GetString(1))) : null;
    }

    private async Task<int> Count(SchoolId school, TokenId token, DateTimeOffset now, CancellationToken cancel)
    {
        await using var command = database.CreateCommand($"""
            insert into {AccessModule.Schema}.token_use as used (tenant_id, token, minute, requests, last) values ($1, $2, date_trunc('minute', $3), 1, $3)
            on conflict (tenant_id, token) do update set
                requests = case when used.minute = excluded.minute then used.requests + 1 else 1 end, minute = excluded.minute, last = excluded.last
            returning requests
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = school.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = token.Value });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now.ToUniversalTime() });
        return (int)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static async Task<IReadOnlyList<CourseCard>> CoursesOf(ApiToken token, IQuerySession session, CancellationToken cancel)
    {
        var wanted = token.Classes.Select(c => JsonSerializer.Serialize(new { classes = new[] { c.Value } })).ToArray();
        return wanted.Length == 0 ? [] : await session.Query<CourseCard>().Where(course => course.MatchesSql("d.data @> any(?::jsonb[])", new object[] { wanted })).ToListAsync(cancel);
    }
}
