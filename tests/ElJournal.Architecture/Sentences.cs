using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ElJournal.Kernel;

namespace ElJournal.Architecture;

/// <summary>What the program says to people: Russian first, English second, with the same blanks to fill.</summary>
internal static partial class Sentences
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    /// <summary>Every refusal kept in a static field or property of any type.</summary>
    public static IReadOnlyList<(Type Holder, RefusalKind Kind)> Refusals(IEnumerable<Type> types) =>
        [.. types.Where(t => !t.ContainsGenericParameters).SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(f => f.FieldType == typeof(RefusalKind)).Select(f => (t, (RefusalKind)f.GetValue(null)!)))];

    public static IEnumerable<string> Complaints(IReadOnlyList<(Type Holder, RefusalKind Kind)> refusals)
    {
        foreach (var (holder, kind) in refusals)
        {
            var key = "refusal." + kind.Code;
            var russian = Own(kind.Texts, CultureInfo.InvariantCulture, key);
            var english = Own(kind.Texts, English, key);
            if (!Code().IsMatch(kind.Code) || kind.Code.Split('.')[0] != Modules.ModuleOf(holder).ToLowerInvariant())
                yield return $"{kind.Code} of {holder.FullName} is not module.snake_case.";
            if (russian is null) yield return $"{kind.Code} has no Russian sentence.";
            if (english is null) yield return $"{kind.Code} has no English sentence.";
            if (russian is not null && english is not null && !Blanks(russian).SetEquals(Blanks(english)))
                yield return $"{kind.Code} has other blanks in English.";
        }
        foreach (var twice in refusals.GroupBy(r => r.Kind.Code).Where(g => g.Count() > 1)) yield return $"{twice.Key} is named twice.";
    }

    /// <summary>Compares two files of texts.</summary>
    public static IEnumerable<string> Complaints(string file, XDocument russian, XDocument? english)
    {
        if (english is null) return [$"{file} has no English twin."];
        var (ru, en) = (Texts(russian), Texts(english));
        return ru.Keys.Except(en.Keys).Select(key => $"{file}: {key} has no English text.")
            .Concat(en.Keys.Except(ru.Keys).Select(key => $"{file}: {key} has no Russian text."))
            .Concat(ru.Keys.Intersect(en.Keys).Where(key => !Blanks(ru[key]).SetEquals(Blanks(en[key]))).Select(key => $"{file}: {key} has other blanks in English."))
            .Concat(ru.Where(pair => string.IsNullOrWhiteSpace(pair.Value)).Select(pair => $"{file}: {pair.Key} is empty."));
    }

    /// <summary>The text of exactly this language: a fallback would hide a missing one.</summary>
    private static string? Own(ResourceManager texts, CultureInfo culture, string key) =>
        texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false)?.GetString(key);

    private static Dictionary<string, string> Texts(XDocument file) =>
        file.Root!.Elements("data").ToDictionary(e => (string)e.Attribute("name")!, e => (string)e.Element("value")!);

    private static HashSet<string> Blanks(string sentence) => [.. Blank().Matches(sentence).Select(m => m.Groups[1].Value)];

    [GeneratedRegex(@"\{(\d+)")]
    private static partial Regex Blank();

    [GeneratedRegex(@"^[a-z][a-z0-9]*(_[a-z0-9]+)*\.[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex Code();
}
