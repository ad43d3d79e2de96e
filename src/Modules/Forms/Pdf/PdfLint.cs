using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ElJournal.Forms.Pdf;

/// <summary>
/// What of PDF/A-2u (ISO 19005-2) can be told from the file's structure alone. It is not a full validator: it holds what our printer
/// could break, on files with a plain table of places, as ours are.
/// </summary>
public static partial class PdfLint
{
    /// <summary>What is wrong, in English, for a log or a test; empty when nothing is.</summary>
    public static IReadOnlyList<string> Faults(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var faults = new List<string>();
        Header(pdf, text, faults);
        if (PdfObjects.Read(text, faults) is not { } objects) return faults;
        Trailer(text, objects, faults);
        var xmp = Metadata(objects, faults);
        Intent(objects, faults);
        Forbidden(objects, faults);
        Fonts(objects, faults);
        if (xmp is not null) Agreement(objects, xmp, faults);
        return faults;
    }

    private static void Header(byte[] pdf, string text, List<string> faults)
    {
        if (!Version().IsMatch(text)) faults.Add("The file does not begin with %PDF-1.n.");
        var second = text.IndexOf('\n') + 1;
        if (second == 0 || pdf.Length < second + 5 || pdf[second] != '%' || pdf.AsSpan(second + 1, 4).ContainsAnyInRange((byte)0, (byte)127))
            faults.Add("The second line is no comment of four bytes above 127.");
        if (!text.TrimEnd('\r', '\n').EndsWith("%%EOF", StringComparison.Ordinal)) faults.Add("Something follows %%EOF.");
    }

    private static void Trailer(string text, PdfObjects objects, List<string> faults)
    {
        if (!Id().IsMatch(objects.Trailer)) faults.Add("The trailer has no /ID of two strings.");
        if (objects.Trailer.Contains("/Encrypt", StringComparison.Ordinal)) faults.Add("The file is encrypted.");
        if (text.Contains("/Linearized", StringComparison.Ordinal)) faults.Add("The file is linearized.");
    }

