using System.Collections;
using System.Text;
using QRCoder;

namespace ElJournal.Forms.Markup;

/// <summary>
/// The text of <c>p.qr</c> as a QR code. 28 mm wide a phone reads it off paper from 25 mm; <c>wide</c>, 62 mm, it holds half as much again, for what is read from a clean sheet.
/// </summary>
internal sealed record QrPicture(string Text, bool IsWide)
{
    public static QrPicture Of(Node node) => new(string.Concat(node.All().Select(n => n.Text)).Trim(), node.Is("wide"));

    public float Millimetres => IsWide ? 62 : 28;

    /// <summary>In a browser, 96 to the inch.</summary>
    public int Pixels => (int)Math.Round(Millimetres * 96 / 25.4);

    /// <summary>With more the squares get too small for paper.</summary>
    private int MostBytes => IsWide ? FormPrinter.WideQrBytes : 900;

    public bool Fits => Text.Length > 0 && Encoding.UTF8.GetByteCount(Text) <= MostBytes;

    /// <summary>Rows of dark squares.</summary>
    public IReadOnlyList<BitArray> Squares()
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(Text, IsWide ? QRCodeGenerator.ECCLevel.L : QRCodeGenerator.ECCLevel.M, forceUtf8: true);
        return code.ModuleMatrix;
    }
}
