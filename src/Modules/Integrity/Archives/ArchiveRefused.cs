using System.Globalization;

namespace ElJournal.Integrity.Archives;

/// <summary>Why no archive was made – nothing is left that could be taken for one – or why one cannot be read.</summary>
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
}
