using System.Xml.Linq;

namespace ElJournal.Architecture;

/// <summary>A project as its file declares it.</summary>
/// <param name="Name">Without the house's name: <c>Setup.Contracts</c>.</param>
/// <param name="File">Name from the root.</param>
/// <param name="References">Names of the referenced projects.</param>
/// <param name="Packages">Packages and shared frameworks it names.</param>
internal sealed record Project(string Name, string File, IReadOnlyList<string> References, IReadOnlyList<string> Packages)
{
    public bool IsTest => File.StartsWith("tests/", StringComparison.Ordinal);

    /// <summary>Every project on disk, in the solution or not.</summary>
    public static IReadOnlyList<Project> All() =>
        [.. Repository.Files("src", ".csproj").Concat(Repository.Files("tests", ".csproj")).Select(Read)];

    private static Project Read(string file)
    {
        var xml = XDocument.Load(file);
        IEnumerable<string> Named(string element) =>
            xml.Descendants(element).Select(e => (string?)e.Attribute("Include")).OfType<string>();
        return new Project(
            NameOf(file), Repository.Relative(file),
            [.. Named("ProjectReference").Select(NameOf)], [.. Named("PackageReference"), .. Named("FrameworkReference")]);
    }

    private static string NameOf(string file) =>
        System.IO.Path.GetFileNameWithoutExtension(file.Replace('\\', '/')).Replace("ElJournal.", "", StringComparison.Ordinal);
}
