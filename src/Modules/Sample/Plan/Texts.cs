using System.Reflection;

namespace ElJournal.Sample.Plan;

/// <summary>Lists written for the project, kept as text inside the assembly.</summary>
internal static class Texts
{
    private static readonly Assembly Own = typeof(Texts).Assembly;

    /// <summary>Lines with something on them; those that begin with <c>//</c> are remarks.</summary>
    public static IReadOnlyList<string> Lines(string name)
    {
        using var stream = Own.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"No list {name}.");
        using var reader = new StreamReader(stream);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Trim() is { Length: > 0 } text && !text.StartsWith("//", StringComparison.Ordinal)) lines.Add(text);
        }
        return lines;
    }

    /// <summary>Whether there is such a list.</summary>
    public static bool Has(string name) => Own.GetManifestResourceInfo(name) is not null;
}
