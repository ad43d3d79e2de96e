using System.Runtime.CompilerServices;
using Shouldly;

namespace ElJournal.Forms.Tests;

/// <summary>PDF files that were looked at. <c>ELJ_WRITE_GOLDEN=1</c> writes them anew.</summary>
internal static class Golden
{
    public static void ShouldBeAsSeen(this byte[] pdf, string name, [CallerFilePath] string test = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(test)!, "golden", name + ".pdf");
        if (Environment.GetEnvironmentVariable("ELJ_WRITE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, pdf);
        }
        pdf.AsSpan().SequenceEqual(File.ReadAllBytes(file)).ShouldBeTrue($"{name}.pdf has changed: look at it, then write it with ELJ_WRITE_GOLDEN=1.");
    }
}
