using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ElJournal.Scenarios.Browsing;

/// <summary>
/// Our own Russian words, to be found on a page that is to be English. What the school wrote itself (names, subjects, topics) stays as it was
/// written, so Russian letters alone prove nothing: a text is ours if it holds a sentence of a resource file, or is one of its words.
/// </summary>
internal static partial class RussianTexts
{
    /// <summary>What the sample school, its files and its acts happen to name as a resource does.</summary>
    [GeneratedRegex("""
        Шахматы,\ 7–8\ классы|Группа\ \d|обучение\ на\ дому|История|Осенние|Зимние|Весенние|мастерская|Регламент\ ведения\ (?:электронного\ )?журнала|протокол\ №\ 9|Приказ\ №\ \d+-у|^Тест(?=$|\ ·\ )|(?<=:\ )Тест$|^Пересдача$
        |^(?:Фамилия|Имя|Отчество|Дата\ рождения|Класс|Пол|Мать|Личное\ дело)$|(?<=column\ “)[^”]*(?=”)
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex OfTheSchool();

    /// <summary>What a person reads or hears: texts, names of controls, what stands in empty fields.</summary>
    private const string Said = """
        () => {
          const said = new Set(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node; node = walker.nextNode();) if (!node.parentElement.closest('script, style, textarea, .languages, [lang=ru]')) said.add(node.data);
          for (const attribute of ['title', 'placeholder', 'aria-label', 'data-label', 'alt'])
            for (const element of document.querySelectorAll(`body [${attribute}]`)) if (!element.closest('.languages')) said.add(element.getAttribute(attribute));
          return [document.title, ...said].filter(text => /[а-яё]{3}/i.test(text));
        }
        """;

    private static readonly Lazy<(HashSet<string> Words, Regex Sentences)> Ours = new(Gather);

    /// <returns>What is said in Russian by us and not by the school.</returns>
    public static async Task<IReadOnlyList<string>> On(IPage page) => [.. (await page.EvaluateAsync<string[]>(Said)).Where(IsOurs)];

    public static bool IsOurs(string text)
    {
        var (words, sentences) = Ours.Value;
        var rest = OfTheSchool().Replace(text, "…");
        return words.Contains(Bare(rest)) || sentences.IsMatch(rest);
    }

    private static (HashSet<string>, Regex) Gather()
    {
        var parts = Assemblies().SelectMany(Differing).SelectMany(text => Parts().Split(text)).Select(part => part.Trim(' ', '.', ',', ':', ';', '—', '–', '(', ')', '«', '»', '\n', '\r'))
            .Concat(Names()).Where(part => Three().IsMatch(part)).ToHashSet(StringComparer.Ordinal);
        // “в журнале” between two numbers of ours is also what anybody writes.
        var sentences = parts.Where(part => Word().Count(part) > 1).Concat(Names()).Distinct().OrderByDescending(part => part.Length).Select(Regex.Escape);
        return ([.. parts.Select(Bare)], new Regex($@"(?<!\w)(?:{string.Join('|', sentences)})(?!\w)", RegexOptions.CultureInvariant | RegexOptions.Compiled));
    }

    private static IEnumerable<Assembly> Assemblies() =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "ElJournal.*.dll").Where(path => !path.Contains("Tests", StringComparison.Ordinal)).Select(Assembly.LoadFrom);

    /// <summary>Russian texts that are another in English.</summary>
    private static IEnumerable<string> Differing(Assembly assembly) =>
        from name in assembly.GetManifestResourceNames()
        where name.EndsWith("Texts.resources", StringComparison.Ordinal)
        let texts = new ResourceManager(name[..^".resources".Length], assembly)
        let english = CultureInfo.GetCultureInfo("en")
        from DictionaryEntry entry in texts.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!
        where entry.Value is string russian && texts.GetString((string)entry.Key, english) != russian
        select (string)entry.Value!;

    /// <summary>Months and days as a date in words shows them.</summary>
    private static IEnumerable<string> Names()
    {
        var dates = CultureInfo.GetCultureInfo("ru-RU").DateTimeFormat;
        return dates.MonthGenitiveNames.Concat(dates.DayNames).Where(name => name.Length > 2);
    }

    /// <summary>Only the letters, and the gaps between words.</summary>
    private static string Bare(string text) => Other().Replace(text, " ").Trim();

    [GeneratedRegex("[а-яё]{3,}", RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    [GeneratedRegex(@"\{[^}]*\}|\||\n")]
    private static partial Regex Parts();

    [GeneratedRegex(@"[^а-яёА-ЯЁ\-]+")]
    private static partial Regex Other();

    [GeneratedRegex("[а-яё]{3}", RegexOptions.IgnoreCase)]
    private static partial Regex Three();
}
