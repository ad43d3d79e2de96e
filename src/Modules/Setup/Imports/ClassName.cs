using System.Text.RegularExpressions;

namespace ElJournal.Setup.Imports;

/// <summary>Название класса: year level 1–11 and letter, which is empty where the level has one class only.</summary>
public readonly partial record struct ClassName(int Level, string Letter)
{
    /// <summary>
    /// Reads 8А, 8 «А», 8-а, 8 а, 8-й «А» класс. Latin look-alikes are taken for the Russian letters they stand for.
    /// </summary>
    /// <returns>Null when the text is no class of a school.</returns>
    public static ClassName? Parse(string text)
    {
        var match = Form().Match(Words.Russian(text));
        return match.Success && int.Parse(match.Groups["level"].ValueSpan) is >= 1 and <= 11 and var level
            ? new ClassName(level, match.Groups["letter"].Value)
            : null;
    }

    /// <summary>8А: as the journal writes it.</summary>
    public override string ToString() => $"{Level}{Letter}";

    [GeneratedRegex("""
        ^\s*
        (?:КЛАСС\s*)?
        (?<level>\d{1,2})
        (?:\s*-?\s*(?:ЫЙ|ИЙ|ОЙ|Й)(?=[\s«"„“”'(-]))?     # 8-й «А»
        [\s\-–—_.]*
        [«"„“”'‘’(]?\s*
        (?<letter>(?!КЛ\b|КЛАСС)[А-ЯЁ]{1,3}[1-9]?)?
        \s*[»"“”'‘’)]?
        \s*(?:КЛ\.?|КЛАСС)?
        \s*$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
