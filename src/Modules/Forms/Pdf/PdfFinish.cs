using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ElJournal.Forms.Pdf;

/// <summary>
/// Makes what Skia writes reproducible and PDF/A-2u: its one random number, written four times, becomes one that follows from the
/// document, and the claim of conformance is raised from B to U, which holds as every letter has its Unicode.
/// </summary>
internal static partial class PdfFinish
{
    private const int Digits = 32, Dashed = 36;

    public static byte[] Finish(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var id = Id().Match(text, text.LastIndexOf("trailer", StringComparison.Ordinal));
        var names = Uuid().Matches(text).Select(m => m.Groups["id"].Index).ToList();
        var level = Conformance().Match(text).Groups["level"];
        if (!id.Success || names.Count == 0 || !level.Success) throw new InvalidOperationException("Skia's PDF is not as it is known to be.");

        // Skia writes the id as hex or as letters, whichever is shorter; behind the table of places its length is free.
        var finished = new MemoryStream(pdf.Length + 64);
        finished.Write(pdf.AsSpan(0, id.Index));
        var blank = new string('0', Digits);
        finished.Write(Encoding.ASCII.GetBytes($"/ID [<{blank}> <{blank}>]"));
        finished.Write(pdf.AsSpan(id.Index + id.Length));

        var bytes = finished.ToArray();
        foreach (var at in names) bytes.AsSpan(at, Dashed).Fill((byte)'0');
        bytes[level.Index] = (byte)'U';
        var name = new Guid(SHA256.HashData(bytes).AsSpan(0, 16), bigEndian: true);
        foreach (var at in names) Encoding.ASCII.GetBytes(name.ToString("D"), bytes.AsSpan(at));
        foreach (var at in new[] { 6, 6 + Digits + 3 }) Encoding.ASCII.GetBytes(name.ToString("N"), bytes.AsSpan(id.Index + at));
        return bytes;
    }

    [GeneratedRegex(@"/ID \[.*?\](?=\s*>>\s*startxref)", RegexOptions.Singleline)]
    private static partial Regex Id();

    [GeneratedRegex("uuid:(?<id>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})")]
    private static partial Regex Uuid();

    [GeneratedRegex("<pdfaid:conformance>(?<level>B)</pdfaid:conformance>")]
    private static partial Regex Conformance();
}
