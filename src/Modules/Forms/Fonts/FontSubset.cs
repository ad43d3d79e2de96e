using System.Buffers.Binary;

namespace ElJournal.Forms.Fonts;

/// <summary>
/// A TrueType font with the outlines of some glyphs only: Skia embeds the file it is given whole, and a statement of one page would
/// carry 300 KB of letters that it does not have. Glyphs keep their numbers, so nothing else changes.
/// </summary>
internal static class FontSubset
{
    private const int Entry = 16, Header = 12;

    /// <summary>What a PDF viewer and Skia need; the rest serves shaping and kerning, which the print does without.</summary>
    private static readonly string[] Kept = ["OS/2", "cmap", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post", "prep"];

    /// <param name="glyphs">Letters with their glyphs.</param>
    public static byte[] Keep(ReadOnlySpan<byte> font, IReadOnlyCollection<(char Letter, ushort Glyph)> glyphs)
    {
        var tables = Tables(font);
        var isLong = BinaryPrimitives.ReadInt16BigEndian(font[(tables["head"].Start.Value + 50)..]) == 1;
        var loca = font[tables["loca"]];
        var glyf = font[tables["glyf"]];
        var kept = Closure(loca, glyf, isLong, glyphs.Select(g => g.Glyph));
        var (newLoca, newGlyf) = Outlines(loca, glyf, isLong, kept);
        var written = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in Kept)
            if (tables.TryGetValue(name, out var range))
                written[name] = name switch
                {
                    "loca" => newLoca,
                    "glyf" => newGlyf,
                    "cmap" => Letters(glyphs),
                    "post" => Nameless(font[range]),
                    _ => font[range].ToArray(),
                };
        return Write(font[..4], written);
    }

    /// <summary>Which letter has which glyph: one table of ranges (format 12), each of one letter.</summary>
    private static byte[] Letters(IReadOnlyCollection<(char Letter, ushort Glyph)> glyphs)
    {
        const int Windows = 3, Unicode = 10, Format = 12, Start = 12, Head = 16, Range = 12;
        var table = new byte[Start + Head + (glyphs.Count * Range)];
        Put16(table, 2, 1);
        Put16(table, 4, Windows);
        Put16(table, 6, Unicode);
        Put32(table, 8, Start);
        Put16(table, Start, Format);
        Put32(table, Start + 4, Head + (glyphs.Count * Range));
        Put32(table, Start + 12, glyphs.Count);
        foreach (var (i, (letter, glyph)) in glyphs.OrderBy(g => g.Letter).Index())
        {
            var at = Start + Head + (i * Range);
            Put32(table, at, letter);
            Put32(table, at + 4, letter);
            Put32(table, at + 8, glyph);
        }
        return table;
    }

    private static void Put16(Span<byte> table, int at, int value) => BinaryPrimitives.WriteUInt16BigEndian(table[at..], (ushort)value);

    private static void Put32(Span<byte> table, int at, int value) => BinaryPrimitives.WriteInt32BigEndian(table[at..], value);

    /// <summary>Version 3: glyphs without PostScript names.</summary>
    private static byte[] Nameless(ReadOnlySpan<byte> post)
    {
        var nameless = post[..32].ToArray();
        Put32(nameless, 0, 0x00030000);
        return nameless;
    }

    private static Dictionary<string, Range> Tables(ReadOnlySpan<byte> font)
    {
        var tables = new Dictionary<string, Range>();
        for (var i = 0; i < BinaryPrimitives.ReadUInt16BigEndian(font[4..]); i++)
        {
            var entry = font.Slice(Header + (i * Entry), Entry);
            var (start, length) = (BinaryPrimitives.ReadInt32BigEndian(entry[8..]), BinaryPrimitives.ReadInt32BigEndian(entry[12..]));
            tables[System.Text.Encoding.ASCII.GetString(entry[..4])] = start..(start + length);
        }
        return tables;
    }

