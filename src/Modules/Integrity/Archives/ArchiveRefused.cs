using System.Globalization;

namespace ElJournal.Integrity.Archives;

/// <summary>Why no archive was made, nothing joined to one – nothing is left that could be taken for it – or one cannot be read.</summary>
public sealed class ArchiveRefused : Exception
{
    private readonly string key;
    private readonly object?[] about;

    private ArchiveRefused(string key, Exception? inner, params object?[] about) : base(key, inner)
    {
        this.key = key;
        this.about = about;
    }

    /// <summary>The sentence in the reader's language.</summary>
    public string Text(CultureInfo? culture = null)
    {
        culture ??= CultureInfo.CurrentUICulture;
        var words = Refusals.Texts.GetString("archive.refused." + key, culture) ?? throw new InvalidOperationException($"No text for {key}.");
        return string.Format(culture, words, about);
    }

    public override string Message => Text();

    internal static ArchiveRefused Of(Kernel.Refusal refusal) => new("command", null, refusal.Text());

    internal static ArchiveRefused Broken(long index) => new("broken", null, index);

    internal static ArchiveRefused NothingSealed(string year) => new("nothing", null, year);

    internal static ArchiveRefused DiskFull(Exception inner) => new("disk", inner, inner.Message);

    /// <summary>A file of an archive that cannot be read.</summary>
    /// <param name="line">From 1; 0: the file does not open.</param>
    public static ArchiveRefused Line(string file, long line) => new("line", null, file, line);

    internal static ArchiveRefused Spoilt(string what) => new("spoilt", null, what);

    /// <summary>Signatures: the archive on the disk was not whole before they came.</summary>
    internal static ArchiveRefused SpoiltBefore(string what) => new("spoiltBefore", null, what);

    internal static ArchiveRefused NotJoined(Exception inner) => new("notJoined", inner, inner.Message);

    internal static ArchiveRefused Busy() => new("busy", null);

    internal static ArchiveRefused NotHere(string kind, string year) => new("notHere", null, kind, year);

    internal static ArchiveRefused BadSignature(string file, string why) => new("signature", null, file, why);

    internal static ArchiveRefused NoAuthority() => new("noAuthority", null, Signing.TimeStampAuthority.Setting.Replace(":", "__", StringComparison.Ordinal));

    internal static ArchiveRefused NoStamp(string why) => new("noStamp", null, why);

    internal static ArchiveRefused LateStamp(int seconds) => new("lateStamp", null, seconds);
}
