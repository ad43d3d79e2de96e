namespace ElJournal.Architecture;

/// <summary>The working copy that the tests stand in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(Path(parts));

    /// <summary>Name from the root with forward slashes, as messages and documents write it.</summary>
    public static string Relative(string file) => System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/');

    /// <summary>Files written by people: nothing built, nothing stored by a run.</summary>
    public static IEnumerable<string> Files(string folder, params string[] endings) =>
        new DirectoryInfo(Path(folder)).EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => file.FullName)
            .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
            .Where(file => !Relative(file).Split('/').Any(part => part is "bin" or "obj" or "TestResults" or "Generated" or ".git"))
            .Order(StringComparer.Ordinal);

    /// <summary>Every page of documentation.</summary>
    public static IEnumerable<string> Pages() => Files("docs", ".md").Prepend(Path("README.md"));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "ElJournal.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException("The tests do not stand in a working copy: no ElJournal.sln above them.");
    }
}
