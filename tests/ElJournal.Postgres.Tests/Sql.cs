using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace ElJournal.Postgres.Tests;

internal static class Sql
{
    public static async Task<string?> AskAsync(string connectionString, string statement)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(unpooled.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public static async Task<int> PostmasterAsync(string connectionString) => int.Parse(
        (await AskAsync(connectionString, "select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)"))!, CultureInfo.InvariantCulture);
}

internal static class Postmaster
{
    /// <summary>How long the process still lived, or null when it outlived the limit.</summary>
    public static async Task<TimeSpan?> GoneAfterAsync(int pid, TimeSpan limit)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            using var process = Process.GetProcessById(pid);
            using var clock = new CancellationTokenSource(limit);
            await process.WaitForExitAsync(clock.Token);
            return watch.Elapsed;
        }
        catch (ArgumentException)
        {
            return watch.Elapsed;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public static bool IsAlive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public static void Kill(int pid)
    {
        using var process = Process.GetProcessById(pid);
        process.Kill();
        process.WaitForExit();
    }
}
