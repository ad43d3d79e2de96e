using System.Text.Encodings.Web;
using System.Text.Json;
using ElJournal.Kernel;
using Wolverine.Marten;

namespace ElJournal.Reporting.Printing.SchoolTemplates;

/// <summary>Заменить шаблон печатной формы своим (D-15, Z-16.3).</summary>
/// <param name="Seen">Hash of the school's template that stood when this one was written; empty: the program's own did.</param>
public sealed record ReplaceTemplate(Guid CommandId, string Form, string Text, string Seen) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => TemplateStreams.Of(Form);

    /// <summary>Without the text: a failed command is written into the program's log.</summary>
    public override string ToString() => $"{nameof(ReplaceTemplate)} {CommandId} {Form}";
}

public static class ReplaceTemplateHandler
{
    /// <summary>As JSON; with what stands around it in the log an entry stays below the 64 KB that it may have.</summary>
    private const int MostStored = 60 * 1024;

    private static readonly JsonSerializerOptions AsStored = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static (Outcome, Events) Handle(ReplaceTemplate command, [WriteAggregate(nameof(ReplaceTemplate.Stream), Required = false)] SchoolTemplate? standing)
    {
        if (SchoolForm.Find(command.Form) is not { } form) return (Outcome.Refused(Refusals.FormIsUnknown), []);
        if (form.Read(command.Text, out var faults) is not { } template) return (Outcome.Refused(Refusals.TemplateIsBroken, faults[0].Text()), []);
        if (JsonSerializer.SerializeToUtf8Bytes(template.Text, AsStored).Length > MostStored) return (Outcome.Refused(Refusals.TemplateIsTooLong), []);
        if (standing?.Text == template.Text) return (Outcome.Accepted, []);
        if ((standing?.Hash ?? "") != command.Seen) return (Outcome.Changed(Refusals.TemplateWasChanged, standing?.Text ?? form.Own.Text), []);
        // Otherwise the school would keep as its own what it never wrote, and a better one of the next release would pass it by.
        if (template.Text == form.Own.Text) return (Outcome.Refused(Refusals.TemplateIsTheProgramsOwn), []);
        return (Outcome.Accepted, [new TemplateReplaced(command.Form, template.Text)]);
    }
}
