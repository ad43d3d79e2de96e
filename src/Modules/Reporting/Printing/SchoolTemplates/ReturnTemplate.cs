using ElJournal.Kernel;
using Wolverine.Marten;

namespace ElJournal.Reporting.Printing.SchoolTemplates;

/// <summary>Вернуть форму к шаблону программы.</summary>
public sealed record ReturnTemplate(Guid CommandId, string Form) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => TemplateStreams.Of(Form);
}

public static class ReturnTemplateHandler
{
    public static (Outcome, Events) Handle(ReturnTemplate command, [WriteAggregate(nameof(ReturnTemplate.Stream), Required = false)] SchoolTemplate? standing)
    {
        if (SchoolForm.Find(command.Form) is null) return (Outcome.Refused(Refusals.FormIsUnknown), []);
        return standing?.Text is null ? (Outcome.Accepted, []) : (Outcome.Accepted, [new TemplateReturned(command.Form)]);
    }
}
