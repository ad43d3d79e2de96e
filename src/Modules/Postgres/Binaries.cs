using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ElJournal.Postgres;

/// <summary>A folder that really holds <c>initdb</c> and <c>postgres</c> of one version.</summary>
internal sealed partial record Binaries(string Folder, string Version)
{
    /// <summary>Older servers are not tested with the journal.</summary>
    public const int OldestMajor = 15;

    public int Major => int.Parse(Version.Split('.')[0], CultureInfo.InvariantCulture);

    public string Program(string name) => ProgramIn(Folder, name);

    /// <summary>The first fitting programs in the folders; every folder that held something unfit adds a line to <paramref name="tried"/>.</summary>
    public static async Task<Binaries?> FindAsync(
        IEnumerable<string> folders, int? major, List<string> tried, CancellationToken cancellation)
    {
        foreach (var folder in folders.Select(RealFolder).OfType<string>().Distinct())
        {
            var said = await Shell.RunAsync([ProgramIn(folder, "postgres"), "--version"], cancellation, TimeSpan.FromSeconds(10));
            var version = VersionPattern().Match(said.Output);
            if (!said.Well || !version.Success)
            {
                tried.Add($"{folder}: {said.Tail}");
                continue;
            }

            var found = new Binaries(folder, version.Value);
            if (found.Major < OldestMajor || (major is { } needed && found.Major != needed))
            {
                tried.Add(Texts.Format("TooOld", folder, found.Version, major ?? OldestMajor));
                continue;
            }

            return found;
        }

        return null;
    }

    /// <summary>The <c>bin</c> folders of npm packages unpacked below the given ones, ready to run.</summary>
    public static IEnumerable<string> InNpm(IEnumerable<string> npmFolders)
    {
        var reach = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 5, IgnoreInaccessible = true };
        foreach (var native in npmFolders.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateDirectories(folder, "native", reach))
            .Where(native => Directory.Exists(Path.Combine(native, "bin"))).ToList())
        {
            LinkLibraries(native);
            yield return Path.Combine(native, "bin");
        }
    }

    // npm carries no symbolic links: the package lists them, and its install script, which a locked-down npm does not run, makes them.
    private static void LinkLibraries(string native)
    {
        var list = Path.Combine(native, "pg-symlinks.json");
        if (OperatingSystem.IsWindows() || !File.Exists(list)) return;
        using var links = JsonDocument.Parse(File.ReadAllText(list));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var package = Path.GetDirectoryName(native)!;
            var source = Path.Combine(package, link.GetProperty("source").GetString()!);
            var target = Path.Combine(package, link.GetProperty("target").GetString()!);
            if (File.Exists(source) && !Path.Exists(target))
            {
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
            }
        }
    }

    // PATH may hold a link such as /usr/local/bin/postgres; the server finds its libraries beside the real file.
    private static string? RealFolder(string folder)
    {
        var initdb = ProgramIn(folder, "initdb");
        if (!File.Exists(initdb)) return null;
        var real = Path.GetDirectoryName((File.ResolveLinkTarget(initdb, returnFinalTarget: true) ?? new FileInfo(initdb)).FullName)!;
        return File.Exists(ProgramIn(real, "initdb")) && File.Exists(ProgramIn(real, "postgres")) ? real : null;
    }

    private static string ProgramIn(string folder, string name) =>
        Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    [GeneratedRegex(@"\d+(\.\d+)*")]
    private static partial Regex VersionPattern();
}
