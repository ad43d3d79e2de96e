using ElJournal.Integrity.Archives.Signing;

namespace ElJournal.Integrity.Archives.Checking;

/// <summary>Who signs an archive.</summary>
public enum BagSigner
{
    /// <summary>Сервер, on which it was made.</summary>
    Server,

    /// <summary>Директор, outside this program.</summary>
    Director,

    /// <summary>Служба времени, under the tag manifest.</summary>
    Stamp,

    /// <summary>Служба времени, under the stamp before and the manifest of the stronger hash.</summary>
    Renewal,
}

/// <summary>A signature in an archive.</summary>
/// <param name="Path">Its file in the bag.</param>
/// <param name="Sha256">Of that file, hex.</param>
public sealed record BagSignature(string Path, BagSigner By, string Sha256, SignatureJudgement Found);

/// <summary>The folder <c>signatures/</c> of a bag: what stands there, and what it stands under.</summary>
public static class BagSignatures
{
    public const string Folder = "signatures/";
    public const string Server = Folder + "tagmanifest.p7s";
    public const string Director = Folder + "director.p7s";
    public const string Stamp = Folder + "tagmanifest.tsr";
    public const string TagManifest = "tagmanifest-sha256.txt";
    public const string LongManifest = "manifest-sha512.txt";

    /// <summary>Renewals are numbered from 1.</summary>
    public static string Renewal(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Folder}renewals/{number:0000}.tsr");

    /// <summary>The stamp of an order: 0 is the first, the rest renew it.</summary>
    public static string StampOf(int order) => order == 0 ? Stamp : Renewal(order);

    /// <summary>What a renewal stands under: the stamp before it, then the manifest of the stronger hash.</summary>
    public static byte[] Renewed(byte[] before, byte[] manifest) => [.. before, .. manifest];
}
