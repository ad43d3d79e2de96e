using Xunit;

namespace ElJournal.Setup.Tests.Imports;

/// <summary>Files of real shape that may lie in a folder <c>shared/data</c> beside the repository; they are read there and never copied.</summary>
public static class RealFiles
{
    public static string Path(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(System.IO.Path.Combine(root.FullName, "ElJournal.sln")))
        {
            root = root.Parent;
        }

        var path = System.IO.Path.Combine(root?.Parent?.FullName ?? "", "shared", "data", name);
        if (!File.Exists(path))
        {
            Assert.Skip($"No file shared/data/{name} beside the repository.");
        }

        return path;
    }
}
