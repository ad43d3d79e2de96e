using ElJournal.Forms.Fonts;
using ElJournal.Forms.Layout;
using SkiaSharp;

namespace ElJournal.Forms.Pdf;

/// <summary>Draws a laid print as PDF/A.</summary>
internal sealed class PdfDrawing : IDisposable
{
    private const string Program = "ElJournal";

    private readonly SKPaint black = new() { Color = SKColors.Black, IsAntialias = true };
    private readonly SKPaint grey = new() { Color = new(0x55, 0x55, 0x55), IsAntialias = true };
    private readonly SKPaint tint = new() { Color = new(0xEC, 0xEC, 0xEC) };
    private readonly SKPaint rule = new() { Color = SKColors.Black, IsStroke = true };
    private readonly Dictionary<(bool Bold, float Size), SKFont> fonts = [];

    private readonly SKTypeface regular;
    private readonly SKTypeface bold;

    private PdfDrawing(IReadOnlyList<Sheet> sheets)
    {
        regular = Face.Regular.Of(Letters(sheets, bold: false));
        bold = Face.Bold.Of(Letters(sheets, bold: true));
    }

    public static byte[] Draw(LaidPrint print)
    {
        var sheets = print.Pages.Select(p => SheetFrame.Of(print, p)).ToList();
        using var bytes = new MemoryStream();
        var metadata = new SKDocumentPdfMetadata
        {
            Title = print.Print.Title,
            Creator = Program,
            Producer = Program,
            Creation = print.Print.Made.UtcDateTime,
            Modified = print.Print.Made.UtcDateTime,
            PdfA = true,
            RasterDpi = 300,
            EncodingQuality = 101,
        };
        using var drawing = new PdfDrawing(sheets);
        using (var document = SKDocument.CreatePdf(bytes, metadata))
        {
            foreach (var sheet in sheets) drawing.Page(document, sheet);
            document.Close();
        }
        return PdfFinish.Finish(bytes.ToArray());
    }

    public void Dispose()
    {
        foreach (var paint in new[] { black, grey, tint, rule }) paint.Dispose();
        foreach (var font in fonts.Values) font.Dispose();
        regular.Dispose();
        bold.Dispose();
    }

    private static HashSet<char> Letters(IReadOnlyList<Sheet> sheets, bool bold) =>
        [.. sheets.SelectMany(s => s.Texts).Where(t => t.Look.Bold == bold).SelectMany(t => t.Text)];

    private void Page(SKDocument document, Sheet sheet)
    {
        using var canvas = document.BeginPage(sheet.Width, sheet.Height);
        foreach (var area in sheet.Areas) canvas.DrawRect(area.X, area.Y, area.Width, area.Height, area.Black ? black : tint);
        foreach (var r in sheet.Rules)
        {
            rule.StrokeWidth = r.Thick;
            canvas.DrawLine(r.X1, r.Y1, r.X2, r.Y2, rule);
        }
        foreach (var text in sheet.Texts) Text(canvas, text);
        document.EndPage();
    }

    private void Text(SKCanvas canvas, DrawnText text)
    {
        var (font, paint) = (Font(text.Look), text.Look.Muted ? grey : black);
        if (!text.Turned)
        {
            canvas.DrawText(text.Text, text.X, text.Y, SKTextAlign.Left, font, paint);
            return;
        }
        canvas.Save();
        canvas.Translate(text.X, text.Y);
        canvas.RotateDegrees(-90);
        canvas.DrawText(text.Text, 0, 0, SKTextAlign.Left, font, paint);
        canvas.Restore();
    }

    private SKFont Font(Look look)
    {
        if (fonts.TryGetValue((look.Bold, look.Size), out var known)) return known;
        return fonts[(look.Bold, look.Size)] = new(look.Bold ? bold : regular, look.Size) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None };
    }
}
