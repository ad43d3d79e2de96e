using System.Diagnostics;

namespace ElJournal.Forms.Tests;

/// <summary>What another program reads out of our PDF: poppler's <c>pdftotext</c>.</summary>
internal static class Poppler
{
    public static string Text(byte[] pdf)
    {
        var file = Path.Combine(Path.GetTempPath(), $"eljournal-{Guid.NewGuid():N}.pdf");
        File.WriteAllBytes(file, pdf);
        try
        {
            using var process = Process.Start(new ProcessStartInfo("pdftotext", ["-enc", "UTF-8", file, "-"]) { RedirectStandardOutput = true })!;
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? text : throw new InvalidOperationException($"pdftotext: {process.ExitCode}");
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Text without white space: where a line is broken is not a matter of the data.</summary>
    public static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '\f'));
}
