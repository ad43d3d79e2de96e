namespace ElJournal.Kernel;

/// <summary>
/// A cell on its way into a CSV that people open in a spreadsheet. A cell that begins like a formula is written with a leading
/// apostrophe, so that a topic such as <c>=HYPERLINK(…)</c> stays text; <see cref="Plain"/> takes the apostrophe off again on import.
/// </summary>
public static class CsvCell
{
    /// <summary>The text with an apostrophe in front where a spreadsheet would otherwise calculate it.</summary>
    public static string Safe(string text) => ReadsAsFormula(text) ? "'" + text : text;

    /// <summary>The text as it was before <see cref="Safe"/>; any other text is returned as it is.</summary>
    public static string Plain(string text) => text.StartsWith('\'') && ReadsAsFormula(text) ? text[1..] : text;

    // Apostrophes are looked through, so that a text which itself begins with "'=" comes back unchanged.
    private static bool ReadsAsFormula(string text)
    {
        var rest = text.AsSpan().TrimStart('\'');
        if (rest.Length > 0 && rest[0] is '\t' or '\r' or '\n')
        {
            return true;
        }

        rest = rest.TrimStart(" \u00A0\u200B\uFEFF");
        return rest.Length > 0 && rest[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' or '\t' or '\r' or '\n';
    }
}
