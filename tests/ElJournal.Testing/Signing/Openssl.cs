using System.Diagnostics;

namespace ElJournal.Testing.Signing;

/// <summary>The <c>openssl</c> of the machine: what signs archives outside the program, and what judges the program's own signatures.</summary>
public static class Openssl
{
    /// <summary>Runs it in a folder; what it says, on both its outputs, is in the answer.</summary>
    public static async Task<(int Code, string Said)> Try(string folder, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    /// <exception cref="InvalidOperationException">It did not do it.</exception>
    public static async Task<string> Run(string folder, params IReadOnlyList<string> arguments)
    {
        var (code, said) = await Try(folder, arguments);
        return code == 0 ? said : throw new InvalidOperationException($"openssl {string.Join(' ', arguments)}: {said}");
    }
}
