using System.Globalization;
using System.Resources;
using ElJournal.Kernel;

namespace ElJournal.Forms;

/// <summary>What is wrong with a template and where, for the person who wrote it.</summary>
/// <param name="Line">From 1, in the template's text.</param>
/// <param name="Column">From 1.</param>
public sealed record FormFault(int Line, int Column, Refusal Why)
{
    /// <summary>«Строка 12, столбец 5: …» in the language of <paramref name="culture"/> (the current one by default).</summary>
    public string Text(CultureInfo? culture = null) => string.Format(
        culture ?? CultureInfo.CurrentUICulture, Faults.Texts.GetString("fault.place", culture ?? CultureInfo.CurrentUICulture)!, Line, Column, Why.Text(culture));
}

/// <summary>A form that cannot be made: the template and the data do not go together.</summary>
public sealed class FormFaultException(string template, FormFault fault) : Exception($"{template}: {fault.Text(CultureInfo.InvariantCulture)}")
{
    /// <summary>The name of the template at fault.</summary>
    public string Template { get; } = template;

    public FormFault Fault { get; } = fault;
}

/// <summary>Why a template of a form is refused.</summary>
public static class Faults
{
    public static ResourceManager Texts => Sentences.All;

    public static readonly RefusalKind TooLong = Kind("too_long");
    public static readonly RefusalKind Script = Kind("script");
    public static readonly RefusalKind Running = Kind("running");
    public static readonly RefusalKind TooMuch = Kind("too_much");
    public static readonly RefusalKind Markup = Kind("markup");
    public static readonly RefusalKind Element = Kind("element");
    public static readonly RefusalKind Nesting = Kind("nesting");
    public static readonly RefusalKind Attribute = Kind("attribute");
    public static readonly RefusalKind Value = Kind("value");
    public static readonly RefusalKind Class = Kind("class");
    public static readonly RefusalKind Unclosed = Kind("unclosed");
    public static readonly RefusalKind NoSection = Kind("no_section");
    public static readonly RefusalKind Table = Kind("table");
    public static readonly RefusalKind Qr = Kind("qr");
    public static readonly RefusalKind TooTall = Kind("too_tall");

    private static RefusalKind Kind(string name) => new("forms." + name, Texts);

    /// <summary>Apart, because which field of a class is initialised first is nobody's choice.</summary>
    private static class Sentences
    {
        public static readonly ResourceManager All = new("ElJournal.Forms.Texts", typeof(Faults).Assembly);
    }
}
