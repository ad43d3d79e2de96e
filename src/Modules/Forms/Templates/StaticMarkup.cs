using System.Text;
using System.Text.RegularExpressions;
using ElJournal.Forms.Markup;
using ElJournal.Kernel;
using Scriban.Syntax;

namespace ElJournal.Forms.Templates;

/// <summary>Looks at the tags that stand in a template itself, those too that no sample data would make it write.</summary>
internal static partial class StaticMarkup
{
    /// <summary>Stands for what a command will write.</summary>
    private const char Command = '\uFFFC';

    public static IEnumerable<FormFault> Faults(string text, ScriptPage? page)
    {
        var markup = Blanked(text, page);
        foreach (Match tag in Tag().Matches(markup))
            foreach (var why in Of(tag)) yield return At(markup, tag.Index, why);
        var rest = Comment().Replace(Tag().Replace(markup, m => new string(' ', m.Length)), m => new string(' ', m.Length));
        if (rest.IndexOf('<') is var stray and >= 0) yield return At(markup, stray, new(Forms.Faults.Unclosed, []));
    }

    private static IEnumerable<Refusal> Of(Match tag)
    {
        var name = tag.Groups["name"].Value;
        if (name.Contains(Command)) yield break;
        if (!Subset.Knows(name))
        {
            yield return new(Forms.Faults.Element, [name]);
            yield break;
        }
        foreach (Match given in Attribute().Matches(tag.Groups["rest"].Value))
        {
            var (attribute, value) = (given.Groups["name"].Value, given.Groups["value"].Value);
            if (!Subset.Takes(name, attribute)) yield return new(Forms.Faults.Attribute, [attribute, name]);
            else if (attribute != "class" && !value.Contains(Command) && !Subset.Fits(attribute, value)) yield return new(Forms.Faults.Value, [attribute, value]);
            else if (attribute == "class")
                foreach (var word in value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    if (!word.Contains(Command) && !Subset.HasClass(name, word)) yield return new(Forms.Faults.Class, [word, name]);
        }
    }

    /// <summary>The template with its commands blanked, letter for letter, so that places stay.</summary>
    private static string Blanked(string text, ScriptPage? page)
    {
        var blank = new StringBuilder(text.Length);
        blank.Append(text.Select(c => c == '\n' ? c : Command).ToArray());
        if (page is not null)
            foreach (var raw in Raws(page))
                for (var i = raw.Text.Index; i < raw.Text.Index + raw.Text.Length && i < text.Length; i++) blank[i] = text[i];
        return blank.ToString();
    }

    private static IEnumerable<ScriptRawStatement> Raws(ScriptNode node)
    {
        if (node is ScriptRawStatement raw) yield return raw;
        for (var i = 0; i < node.ChildrenCount; i++)
            if (node.GetChildren(i) is { } child)
                foreach (var inner in Raws(child)) yield return inner;
    }

    private static FormFault At(string text, int index, Refusal why)
    {
        var before = text.AsSpan(0, index);
        return new(before.Count('\n') + 1, index - before.LastIndexOf('\n'), why);
    }

    [GeneratedRegex("</?(?<name>[A-Za-z\uFFFC][\\w\uFFFC-]*)(?<rest>(?:[^<>\"]|\"[^\"]*\")*)>")]
    private static partial Regex Tag();

    [GeneratedRegex("(?<name>[\\w:-]+)\\s*=\\s*\"(?<value>[^\"]*)\"")]
    private static partial Regex Attribute();

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
