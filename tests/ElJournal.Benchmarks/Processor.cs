using System.Globalization;
using Npgsql;

namespace ElJournal.Benchmarks;

/// <summary>
/// Processor time of this program and of the database server under it, in milliseconds: of all the server's processes, also of those that
/// have ended. Who asks over HTTP runs in this program too, so that each figure holds a little more than the program's own.
/// </summary>
internal sealed class Processor
{
    /// <summary>The kernel counts in hundredths of a second.</summary>
    private const double Tick = 10;

    private readonly int _server;

    private Processor(int server) => _server = server;

    public static async Task<Processor> Beside(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var ask = source.CreateCommand("select pg_backend_pid()");
        var backend = (int)(await ask.ExecuteScalarAsync())!;
        if (!File.Exists($"/proc/{backend}/comm") || !File.ReadAllText($"/proc/{backend}/comm").StartsWith("postgres", StringComparison.Ordinal))
            throw new InvalidOperationException("The database server runs where its processor time cannot be read; ELJ_PG=local starts one here.");
        return new Processor(Stat(backend)!.Value.Parent);
    }

    public async Task<Cost> Of(int times, Func<int, Task> work)
    {
        var (ours, theirs) = (Environment.CpuUsage.TotalTime, Server());
        for (var i = 0; i < times; i++) await work(i);
        return new Cost((Environment.CpuUsage.TotalTime - ours).TotalMilliseconds / times, (Server() - theirs) / times);
    }

    private double Server()
    {
        var own = Stat(_server) ?? throw new InvalidOperationException("The database server is gone.");
        return own.Used + own.OfEnded + Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process) ? Stat(process) : null)
            .Sum(stat => stat is { } s && s.Parent == _server ? s.Used : 0);
    }

    private static (int Parent, double Used, double OfEnded)? Stat(int process)
    {
        try
        {
            // The name in brackets may hold spaces; the numbers follow it.
            var text = File.ReadAllText($"/proc/{process}/stat");
            var parts = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            double Ticks(int first) => (long.Parse(parts[first], CultureInfo.InvariantCulture) + long.Parse(parts[first + 1], CultureInfo.InvariantCulture)) * Tick;
            return (int.Parse(parts[1], CultureInfo.InvariantCulture), Ticks(11), Ticks(13));
        }
        catch (IOException)
        {
            return null;
        }
    }
}

/// <summary>Milliseconds of processor time for one request.</summary>
internal sealed record Cost(double Program, double Database)
{
    public double Whole => Program + Database;

    public override string ToString() => FormattableString.Invariant($"{Whole:0.0} мс процессора ({Program:0.0} + {Database:0.0} в базе)");
}
