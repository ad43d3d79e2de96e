using System.Reflection;
using ElJournal.Kernel;

namespace ElJournal.Architecture;

/// <summary>The program as it was built: every assembly of ours that Host brings along.</summary>
internal static class Modules
{
    public static IReadOnlyList<Assembly> Assemblies { get; } =
        [.. Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Where(IsOurs).Order(StringComparer.Ordinal)
            .Select(file => Assembly.Load(AssemblyName.GetAssemblyName(file)))];

    public static IReadOnlyList<Type> Types { get; } =
        [.. Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace?.StartsWith("ElJournal", StringComparison.Ordinal) == true && !type.Name.Contains('<', StringComparison.Ordinal))];

    public static IReadOnlyList<Type> Events { get; } =
        [.. Types.Where(type => type.IsDefined(typeof(RecordedAttribute), false)).OrderBy(RecordedAttribute.NameOf, StringComparer.Ordinal)];

    /// <summary>The module a type belongs to, by its namespace: <c>ElJournal.Setup.Register</c> is of Setup.</summary>
    public static string ModuleOf(Type type) => type.Namespace!.Split('.') is [_, var module, ..] ? module : "";

    private static bool IsOurs(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return name == "eljournal"
            || (name.StartsWith("ElJournal.", StringComparison.Ordinal) && name is not ("ElJournal.Architecture" or "ElJournal.Testing"));
    }
}