    /// <summary>The glyphs with those that they are composed of: й is и and a breve.</summary>
    private static HashSet<int> Closure(ReadOnlySpan<byte> loca, ReadOnlySpan<byte> glyf, bool isLong, IEnumerable<ushort> glyphs)
    {
        var kept = new HashSet<int> { 0 };
        var open = new Stack<int>(glyphs.Select(g => (int)g).Append(0));
        while (open.TryPop(out var glyph))
        {
            kept.Add(glyph);
            var outline = glyf[Place(loca, glyph, isLong)];
            if (outline.Length == 0 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0) continue;
            foreach (var part in Parts(outline))
                if (!kept.Contains(part)) open.Push(part);
        }
        return kept;
    }

    private static List<int> Parts(ReadOnlySpan<byte> outline)
    {
        const int Words = 0x1, Scale = 0x8, More = 0x20, TwoScales = 0x40, Matrix = 0x80;
        var parts = new List<int>();
        for (var at = 10; ;)
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
            parts.Add(BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]));
            at += 4 + ((flags & Words) != 0 ? 4 : 2) + ((flags & Scale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0);
            if ((flags & More) == 0) return parts;
        }
    }

    private static Range Place(ReadOnlySpan<byte> loca, int glyph, bool isLong) => isLong
        ? BinaryPrimitives.ReadInt32BigEndian(loca[(glyph * 4)..])..BinaryPrimitives.ReadInt32BigEndian(loca[((glyph + 1) * 4)..])
        : (BinaryPrimitives.ReadUInt16BigEndian(loca[(glyph * 2)..]) * 2)..(BinaryPrimitives.ReadUInt16BigEndian(loca[((glyph + 1) * 2)..]) * 2);

    private static (byte[] Loca, byte[] Glyf) Outlines(ReadOnlySpan<byte> loca, ReadOnlySpan<byte> glyf, bool isLong, HashSet<int> kept)
    {
        var places = new byte[loca.Length];
        using var outlines = new MemoryStream();
        var count = (loca.Length / (isLong ? 4 : 2)) - 1;
        for (var glyph = 0; glyph <= count; glyph++)
        {
            if (isLong) BinaryPrimitives.WriteInt32BigEndian(places.AsSpan(glyph * 4), (int)outlines.Length);
            else BinaryPrimitives.WriteUInt16BigEndian(places.AsSpan(glyph * 2), (ushort)(outlines.Length / 2));
            if (glyph == count || !kept.Contains(glyph)) continue;
            outlines.Write(glyf[Place(loca, glyph, isLong)]);
            while (outlines.Length % 4 != 0) outlines.WriteByte(0);
        }
        return (places, outlines.ToArray());
    }

    private static byte[] Write(ReadOnlySpan<byte> kind, SortedDictionary<string, byte[]> tables)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        var (power, log) = (1, 0);
        while (power * 2 <= tables.Count) (power, log) = (power * 2, log + 1);
        writer.Write(kind);
        foreach (var number in new[] { tables.Count, power * Entry, log, (tables.Count - power) * Entry }) writer.Write(BinaryPrimitives.ReverseEndianness((ushort)number));
        var offset = Header + (tables.Count * Entry);
        foreach (var (name, bytes) in tables)
        {
            writer.Write(System.Text.Encoding.ASCII.GetBytes(name));
            foreach (var number in new[] { Sum(bytes), (uint)offset, (uint)bytes.Length }) writer.Write(BinaryPrimitives.ReverseEndianness(number));
            offset += (bytes.Length + 3) & ~3;
        }
        foreach (var bytes in tables.Values)
        {
            writer.Write(bytes);
            writer.Write(new byte[((bytes.Length + 3) & ~3) - bytes.Length]);
        }
        return file.ToArray();
    }

    private static uint Sum(byte[] table)
    {
        var sum = 0u;
        for (var i = 0; i < table.Length; i++) sum += (uint)table[i] << (24 - (8 * (i % 4)));
        return sum;
    }
}