    private static string? Metadata(PdfObjects objects, List<string> faults)
    {
        var xmp = objects.All.FirstOrDefault(o => o.Is("Metadata"));
        if (xmp?.Stream is null || !objects.Catalog.Contains("/Metadata", StringComparison.Ordinal))
        {
            faults.Add("The catalog has no XMP metadata.");
            return null;
        }
        if (xmp.Dictionary.Contains("/Filter", StringComparison.Ordinal)) faults.Add("The XMP metadata are compressed.");
        var words = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(xmp.Stream));
        if (!words.Contains("<pdfaid:part>2<", StringComparison.Ordinal)) faults.Add("XMP does not claim part 2.");
        if (!words.Contains("<pdfaid:conformance>U<", StringComparison.Ordinal)) faults.Add("XMP does not claim conformance U.");
        return words;
    }

    private static void Intent(PdfObjects objects, List<string> faults)
    {
        if (!objects.Catalog.Contains("/OutputIntents", StringComparison.Ordinal) || !objects.All.Any(o => o.Dictionary.Contains("/GTS_PDFA1", StringComparison.Ordinal)))
            faults.Add("There is no output intent of GTS_PDFA1.");
        if (!objects.All.Any(o => o.Dictionary.Contains("/DestOutputProfile", StringComparison.Ordinal))) faults.Add("The output intent has no profile.");
        if (objects.Catalog.Contains("/MarkInfo", StringComparison.Ordinal) && Marked().IsMatch(objects.Catalog) && !objects.Catalog.Contains("/StructTreeRoot", StringComparison.Ordinal))
            faults.Add("The file claims to be tagged and has no structure.");
    }

    private static void Forbidden(PdfObjects objects, List<string> faults)
    {
        foreach (var o in objects.All)
        {
            var bare = Strings().Replace(o.Dictionary, "()");
            foreach (Match name in NeverNames().Matches(bare)) faults.Add($"Object {o.Number} has {name.Value.Trim()}.");
            foreach (Match alpha in Alpha().Matches(bare))
                if (double.Parse(alpha.Groups["value"].Value, CultureInfo.InvariantCulture) < 1) faults.Add($"Object {o.Number} is transparent.");
            if (SoftMask().IsMatch(bare) || Blend().IsMatch(bare)) faults.Add($"Object {o.Number} is blended or masked.");
        }
    }

    private static void Fonts(PdfObjects objects, List<string> faults)
    {
        foreach (var font in objects.All.Where(o => o.Is("Font")))
        {
            var composite = font.Dictionary.Contains("/Type0", StringComparison.Ordinal);
            var descendant = composite ? objects.Target(font, "DescendantFonts") : font;
            if (composite && (objects.Target(font, "ToUnicode")?.Stream is null)) faults.Add($"Font {font.Number} has no ToUnicode.");
            if (!composite && !font.Dictionary.Contains("/CIDFontType", StringComparison.Ordinal) && objects.Target(font, "ToUnicode") is null && !font.Dictionary.Contains("/WinAnsiEncoding", StringComparison.Ordinal))
                faults.Add($"Font {font.Number} has no ToUnicode.");
            if (font.Dictionary.Contains("/Type3", StringComparison.Ordinal)) continue;
            var descriptor = descendant is null ? null : objects.Target(descendant, "FontDescriptor");
            var file = descriptor is null ? null : objects.Target(descriptor, "FontFile2") ?? objects.Target(descriptor, "FontFile3") ?? objects.Target(descriptor, "FontFile");
            if (file?.Stream is null)
                faults.Add($"Font {font.Number} is not embedded.");
        }
    }

    /// <summary>What the old dictionary of information says is what XMP says.</summary>
    private static void Agreement(PdfObjects objects, string xmp, List<string> faults)
    {
        foreach (var (key, tag) in new[] { ("Creator", "xmp:CreatorTool"), ("Producer", "pdf:Producer"), ("Title", "rdf:li xml:lang=\"x-default\""), ("CreationDate", "xmp:CreateDate"), ("ModDate", "xmp:ModifyDate") })
        {
            var (said, written) = (objects.Information(key), Regex.Match(xmp, $"<{tag}>(?<v>[^<]*)<").Groups["v"].Value.Trim());
            if (said is null) continue;
            var same = key.EndsWith("Date", StringComparison.Ordinal) ? Digits(said)[..14] == Digits(written + new string('0', 14))[..14] : said == System.Net.WebUtility.HtmlDecode(written);
            if (!same) faults.Add($"{key} says “{said}”, XMP says “{written}”.");
        }
    }

    private static string Digits(string date) => string.Concat(date.Where(char.IsAsciiDigit)) is var digits && digits.Length < 14 ? digits.PadRight(14, '0') : digits;

    [GeneratedRegex(@"\A%PDF-1\.[0-7]\r?\n")]
    private static partial Regex Version();

    [GeneratedRegex(@"/ID\s*\[\s*[<(].+[>)]\s*\]", RegexOptions.Singleline)]
    private static partial Regex Id();

    [GeneratedRegex(@"/Marked\s+true")]
    private static partial Regex Marked();

    [GeneratedRegex(@"\((?:\\.|[^()\\])*\)", RegexOptions.Singleline)]
    private static partial Regex Strings();

    [GeneratedRegex(@"/(?:JavaScript|JS|Launch|Sound|Movie|ResetForm|ImportData|AA|OpenAction|EmbeddedFiles|LZWDecode|NeedAppearances|XFA|PostScript)(?![A-Za-z0-9])")]
    private static partial Regex NeverNames();

    [GeneratedRegex(@"/[cC][aA]\s+(?<value>[0-9.]+)")]
    private static partial Regex Alpha();

    [GeneratedRegex(@"/SMask(?!\s*/None)(?![A-Za-z])")]
    private static partial Regex SoftMask();

    [GeneratedRegex(@"/BM\s*/(?!Normal|Compatible)\w+|/S\s*/Transparency")]
    private static partial Regex Blend();
}
