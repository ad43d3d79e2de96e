namespace ElJournal.Postgres;

/// <summary>
/// The user under whom the server runs. PostgreSQL refuses root, so root starts it as <c>postgres</c>, as <c>nobody</c>
/// where that user is absent, or as the owner of a cluster that is there already; anybody else runs it as themselves.
/// </summary>
internal sealed record ServerAccount(string? Uid, string? Gid, string Name)
{
    private static readonly ServerAccount Oneself = new(null, null, Environment.UserName);

    public static async Task<ServerAccount> ForAsync(string? existingData, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess) return Oneself;
        if ((await Shell.RunAsync(["setpriv", "--version"], cancellation)).Code == 127)
        {
            throw new DatabaseUnavailable(Texts.Format("NoSetpriv"), []);
        }

        if (existingData is not null)
        {
            var owner = (await Shell.RunAsync(["stat", "-c", "%u %g %U", existingData], cancellation)).Output.Trim().Split(' ');
            if (owner is [var uid, var gid, var name] && uid != "0") return new ServerAccount(uid, gid, name);
        }

        var users = (await File.ReadAllLinesAsync("/etc/passwd", cancellation)).Select(line => line.Split(':')).ToList();
        var user = users.FirstOrDefault(fields => fields[0] == "postgres") ?? users.FirstOrDefault(fields => fields[0] == "nobody");
        return user is null ? new ServerAccount("65534", "65534", "nobody") : new ServerAccount(user[2], user[3], user[0]);
    }

    public IReadOnlyList<string> Run(params IReadOnlyList<string> command) =>
        Uid is null ? command : ["setpriv", $"--reuid={Uid}", $"--regid={Gid}", "--clear-groups", "--", .. command];

    /// <summary>A folder only this user may enter.</summary>
    public async Task MakePrivateFolderAsync(string folder, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        const UnixFileMode onlyMine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(folder, onlyMine);
        File.SetUnixFileMode(folder, onlyMine);
        if (Uid is null) return;

        await Shell.RunAsync(["chown", $"{Uid}:{Gid}", folder], cancellation);
        if (!(await Shell.RunAsync(Run("test", "-w", folder), cancellation)).Well)
        {
            throw new DatabaseUnavailable(Texts.Format("DataUnreachable", folder, Name), []);
        }
    }

    /// <summary>A folder that the server's user may pass through, whatever the caller's umask.</summary>
    public static void MakePassableFolder(string folder)
    {
        if (Directory.Exists(folder)) return;
        Directory.CreateDirectory(folder);
        if (OperatingSystem.IsWindows()) return;

        const UnixFileMode mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        File.SetUnixFileMode(folder, !Environment.IsPrivilegedProcess ? mine : mine | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }
}
