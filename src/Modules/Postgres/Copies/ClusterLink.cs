using System.Globalization;
using Npgsql;

namespace ElJournal.Postgres.Copies;

/// <summary>What a server tells of itself.</summary>
/// <param name="Cluster">PostgreSQL's system identifier: the same for a cluster and its copies.</param>
/// <param name="Bytes">Size of its databases together.</param>
public sealed record ClusterFacts(string Cluster, string Version, long SegmentBytes, long Bytes, DateTimeOffset Now)
{
    public int Major => int.Parse(Version.Split('.')[0], CultureInfo.InvariantCulture);
}

/// <summary>How PostgreSQL's own programs reach the server: by variables, so that no password stands in a list of processes.</summary>
/// <param name="ConnectionString">Of a role that may copy the server: its superuser, or one with REPLICATION.</param>
public sealed record ClusterLink(string ConnectionString)
{
    private readonly NpgsqlConnectionStringBuilder settings = new(ConnectionString) { Pooling = false };

    internal string Database => settings.Database ?? JournalDatabase.Name;

    internal string User => settings.Username ?? "postgres";

    internal IReadOnlyDictionary<string, string> Environment
    {
        get
        {
            var variables = new Dictionary<string, string>
            {
                ["PGHOST"] = settings.Host ?? "localhost",
                ["PGPORT"] = settings.Port.ToString(CultureInfo.InvariantCulture),
                ["PGUSER"] = User,
                ["PGCONNECT_TIMEOUT"] = "15",
                ["PGAPPNAME"] = WalReceiver.Name,
            };
            if (settings.Password is { Length: > 0 } password) variables["PGPASSWORD"] = password;
            if (settings.SslMode is SslMode.Disable or SslMode.Allow or SslMode.Prefer or SslMode.Require)
                variables["PGSSLMODE"] = settings.SslMode.ToString().ToLowerInvariant();
            if (settings.SslMode is SslMode.VerifyCA) variables["PGSSLMODE"] = "verify-ca";
            if (settings.SslMode is SslMode.VerifyFull) variables["PGSSLMODE"] = "verify-full";
            if (settings.RootCertificate is { Length: > 0 } root) variables["PGSSLROOTCERT"] = root;
            return variables;
        }
    }

    public async Task<ClusterFacts> LookAsync(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(
            """
            select (select system_identifier::text from pg_control_system()), pg_size_bytes(current_setting('wal_segment_size')),
                (select sum(pg_database_size(oid))::bigint from pg_database), clock_timestamp()
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new ClusterFacts(
            reader.GetString(0), connection.ServerVersion.Split(' ')[0], reader.GetInt64(1), reader.GetInt64(2), reader.GetFieldValue<DateTimeOffset>(3));
    }

    internal async Task<T> AskAsync<T>(string sql, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(cancellation))!;
    }

    internal async Task DoAsync(string sql, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    internal static async Task<Binaries> ProgramsAsync(int major, CancellationToken cancellation)
    {
        var tried = new List<string>();
        return await Binaries.FindAsync(SearchPlaces.OfThisMachine().Folders, major, tried, cancellation)
            ?? throw new CopyFailed(CopyFault.Programs, $"PostgreSQL {major}; {string.Join("; ", tried)}");
    }

    /// <summary>Never prints the password.</summary>
    public override string ToString() => $"{settings.Host}:{settings.Port}";
}
