using System.Collections;
using QRCoder;

namespace ElJournal.Forms.Markup;

/// <summary>The text of <c>p.qr</c> as a QR code, 28 mm wide: a phone reads it off paper from 25 mm.</summary>
internal static class QrPicture
{
    public const float Millimetres = 28;

    /// <summary>What a code of level M can hold; with more its squares get too small for paper.</summary>
    private const int MostBytes = 900;

    public static bool Fits(Node node) => Content(node) is { Length: > 0 } text && System.Text.Encoding.UTF8.GetByteCount(text) <= MostBytes;

    public static string Content(Node node) => string.Concat(node.All().Select(n => n.Text)).Trim();

    /// <summary>Rows of dark squares.</summary>
    public static IReadOnlyList<BitArray> Squares(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
        return code.ModuleMatrix;
    }
}
