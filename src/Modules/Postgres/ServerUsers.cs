using System.Diagnostics;
using System.Globalization;

namespace ElJournal.Postgres;

/// <summary>
/// Who uses a server: each process keeps a file <c>users/{pid}-{n}</c> beside it. The file of a killed process names no
/// living one, and that is how the others know.
/// </summary>
internal static class ServerUsers
{
    private static int _counter;

    /// <summary>Adds this process; the answer is the file to delete when it is done.</summary>
    public static string Announce(string run)
    {
        var mine = Path.Combine(Folder(run), $"{Environment.ProcessId}-{Interlocked.Increment(ref _counter)}");
        File.WriteAllText(mine, "");
        return mine;
    }

    public static bool Any(string run) => Directory.EnumerateFiles(Folder(run)).Any(IsOfLivingProcess);

    public static void ForgetDead(string run)
    {
        foreach (var user in Directory.EnumerateFiles(Folder(run)).Where(user => !IsOfLivingProcess(user)).ToList())
        {
            File.Delete(user);
        }
    }

    private static string Folder(string run) => Directory.CreateDirectory(Path.Combine(run, "users")).FullName;

    private static bool IsOfLivingProcess(string user)
    {
        try
        {
            using var process = Process.GetProcessById(int.Parse(Path.GetFileName(user).Split('-')[0], CultureInfo.InvariantCulture));
            return !process.HasExited;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
