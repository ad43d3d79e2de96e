using System.Diagnostics;
using System.Globalization;

namespace ElJournal.Postgres.Tests;

/// <summary>Another process of this very program that holds a server.</summary>
internal sealed class Holder : IDisposable
{
    private readonly Process _process;

    private Holder(Process process, int postmaster, bool owned)
    {
        _process = process;
        Postmaster = postmaster;
        Owned = owned;
    }

    public int Postmaster { get; }

    public bool Owned { get; }

    public static async Task HoldAsync(string[] what)
    {
        switch (what)
        {
            case ["app", var data]:
                await using (var database = await PostgresForApp.ResolveAsync(new AppDatabaseOptions(data), default))
                {
                    Console.WriteLine($"{await Sql.PostmasterAsync(database.SuperuserConnectionString)} {database.Owned}");
                    await Console.In.ReadToEndAsync();
                }

                break;
            case ["tests"]:
                await using (var server = await PostgresForTests.StartAsync())
                {
                    Console.WriteLine($"{server.PostmasterPid} True");
                    await Console.In.ReadToEndAsync();
                }

                break;
        }
    }

    public static async Task<Holder> StartAsync(params string[] what)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Holder).Assembly.Location, "hold", .. what])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var said = (await process.StandardOutput.ReadLineAsync())?.Split(' ')
            ?? throw new InvalidOperationException("The other process ended before its server was up.");
        return new Holder(process, int.Parse(said[0], CultureInfo.InvariantCulture), bool.Parse(said[1]));
    }

    /// <summary>kill -9: no handler runs, nothing is disposed.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public async Task EndAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }
}
