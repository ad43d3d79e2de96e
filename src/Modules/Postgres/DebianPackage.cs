namespace ElJournal.Postgres;

/// <summary>Debian's own PostgreSQL: installed by root, without the cluster the package would make and keep running, and unpacked by anybody else.</summary>
internal static class DebianPackage
{
    private const string ClusterSettings = "/etc/postgresql-common/createcluster.conf";

    public static Task<Answer> BringAsync(string aptGet, CancellationToken cancellation) =>
        Environment.IsPrivilegedProcess ? InstallAsync(aptGet, cancellation) : UnpackedPackages.BringAsync(aptGet, cancellation);

    private static async Task<Answer> InstallAsync(string aptGet, CancellationToken cancellation)
    {
        var settings = File.Exists(ClusterSettings) ? await File.ReadAllTextAsync(ClusterSettings, cancellation) : "";
        if (!settings.Split('\n').Any(line => line.Replace(" ", "", StringComparison.Ordinal).StartsWith("create_main_cluster=", StringComparison.Ordinal)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(ClusterSettings)!);
            await File.WriteAllTextAsync(ClusterSettings, settings + "create_main_cluster = false\n", cancellation);
        }

        string[] install =
        [
            aptGet, "install", "-y", "--no-install-recommends", "-o", "Dpkg::Options::=--force-confold",
            "-o", "DPkg::Lock::Timeout=120", "postgresql",
        ];
        var first = await Shell.RunAsync(install, cancellation);
        if (first.Well) return first;

        // A fresh image has no package lists.
        await Shell.RunAsync([aptGet, "update"], cancellation);
        return await Shell.RunAsync(install, cancellation);
    }
}
