using System.Security.Cryptography;
using System.Text.Json;
using ElJournal.Kernel;
using ElJournal.Store;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace ElJournal.Setup.Imports.Uploads;

/// <summary>
/// Files between choosing and loading: in a table of their own, outside the events, closed by Data Protection, one person's alone, gone after
/// a day. And what was said about the columns of a source, which has no personal data and stays.
/// </summary>
internal sealed class ImportUploads(NpgsqlDataSource database, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Of one person: the oldest gives way.</summary>
    private const int MostOfPerson = 5;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private readonly IDataProtector closing = protection.CreateProtector("ElJournal.Imports");

    public static SchemaPart Part { get; } = new("imports", """
        create schema if not exists imports;
        create table if not exists imports.upload (
            tenant_id text not null, id uuid not null, account text not null, kind text not null, name text not null, content bytea not null,
            settings text not null, problem text, started timestamptz, until timestamptz not null, primary key (tenant_id, id));
        comment on table imports.upload is 'Files that wait to be loaded, closed; each is gone after a day or with its load';
        create table if not exists imports.source (
            tenant_id text not null, kind text not null, fingerprint text not null, columns text not null, primary key (tenant_id, kind, fingerprint));
        comment on table imports.source is 'Which heading of a known source means which column';

        """, []);

    public async Task<Guid> Add(SchoolId school, AccountId account, string kind, string name, byte[] content, CancellationToken cancel)
    {
        var id = Guid.NewGuid();
        await using var command = database.CreateCommand("""
            with old as (delete from imports.upload where until < $6 or (tenant_id = $1 and account = $3 and id in (
                select id from imports.upload where tenant_id = $1 and account = $3 order by until desc offset $8)))
            insert into imports.upload (tenant_id, id, account, kind, name, content, settings, until) values ($1, $2, $3, $4, $5, $7, $10, $9)
            """);
        var now = clock.GetUtcNow();
        foreach (var value in (object[])[school.Value, id, account.Value, kind, Closed(name), now, closing.Protect(content), MostOfPerson - 1, now + Lifetime, Closed("{}")])
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(cancel);
        return id;
    }

    /// <summary>Null when it is not there, is somebody else's, or its day is over.</summary>
    public async Task<ImportUpload?> Find(SchoolId school, AccountId account, Guid id, CancellationToken cancel)
    {
        await using var command = Command(
            "select kind, name, content, settings, problem, started from imports.upload where tenant_id = $1 and account = $2 and id = $3 and until > $4",
            school.Value, account.Value, id, clock.GetUtcNow());
        await using var reader = await command.ExecuteReaderAsync(cancel);
        if (!await reader.ReadAsync(cancel)) return null;
        try
        {
            return new ImportUpload(
                id, account, reader.GetString(0), closing.Unprotect(reader.GetString(1)), closing.Unprotect(reader.GetFieldValue<byte[]>(2)),
                JsonSerializer.Deserialize<ImportSettings>(closing.Unprotect(reader.GetString(3)))!, reader.IsDBNull(4) ? null : closing.Unprotect(reader.GetString(4)),
                reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5));
        }
        catch (CryptographicException)
        {
            // The keys have been changed meanwhile: the file cannot be read by anybody.
            return null;
        }
    }

    /// <summary>The person's files that wait, newest first.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Kind, string Name)>> Waiting(SchoolId school, AccountId account, CancellationToken cancel)
    {
        var found = new List<(Guid, string, string)>();
        // A day has passed for some: what nobody loaded is gone whoever comes next.
        await Execute("delete from imports.upload where until < $1", cancel, clock.GetUtcNow());
        await using var command = Command(
            "select id, kind, name from imports.upload where tenant_id = $1 and account = $2 and until > $3 order by until desc", school.Value, account.Value, clock.GetUtcNow());
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            try
            {
                found.Add((reader.GetGuid(0), reader.GetString(1), closing.Unprotect(reader.GetString(2))));
            }
            catch (CryptographicException)
            {
            }
        }
        return found;
    }

    public Task Say(SchoolId school, Guid id, ImportSettings settings, CancellationToken cancel) =>
        Execute("update imports.upload set settings = $3, problem = null where tenant_id = $1 and id = $2", cancel, school.Value, id, Closed(JsonSerializer.Serialize(settings)));

    /// <summary>Answers false when the file is being loaded already.</summary>
    public async Task<bool> Begin(SchoolId school, Guid id, DateTimeOffset stale, CancellationToken cancel)
    {
        await using var command = Command(
            "update imports.upload set started = $3, problem = null where tenant_id = $1 and id = $2 and (started is null or started < $4)",
            school.Value, id, clock.GetUtcNow(), stale);
        return await command.ExecuteNonQueryAsync(cancel) == 1;
    }

    public Task Fail(SchoolId school, Guid id, string problem) =>
        Execute("update imports.upload set started = null, problem = $3 where tenant_id = $1 and id = $2", CancellationToken.None, school.Value, id, closing.Protect(problem));

    public Task Drop(SchoolId school, AccountId account, Guid id) =>
        Execute("delete from imports.upload where tenant_id = $1 and account = $2 and id = $3", CancellationToken.None, school.Value, account.Value, id);

    /// <summary>What was said of headings like these the last time.</summary>
    public async Task<ColumnChoice?> Remembered(SchoolId school, string kind, string fingerprint, CancellationToken cancel)
    {
        await using var command = Command("select columns from imports.source where tenant_id = $1 and kind = $2 and fingerprint = $3", school.Value, kind, fingerprint);
        return await command.ExecuteScalarAsync(cancel) is string text ? new ColumnChoice(fingerprint, JsonSerializer.Deserialize<Dictionary<string, int>>(text)!) : null;
    }

    public Task Remember(SchoolId school, string kind, ColumnChoice choice, CancellationToken cancel) => Execute(
        """
        insert into imports.source (tenant_id, kind, fingerprint, columns) values ($1, $2, $3, $4)
        on conflict (tenant_id, kind, fingerprint) do update set columns = excluded.columns
        """, cancel, school.Value, kind, choice.Fingerprint, JsonSerializer.Serialize(choice.Places));

    private string Closed(string text) => closing.Protect(text);

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    private async Task Execute(string sql, CancellationToken cancel, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
