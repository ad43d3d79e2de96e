using System.ComponentModel;
using System.Diagnostics;

namespace ElJournal.Postgres;

/// <summary>What a finished program said.</summary>
internal sealed record Answer(int Code, string Output, string Error)
{
    public bool Well => Code == 0;

    /// <summary>The end of what it said, short enough for one message.</summary>
    public string Tail => Shell.Tail(Error.Trim().Length > 0 ? Error : Output);
}

/// <summary>Runs other programs and waits for them.</summary>
internal static class Shell
{
    /// <summary>A program that could not be started answers 127, one that took too long 124.</summary>
    public static async Task<Answer> RunAsync(
        IReadOnlyList<string> command, CancellationToken cancellation, TimeSpan? limit = null, string? input = null,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = Prepare(command);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;

        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            return new Answer(127, "", missing.Message);
        }

        using var _ = process;
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (limit is { } most) clock.CancelAfter(most);
        try
        {
            if (input is not null) await process.StandardInput.WriteAsync(input.AsMemory(), clock.Token);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(clock.Token);
            var error = process.StandardError.ReadToEndAsync(clock.Token);
            await process.WaitForExitAsync(clock.Token);
            return new Answer(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            Kill(process);
            cancellation.ThrowIfCancellationRequested();
            return new Answer(124, "", $"{command[0]}: > {limit?.TotalSeconds:0.#} s");
        }
    }

    /// <summary>English messages, no PostgreSQL variables of the caller, and a folder that every user may stand in.</summary>
    public static ProcessStartInfo Prepare(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            WorkingDirectory = OperatingSystem.IsWindows() ? Environment.SystemDirectory : "/",
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        return start;
    }

    public static string Tail(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Join(" | ", lines.TakeLast(4));
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in between.
        }
    }
}
