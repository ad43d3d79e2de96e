using System.Buffers;
using System.Text;
using Scriban;
using Scriban.Functions;
using Scriban.Parsing;
using Scriban.Runtime;

namespace ElJournal.Forms.Templates;

/// <summary>
/// Where a template runs: it sees the form's data and plain functions, and nothing else; its loops, depth, time and output end.
/// What it writes out of the data is text and never markup.
/// </summary>
internal sealed class SafeContext : TemplateContext
{
    /// <summary>The most that one template can write, in characters: some two hundred sheets.</summary>
    private const int MostOutput = 20_000_000;

    private readonly Limited written;

    public SafeContext(string template, object model, CancellationToken cancel) : base(Builtins())
    {
        LoopLimit = 200_000;
        LoopLimitQueryable = 200_000;
        RecursiveLimit = 30;
        ObjectRecursionLimit = 20;
        LimitToString = 200_000;
        // The output has a limit of its own, which is told and does not cut.
        OutputLimit = 0;
        RegexTimeOut = TimeSpan.FromMilliseconds(200);
        StrictVariables = true;
        EnableRelaxedMemberAccess = false;
        AutoIndent = false;
        TemplateLoader = null;
        CancellationToken = cancel;
        PushOutput(written = new Limited(template, MostOutput));
        var globals = new ScriptObject();
        globals.Import(model);
        PushGlobal(globals);
    }

    public string Written => written.Text.ToString();

    /// <summary>A value of the data: text, whatever it holds.</summary>
    public override TemplateContext Write(SourceSpan span, object? textAsObject)
    {
        if (textAsObject is not null) Write(Escaped(ObjectToString(textAsObject) ?? ""));
        return this;
    }

    /// <summary>The place of the template that wrote a place of the output.</summary>
    public (int Line, int Column) Origin(int line, int column) => written.Origin(line, column);

    /// <summary>Characters that no markup can hold are left out: they have no look.</summary>
    private static string Escaped(string text)
    {
        if (!text.AsSpan().ContainsAny(Special)) return text;
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value is '<') escaped.Append("&lt;");
            else if (rune.Value is '>') escaped.Append("&gt;");
            else if (rune.Value is '&') escaped.Append("&amp;");
            else if (rune.Value is '"') escaped.Append("&quot;");
            else if (rune.Value is (>= ' ' or '\n' or '\t') and not (0xFFFE or 0xFFFF)) escaped.Append(rune.ToString());
        return escaped.ToString();
    }

    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. "<>&\"\uFFFE\uFFFF", .. Enumerable.Range(0, ' ').Select(c => (char)c).Except(['\n', '\t']), .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    /// <summary>Scriban's own functions but those of chance, of the clock and of templates inside templates: a print of the same data is the same.</summary>
    private static ScriptObject Builtins()
    {
        var all = new ScriptObject();
        foreach (var name in new[] { "array", "string", "math" }) all[name] = ((ScriptObject)Common[name]!).Clone(true);
        ((ScriptObject)all["math"]!).Remove("random");
        ((ScriptObject)all["math"]!).Remove("uuid");
        all["empty"] = EmptyScriptObject.Default;
        return all;
    }

    private static readonly BuiltinFunctions Common = new();
}

/// <summary>A template wrote more than a form can be.</summary>
internal sealed class OutputTooLongException() : Exception("The template writes too much.");
