using System.Text;
using CsvHelper;

namespace ElJournal.Setup.Imports;

/// <summary>A table in text: the encoding and the separator are found from the bytes, since nothing in the file names them.</summary>
internal static class TextTable
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, true);
    private static readonly Encoding Windows1251 = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;
    private static readonly char[] Separators = [';', '\t', ','];

    public static TableFile Read(byte[] bytes, string name, TableForm form)
    {
        var (encoding, text) = Decode(bytes, name, form.Encoding);
        var line = 1;
        char? declared = null;

        // Spreadsheets write the separator as a first line of its own.
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 5 && text[5] is '\r' or '\n')
        {
            declared = text[4];
            var rest = text[5..];
            text = rest.StartsWith("\r\n", StringComparison.Ordinal) ? rest[2..] : rest[1..];
            line = 2;
        }

        var separator = form.Separator is [var chosen] ? chosen : declared ?? Separators.MaxBy(candidate => Consistency(text, candidate));
        return new TableFile(name, encoding, separator.ToString(), [new TableSheet(null, Rows(text, separator, line, name))]);
    }

    private static (string Encoding, string Text) Decode(byte[] bytes, string name, string? wanted)
    {
        try
        {
            var (encoding, text) = wanted is not null ? (wanted, As(wanted, bytes)) : bytes.AsSpan() switch
            {
                [0xEF, 0xBB, 0xBF, ..] => ("utf-8-bom", StrictUtf8.GetString(bytes.AsSpan(3))),
                [0xFF, 0xFE, ..] => ("utf-16", new UnicodeEncoding(false, true, true).GetString(bytes.AsSpan(2))),
                [0xFE, 0xFF, ..] => ("utf-16", new UnicodeEncoding(true, true, true).GetString(bytes.AsSpan(2))),
                _ => WithoutMark(bytes),
            };

            // Control characters mean a picture, an archive or a document, not a table.
            return text.Any(c => char.IsControl(c) && c is not ('\t' or '\r' or '\n' or '\v' or '\f' or '\u0085'))
                ? throw ImportRefusal.Of("import_file_not_table", name)
                : (encoding, text);
        }
        catch (DecoderFallbackException e)
        {
            throw ImportRefusal.After(e, "import_file_encoding", name);
        }
        catch (ArgumentException e)
        {
            throw ImportRefusal.After(e, "import_file_encoding", name);
        }
    }

    private static string As(string encoding, byte[] bytes)
    {
        Encoding reading = encoding switch { "windows-1251" => Windows1251, "utf-16" => new UnicodeEncoding(false, true, true), _ => StrictUtf8 };
        return reading.GetString(bytes).TrimStart('\uFEFF');
    }

    private static (string Encoding, string Text) WithoutMark(byte[] bytes)
    {
        try
        {
            return ("utf-8", StrictUtf8.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            // Every byte means something in windows-1251, so nothing is left to guess; statistics fail on short Russian lists.
            return ("windows-1251", Windows1251.GetString(bytes));
        }
    }

    /// <summary>How steadily the separator cuts the first lines into equal numbers of cells; nought when it never occurs.</summary>
    private static long Consistency(string text, char separator)
    {
        var widths = new Dictionary<int, int>();
        foreach (var width in Widths(text, separator).Take(200).Where(width => width > 1))
        {
            widths[width] = widths.GetValueOrDefault(width) + 1;
        }

        // Most rows of one width wins; between equals, the wider cut.
        return widths.Count == 0 ? 0 : widths.Max(pair => ((long)pair.Value << 20) + pair.Key);
    }

    private static IEnumerable<int> Widths(string text, char separator)
    {
        var quotes = new Quotes(separator);
        var width = 1;
        foreach (var c in text)
        {
            if (quotes.Contain(c))
            {
                continue;
            }

            if (c is '\n' or '\r')
            {
                yield return width;
                width = 1;
            }
            else if (c == separator)
            {
                width++;
            }
        }

        yield return width;
    }

    private static List<TableRow> Rows(string text, char separator, int firstLine, string name)
    {
        var rows = new List<TableRow>();
        long? open = null;
        try
        {
            using var reader = CsvReader.FromText(text, new CsvReaderOptions
            {
                Separator = separator,
                HasHeader = false,
                TrackLineNumbers = true,
                OnMalformedRecord = bad => open = bad.Reason == CsvMalformedReason.UnterminatedQuote ? bad.LineNumber : open,
            });
            while (reader.Read())
            {
                var line = (int)reader.LineNumber + firstLine - 1;
                if (open is not null)
                {
                    throw ImportRefusal.At("import_quote_open", name, null, line);
                }

                if (Row(line, reader.Current.ToArray(), name) is { } row)
                {
                    rows.Add(row);
                }

                if (rows.Count > TableLimits.Rows)
                {
                    throw ImportRefusal.At("import_too_many_rows", name, null, line, TableLimits.Rows);
                }
            }
        }
        catch (CsvFormatException e)
        {
            throw ImportRefusal.After(e, "import_file_not_table", name);
        }

        return rows.Count > 0 ? rows : throw ImportRefusal.Of("import_file_empty", name);
    }

    private static TableRow? Row(int line, string[] record, string name)
    {
        if (record.Length > TableLimits.Columns)
        {
            throw ImportRefusal.At("import_too_many_columns", name, null, line, TableLimits.Columns);
        }

        if (record.Any(cell => cell.Length > TableLimits.CellCharacters))
        {
            throw ImportRefusal.At("import_cell_too_long", name, null, line, TableLimits.CellCharacters);
        }

        var cells = Array.ConvertAll(record, Words.Clean);
        return cells.All(cell => cell.Length == 0) ? null : new TableRow(line, cells);
    }

    /// <summary>Follows a text through its quoted cells. A quote opens only at a cell's start: in <c>8 "А"</c> it is a letter like any other.</summary>
    private sealed class Quotes(char separator)
    {
        private bool inside;
        private bool mayOpen = true;

        /// <summary>Takes the next character and says whether it belongs to a quoted cell that is still open.</summary>
        public bool Contain(char c)
        {
            if (inside)
            {
                // A doubled quote closes and opens again at once.
                inside = c != '"';
                mayOpen = !inside;
            }
            else
            {
                inside = mayOpen && c == '"';
                mayOpen = c == separator || c is '\n' or '\r';
            }

            return inside;
        }
    }
}
