namespace ElJournal.Postgres;

/// <summary>Where PostgreSQL programs are looked for on a machine, in order; a null program is not tried.</summary>
/// <param name="Folders">Folders that may hold <c>initdb</c> and <c>postgres</c>, or links to them.</param>
/// <param name="NpmFolders">Folders into which <c>@embedded-postgres/…</c> may have been unpacked.</param>
/// <param name="Docker">The Docker client.</param>
/// <param name="AptGet">Debian's package program.</param>
public sealed record SearchPlaces(
    IReadOnlyList<string> Folders, IReadOnlyList<string> NpmFolders, string? Docker, string? AptGet)
{
    public static SearchPlaces OfThisMachine(string? dataDirectory = null) => new(
        [.. Named("ELJ_PG_BIN"), .. OnPath(), .. Packaged(), UnpackedPackages.Programs],
        [.. Named("ELJ_PG_NPM"), .. dataDirectory is null ? [] : new[] { Path.Combine(dataDirectory, "npm") }],
        "docker",
        OperatingSystem.IsLinux() && File.Exists("/etc/debian_version") ? "apt-get" : null);

    private static string[] Named(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } folder ? [folder] : [];

    private static string[] OnPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Debian, Homebrew (Apple and Intel) and the Windows installer, newest version first.</summary>
    private static IEnumerable<string> Packaged() =>
        new (string Root, string Pattern)[]
            {
                ("/usr/lib/postgresql", "*"),
                ("/opt/homebrew/opt", "postgresql*"),
                ("/usr/local/opt", "postgresql*"),
                (Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL"), "*"),
            }
            .Where(place => Path.IsPathRooted(place.Root) && Directory.Exists(place.Root))
            .SelectMany(place => Directory.GetDirectories(place.Root, place.Pattern).OrderByDescending(MajorInName))
            .Select(folder => Path.Combine(folder, "bin"));

    private static int MajorInName(string folder) =>
        int.TryParse(string.Concat(Path.GetFileName(folder).Where(char.IsAsciiDigit)), out var major) ? major : 0;
}
