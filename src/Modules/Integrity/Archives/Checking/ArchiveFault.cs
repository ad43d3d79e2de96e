using System.Globalization;
using ElJournal.Integrity.Archives.Signing;

namespace ElJournal.Integrity.Archives.Checking;

/// <summary>What is wrong with an archive.</summary>
public enum ArchiveDamage
{
    /// <summary>No zip, or its list of files is damaged.</summary>
    NotAnArchive,

    /// <summary>A zip, but not one of the journal's bags.</summary>
    NotABag,

    /// <summary>A file inside cannot be unpacked: its bytes are damaged.</summary>
    Unreadable,

    /// <summary>The zip is not the one whose hash was written down when it was made.</summary>
    ZipDiffers,

    FileMissing,

    /// <summary>A file of which no manifest speaks.</summary>
    FileAdded,

    /// <summary>Two files of one name: which of them is read depends on the reader.</summary>
    FileTwice,

    FileDiffers,

    /// <summary>The manifests of the two hashes do not speak of the same files.</summary>
    ManifestsDisagree,

    /// <summary>A line of the log is not what was sealed in this place.</summary>
    LineDiffers,

    /// <summary>The log has fewer or more lines than its checkpoint says.</summary>
    LengthDiffers,

    /// <summary>The lines do not give the signed root: lines and leaf hashes were rewritten together.</summary>
    RootDiffers,

    /// <summary>The checkpoint is not signed by the key of the log.</summary>
    CheckpointForged,

    /// <summary>The archive is signed by a key that is not this school's.</summary>
    KeyForeign,

    ProofFalse,

    /// <summary>A statement is not the one that the log sealed.</summary>
    StatementDiffers,

    /// <summary>Words of an opening are not those that the log committed to.</summary>
    OpeningFalse,

    SignatureMissing,

    SignatureFalse,
}

/// <summary>Нарушение архива: where and what, as exactly as it can be told.</summary>
/// <param name="Path">File in the archive; null: the archive itself.</param>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Index">Place in the log, from 0.</param>
/// <param name="Event">Id of the event that stands in the line now.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Last">Last line, where damage goes on through several; null: one line.</param>
/// <param name="Flaw">Of a signature that does not hold.</param>
public sealed record ArchiveFault(
    ArchiveDamage What, string? Path = null, long? Line = null, long? Index = null, string? Event = null, string? Stream = null, long? Last = null, SignatureFlaw? Flaw = null)
{
    /// <summary>The finding as a sentence.</summary>
    public string Text(CultureInfo? culture = null)
    {
        var place = string.Join(", ", new[]
        {
            Path,
            Line is { } line ? Last is { } last ? Word("lines", line, last) : Word("line", line) : null,
            Index is { } index ? Word("index", index) : null,
            Stream,
            Event is { } id ? Word("event", id) : null,
        }.OfType<string>());
        var what = Flaw is { } flaw ? $"{Word(What.ToString())}: {SignatureWords.Of(flaw, null, culture)}" : Word(What.ToString());
        return place.Length > 0 ? $"{place} — {what}" : what;

        string Word(string key, params object?[] about) => string.Format(
            culture ?? CultureInfo.CurrentUICulture,
            Refusals.Texts.GetString("archive.fault." + key, culture ?? CultureInfo.CurrentUICulture) ?? throw new InvalidOperationException($"No text for {key}."),
            about);
    }
}

/// <summary>Итог проверки архива, made without any database.</summary>
/// <param name="Name">Of the bag, without ending; null where it could not be read.</param>
/// <param name="Sha256">Of the whole zip, hex.</param>
/// <param name="Checkpoint">The signed checkpoint as text.</param>
/// <param name="Root">Hex root of the log inside.</param>
/// <param name="Seal">SHA-256 of the tag manifest, under which the signatures stand, hex; null: it is not there.</param>
/// <param name="Signatures">All that stand in it, sound or not: the server's, the director's, time-stamps.</param>
/// <param name="Lines">Lines of the log that were checked.</param>
/// <param name="Redacted">Lines whose content was taken out on lawful demand.</param>
/// <param name="Faults">First things first.</param>
public sealed record ArchiveVerdict(
    string? Name, string? Kind, string? Year, string Sha256, long Bytes, string? Checkpoint, string? Root, string? Seal, IReadOnlyList<BagSignature> Signatures,
    int Files, long Lines, long Redacted, IReadOnlyList<ArchiveFault> Faults)
{
    public bool IsIntact => Faults.Count == 0;
}
