using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Cms;

namespace ElJournal.Integrity.Archives.Signing;

/// <summary>
/// Отсоединённая подпись CMS (<c>.p7s</c>), as a crypto provider makes it outside: RSA, ECDSA, or GOST R 34.10-2012 with Streebog. It is judged by the
/// certificate it brings; whether an accredited authority issued that certificate, and has not revoked it, is not looked at here.
/// </summary>
public static class DetachedSignature
{
    /// <summary>A signature with its chain of certificates has some kilobytes.</summary>
    public const int Longest = 1 << 20;

    private const byte Sequence = 0x30;

    /// <summary>Bytes of the message, whether they came as they are, as PEM or as bare Base64; null: none of these.</summary>
    public static byte[]? Read(byte[] file)
    {
        if (file.Length is 0 or > Longest) return null;
        if (file[0] == Sequence) return file;
        var text = Encoding.UTF8.GetString(file).TrimStart('\uFEFF');
        try
        {
            var bytes = PemEncoding.TryFind(text, out var pem)
                ? Convert.FromBase64String(text[pem.Base64Data])
                : Convert.FromBase64String(string.Concat(text.Where(c => !char.IsWhiteSpace(c))));
            return bytes is [Sequence, ..] ? bytes : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public static SignatureJudgement Judge(byte[] content, byte[] signature)
    {
        try
        {
            return new CmsSignedData(signature).SignedContent is not null
                ? new SignatureJudgement(null, SignatureFlaw.NotDetached)
                : Cms.Judge(new CmsSignedData(new CmsProcessableByteArray(content), signature), content);
        }
        // As with any damaged bytes: the library has no common name for what it cannot read.
        catch (Exception)
        {
            return new SignatureJudgement(null, SignatureFlaw.Unreadable);
        }
    }
}
