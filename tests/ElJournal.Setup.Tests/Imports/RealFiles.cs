using Xunit;

namespace ElJournal.Setup.Tests.Imports;

/// <summary>Files of real shape that may lie in a folder <c>shared/data</c> beside the repository; they are read there and never copied.</summary>
public static class RealFiles
{
    /// <summary>The repository's root.</summary>
    public static DirectoryInfo Root { get; } = Above(new DirectoryInfo(AppContext.BaseDirectory));

    public static string Path(string name)
    {
        var path = System.IO.Path.Combine(Root.Parent?.FullName ?? "", "shared", "data", name);
        if (!File.Exists(path))
        {
            Assert.Skip($"No file shared/data/{name} beside the repository.");
        }

        return path;
    }

    private static DirectoryInfo Above(DirectoryInfo folder) =>
        File.Exists(System.IO.Path.Combine(folder.FullName, "ElJournal.sln")) ? folder : Above(folder.Parent!);
}
