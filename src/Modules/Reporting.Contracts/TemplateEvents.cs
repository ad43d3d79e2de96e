using ElJournal.Kernel;

namespace ElJournal.Reporting;

/// <summary>Streams of templates.</summary>
public static class TemplateStreams
{
    /// <param name="form">Name of the form's template, such as <c>subject-spread</c>.</param>
    public static string Of(string form) => "print-template/" + form;
}

/// <summary>Шаблон формы заменён своим (D-15, Z-16.3): from now on the school prints the form with this text.</summary>
/// <param name="Form">Name of the form's template, such as <c>subject-spread</c>.</param>
/// <param name="Text">The whole template, lines ending with a line feed; it is of the school and speaks of nobody.</param>
[Recorded("reporting.template_replaced.v1")]
public sealed record TemplateReplaced(string Form, string Text);

/// <summary>Форма возвращена к шаблону программы.</summary>
[Recorded("reporting.template_returned.v1")]
public sealed record TemplateReturned(string Form);
