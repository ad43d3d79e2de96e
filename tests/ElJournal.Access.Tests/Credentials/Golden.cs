using System.Runtime.CompilerServices;
using Shouldly;

namespace ElJournal.Access.Tests.Credentials;

/// <summary>A printed form as it was on its first day; <c>ELJ_WRITE_GOLDEN=1</c> writes a file that is missing, and a person reads it.</summary>
internal static class Golden
{
    public static void Holds(string name, string written, [CallerFilePath] string here = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(here)!, name);
        if (!File.Exists(file) && Environment.GetEnvironmentVariable("ELJ_WRITE_GOLDEN") == "1") File.WriteAllText(file, written);
        File.Exists(file).ShouldBeTrue($"{name} has no golden file.");
        written.ShouldBe(File.ReadAllText(file));
    }
}
