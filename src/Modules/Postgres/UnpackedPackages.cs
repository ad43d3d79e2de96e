namespace ElJournal.Postgres;

/// <summary>
/// Debian's PostgreSQL for somebody who is not root: apt-get fetches and checks the packages as it always does, but into a folder
/// of this user, and they are unpacked there instead of being installed.
/// </summary>
internal static class UnpackedPackages
{
    private static string Folder => Path.Combine(AppDatabaseOptions.DefaultDataDirectory(), "debian");

    /// <summary>Programs that start the real ones with the libraries that came with them.</summary>
    public static string Programs => Path.Combine(Folder, "bin");

    public static async Task<Answer> BringAsync(string aptGet, CancellationToken cancellation)
    {
        var (lists, cache, root) = (Path.Combine(Folder, "lists"), Path.Combine(Folder, "cache"), Path.Combine(Folder, "root"));
        var archives = Path.Combine(cache, "archives");
        Directory.CreateDirectory(Path.Combine(lists, "partial"));
        Directory.CreateDirectory(Path.Combine(archives, "partial"));
        string[] here =
        [
            "-o", $"Dir::State::Lists={lists}", "-o", $"Dir::Cache={cache}", "-o", $"Dir::Cache::Archives={archives}", "-o", $"Dir::Log={Folder}",
            "-o", "Debug::NoLocking=1",
        ];

        var said = await Shell.RunAsync([aptGet, .. here, "update"], cancellation);
        if (said.Well) said = await Shell.RunAsync([aptGet, .. here, "install", "-y", "--download-only", "--no-install-recommends", "postgresql"], cancellation);
        foreach (var package in said.Well ? Directory.GetFiles(archives, "*.deb") : [])
        {
            said = await Shell.RunAsync(["dpkg-deb", "-x", package, root], cancellation);
            if (!said.Well) return said;
        }

        if (said.Well) MakePrograms(root);
        if (said.Well) Directory.Delete(cache, recursive: true);
        return said;
    }

    private static void MakePrograms(string root)
    {
        var real = Directory.GetDirectories(Path.Combine(root, "usr", "lib", "postgresql")).Select(version => Path.Combine(version, "bin")).Order().Last();
        var libraries = string.Join(':', new[] { Path.Combine(root, "usr", "lib"), Path.Combine(root, "lib") }.Where(Directory.Exists)
            .SelectMany(lib => Directory.GetDirectories(lib, "*-linux-*")));
        Directory.CreateDirectory(Programs);
        foreach (var program in Directory.GetFiles(real))
        {
            var script = Path.Combine(Programs, Path.GetFileName(program));
            File.WriteAllText(script, $"#!/bin/sh\nexport LD_LIBRARY_PATH='{libraries}'\nexec '{program}' \"$@\"\n");
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
