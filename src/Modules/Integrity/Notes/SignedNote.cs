using System.Buffers.Binary;
using System.Text;

namespace ElJournal.Integrity.Notes;

/// <summary>One signature line of a note: <c>— name base64(key id ‖ signature)</c>.</summary>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// A text with signatures under it (c2sp.org/signed-note): lines, a blank line, signature lines.
/// What is signed is the text with its last newline; lines of unknown keys are carried along, so that witnesses may add theirs.
/// </summary>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    private const string Dash = "\u2014 ";
    private const int MostSignatures = 100;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static SignedNote Sign(string text, string name, SigningKey key) =>
        new(Checked(text), [new NoteSignature(name, key.Verifier(name).KeyId, key.Sign(Utf8.GetBytes(text)))]);

    public static SignedNote Parse(string note)
    {
        var blank = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0 || !note.EndsWith('\n'))
        {
            throw new FormatException("Not a signed note: no blank line before the signatures.");
        }

        var lines = note[(blank + 2)..].Split('\n')[..^1];
        return lines.Length is > 0 and <= MostSignatures
            ? new SignedNote(Checked(note[..(blank + 1)]), [.. lines.Select(ParseLine)])
            : throw new FormatException("Not a signed note: no signature, or too many.");
    }

    /// <summary>Whether <paramref name="key"/> signed it. A line under its name and id that does not verify spoils the note.</summary>
    public bool IsSignedBy(VerifierKey key)
    {
        var own = Signatures.Where(signature => signature.Name == key.Name && signature.KeyId == key.KeyId).ToList();
        var text = Utf8.GetBytes(Text);
        return own.Count > 0 && own.TrueForAll(signature => key.HasSigned(text, signature.Bytes.Span));
    }

    public override string ToString()
    {
        var note = new StringBuilder(Text).Append('\n');
        foreach (var signature in Signatures)
        {
            var bytes = new byte[4 + signature.Bytes.Length];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, signature.KeyId);
            signature.Bytes.CopyTo(bytes.AsMemory(4));
            note.Append(Dash).Append(signature.Name).Append(' ').Append(Convert.ToBase64String(bytes)).Append('\n');
        }

        return note.ToString();
    }

    private static NoteSignature ParseLine(string line)
    {
        var space = line.IndexOf(' ', Math.Min(line.Length, Dash.Length));
        if (!line.StartsWith(Dash, StringComparison.Ordinal) || space < 0)
        {
            throw new FormatException("Not a signature line.");
        }

        var name = line[Dash.Length..space];
        var bytes = Convert.FromBase64String(line[(space + 1)..]);
        return VerifierKey.IsName(name) && bytes.Length > 4
            ? new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(4))
            : throw new FormatException("Not a signature line.");
    }

    private static string Checked(string text) => text.EndsWith('\n') && !text.Any(c => c < ' ' && c != '\n')
        ? text
        : throw new FormatException("A note's text ends with a newline and holds no other control characters.");
}
