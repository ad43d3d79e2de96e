using System.Diagnostics;
using System.Globalization;

namespace ElJournal.Postgres;

/// <summary>What <c>postmaster.pid</c> in a data folder says; PostgreSQL writes it line by line.</summary>
internal sealed record PostmasterPid(int Pid, int Port, string SocketFolder, bool IsReady)
{
    public static PostmasterPid? Read(string data)
    {
        try
        {
            var lines = File.ReadAllLines(Path.Combine(data, "postmaster.pid"));
            return int.TryParse(lines[0], CultureInfo.InvariantCulture, out var pid)
                ? new PostmasterPid(
                    pid,
                    lines.Length > 3 && int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port) ? port : 0,
                    lines.Length > 4 ? lines[4].Trim() : "",
                    lines.Length > 7 && lines[7].Trim() == "ready")
                : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>A dead server leaves its file behind, and the number may by now belong to another program.</summary>
    public bool IsAlive
    {
        get
        {
            try
            {
                using var process = Process.GetProcessById(Pid);
                return !process.HasExited && process.ProcessName.StartsWith("postgres", StringComparison.OrdinalIgnoreCase);
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
            {
                return false;
            }
        }
    }
}
