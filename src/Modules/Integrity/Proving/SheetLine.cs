using System.Globalization;
using System.Text.RegularExpressions;
using ElJournal.Integrity.Notes;

namespace ElJournal.Integrity.Proving;

/// <summary>
/// What a printed sheet is checked by, as somebody typed it from the paper or a scanner read it: the line at its foot, or the signed checkpoint that is the
/// code of the last sheet.
/// </summary>
/// <param name="Origin">Which log, <c>host/school/year</c>.</param>
/// <param name="Size">Entries of the log that the sheet was printed by.</param>
/// <param name="Root">First half of the log's root then, or all of it; lower-case hex.</param>
/// <param name="Data">First eight digits of the SHA-256 of the sheet's own data; null: the code of the last sheet has none.</param>
/// <param name="Note">The signed checkpoint; null: a line.</param>
public sealed partial record SheetLine(string Origin, long Size, string Root, string? Data, SignedNote? Note)
{
    /// <summary>Null: it is neither.</summary>
    public static SheetLine? Parse(string text)
    {
        text = text.ReplaceLineEndings("\n").Trim();
        if (Foot().Match(text) is { Success: true } foot)
        {
            return new SheetLine(
                foot.Groups["origin"].Value, long.Parse(foot.Groups["size"].Value, CultureInfo.InvariantCulture), foot.Groups["root"].Value.ToLowerInvariant(),
                foot.Groups["data"] is { Success: true, Value: var data } ? data.ToLowerInvariant() : null, null);
        }
        try
        {
            var note = SignedNote.Parse(text + "\n");
            var checkpoint = Checkpoint.Parse(note.Text);
            return new SheetLine(checkpoint.Origin, checkpoint.Size, checkpoint.Root.ToHex(), null, note);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The dots between the parts are hard to type; anything, or nothing, stands for one.</summary>
    [GeneratedRegex(@"^(?<origin>[^\s·]+/[^\s·]+/[^\s·]+)[\s·•.,–-]+(?<size>[0-9]{1,18})\s*:\s*(?<root>[0-9a-fA-F]{16,64})([\s·•.,–-]+(?<data>[0-9a-fA-F]{8}))?$")]
    private static partial Regex Foot();
}
