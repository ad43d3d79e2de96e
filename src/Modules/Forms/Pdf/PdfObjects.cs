using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ElJournal.Forms.Pdf;

/// <summary>The objects of a PDF with a plain table of places. Text is Latin-1: a letter for a byte.</summary>
internal sealed partial class PdfObjects
{
    private readonly Dictionary<int, PdfObject> byNumber;

    private PdfObjects(Dictionary<int, PdfObject> byNumber, string trailer) => (this.byNumber, Trailer) = (byNumber, trailer);

    public string Trailer { get; }

    public IEnumerable<PdfObject> All => byNumber.Values;

    public string Catalog => All.FirstOrDefault(o => o.Is("Catalog"))?.Dictionary ?? "";

    /// <summary>Null when the table of places cannot be followed, which is a fault.</summary>
    public static PdfObjects? Read(string text, List<string> faults)
    {
        var start = StartOfTable().Match(text);
        if (!start.Success || !int.TryParse(start.Groups["at"].Value, CultureInfo.InvariantCulture, out var at) || at >= text.Length || !text.AsSpan(at).StartsWith("xref"))
        {
            faults.Add("startxref does not lead to a plain table of places.");
            return null;
        }
        var end = text.IndexOf("trailer", at, StringComparison.Ordinal);
        if (end < 0) return null;
        var objects = new Dictionary<int, PdfObject>();
        var number = 0;
        foreach (var line in text[at..end].Split('\n').Skip(1).Select(l => l.Trim()).Where(l => l.Length > 0))
        {
            var parts = line.Split(' ');
            if (parts.Length == 2) number = int.Parse(parts[0], CultureInfo.InvariantCulture);
            else
            {
                if (parts[2] == "n" && Object(text, number, int.Parse(parts[0], CultureInfo.InvariantCulture)) is not { } found)
                    faults.Add($"Object {number} is not where the table says.");
                else if (parts[2] == "n") objects[number] = Object(text, number, int.Parse(parts[0], CultureInfo.InvariantCulture))!;
                number++;
            }
        }
        return new(objects, text[end..]);
    }

    /// <summary>The object that a key of another leads to; null when it leads to none.</summary>
    public PdfObject? Target(PdfObject from, string key) =>
        Regex.Match(from.Dictionary, $@"/{key}\s*\[?\s*(?<n>\d+)\s+0\s+R") is { Success: true } found
            ? byNumber.GetValueOrDefault(int.Parse(found.Groups["n"].Value, CultureInfo.InvariantCulture))
            : null;

    /// <summary>A text of the dictionary of information; null when it has none of the key.</summary>
    public string? Information(string key)
    {
        var number = Regex.Match(Trailer, @"/Info\s+(?<n>\d+)\s+0\s+R");
        if (!number.Success || !byNumber.TryGetValue(int.Parse(number.Groups["n"].Value, CultureInfo.InvariantCulture), out var info)) return null;
        var given = Regex.Match(info.Dictionary, $@"/{key}\s*(?:<(?<hex>[0-9A-Fa-f]*)>|\((?<text>(?:\\.|[^()\\])*)\))");
        if (!given.Success) return null;
        if (!given.Groups["hex"].Success) return Decoded(Encoding.Latin1.GetBytes(Escape().Replace(given.Groups["text"].Value, Unescaped)));
        return Decoded(Convert.FromHexString(given.Groups["hex"].Value));
    }

    private static string Decoded(byte[] bytes) => bytes is [0xFE, 0xFF, ..] ? Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2) : Encoding.Latin1.GetString(bytes);

    private static string Unescaped(Match escape) => escape.Value[1] switch
    {
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        'b' => "\b",
        'f' => "\f",
        >= '0' and <= '7' => ((char)Convert.ToInt32(escape.Value[1..], 8)).ToString(),
        var letter => letter.ToString(),
    };

    private static PdfObject? Object(string text, int number, int at)
    {
        var head = $"{number} 0 obj";
        if (at + head.Length > text.Length || !text.AsSpan(at).StartsWith(head)) return null;
        var end = text.IndexOf("endobj", at, StringComparison.Ordinal);
        var stream = Stream().Match(text, at);
        if (!stream.Success || (end >= 0 && stream.Index > end)) return new(number, text[(at + head.Length)..Math.Max(end, at + head.Length)], null);
        var from = stream.Index + stream.Length;
        return new(number, text[(at + head.Length)..stream.Index], text[from..text.IndexOf("endstream", from, StringComparison.Ordinal)]);
    }

    [GeneratedRegex(@"startxref\s+(?<at>\d+)\s+%%EOF\s*\z")]
    private static partial Regex StartOfTable();

    [GeneratedRegex(@"stream\r?\n")]
    private static partial Regex Stream();

    [GeneratedRegex(@"\\(?:[0-7]{1,3}|.)", RegexOptions.Singleline)]
    private static partial Regex Escape();
}

/// <param name="Dictionary">What stands before the stream, or the whole object.</param>
/// <param name="Stream">The bytes of its stream as they lie in the file; null when it has none.</param>
internal sealed record PdfObject(int Number, string Dictionary, string? Stream)
{
    public bool Is(string type) => Regex.IsMatch(Dictionary, $@"/Type\s*/{type}(?![A-Za-z])");
}
