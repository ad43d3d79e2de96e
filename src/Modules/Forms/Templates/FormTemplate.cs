using ElJournal.Forms.Markup;
using ElJournal.Forms.Templates;
using ElJournal.Kernel;
using Scriban;
using Scriban.Parsing;
using Scriban.Syntax;

namespace ElJournal.Forms;

/// <summary>Шаблон печатной формы: text with Scriban's commands that writes the strict subset of HTML (docs/forms.md).</summary>
public sealed class FormTemplate
{
    /// <summary>The longest template, in bytes of UTF-8; with more it would not fit one event of the log.</summary>
    public const int MostBytes = 48 * 1024;

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(20);

    private readonly Template script;

    private FormTemplate(string name, string text, Template script) => (Name, Text, this.script) = (name, text, script);

    /// <summary>What the template is called where one is named, such as <c>subject-page</c>.</summary>
    public string Name { get; }

    public string Text { get; }

    /// <summary>Reads a template. Null when it has faults: each is given with its place.</summary>
    public static FormTemplate? TryParse(string name, string text, out IReadOnlyList<FormFault> faults)
    {
        faults = [];
        text = text.ReplaceLineEndings("\n");
        if (System.Text.Encoding.UTF8.GetByteCount(text) > MostBytes)
        {
            faults = [new(1, 1, new Refusal(Faults.TooLong, [MostBytes / 1024]))];
            return null;
        }
        var script = Template.Parse(text, name, lexerOptions: new LexerOptions { KeepTrivia = false });
        faults = script.HasErrors
            ? [.. script.Messages.Where(m => m.Type == ParserMessageType.Error).Select(m => new FormFault(m.Span.Start.Line + 1, m.Span.Start.Column + 1, new Refusal(Faults.Script, [m.Message])))]
            : [.. StaticMarkup.Faults(text, script.Page)];
        return faults.Count == 0 ? new(name, text, script) : null;
    }

    /// <summary>Reads a template that is known to be good: one of the program's own.</summary>
    /// <exception cref="FormFaultException">It has faults.</exception>
    public static FormTemplate Parse(string name, string text) =>
        TryParse(name, text, out var faults) ?? throw new FormFaultException(name, faults[0]);

    /// <summary>What goes wrong when the form is made of these data; null when nothing does. Told when a template is taken, with sample data.</summary>
    public FormFault? Try(object model)
    {
        try
        {
            FormPrinter.Lay(new FormPrint(Name, DateTimeOffset.UnixEpoch, [new(this, model)]));
            return null;
        }
        catch (FormFaultException e)
        {
            return e.Fault;
        }
    }

    /// <summary>The markup of the data.</summary>
    /// <exception cref="FormFaultException">The template does not go with the data, or writes what is not of the subset.</exception>
    internal Node Render(object model)
    {
        using var time = new CancellationTokenSource(MostTime);
        var context = new SafeContext(Text, model, time.Token);
        Run(context);
        try
        {
            return MarkupReader.Read(context.Written);
        }
        catch (MarkupException e)
        {
            var (line, column) = context.Origin(e.Line, e.Column);
            throw new FormFaultException(Name, new(line, column, e.Why));
        }
    }

    private void Run(SafeContext context)
    {
        try
        {
            script.Render(context);
        }
        catch (ScriptAbortException e)
        {
            throw Fault(e.Span, Faults.TooMuch);
        }
        catch (ScriptRuntimeException e) when (e.InnerException is OutputTooLongException || e.OriginalMessage.Contains("limit", StringComparison.OrdinalIgnoreCase))
        {
            throw Fault(e.Span, Faults.TooMuch);
        }
        catch (ScriptRuntimeException e)
        {
            throw Fault(e.Span, Faults.Running, e.OriginalMessage);
        }
        catch (OutputTooLongException)
        {
            throw Fault(default, Faults.TooMuch);
        }
    }

    private FormFaultException Fault(SourceSpan span, RefusalKind kind, params object?[] arguments) =>
        new(Name, new(span.Start.Line + 1, span.Start.Column + 1, new(kind, arguments)));
}
