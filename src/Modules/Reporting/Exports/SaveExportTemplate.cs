using ElJournal.Kernel;
using Wolverine.Marten;

namespace ElJournal.Reporting.Exports;

/// <summary>Шаблоны выгрузок of a person, folded from their stream.</summary>
/// <param name="All">By name.</param>
public sealed record ExportTemplates(string Id, AccountId Account, IReadOnlyList<ExportTemplateSaved> All)
{
    public static string Stream(AccountId account) => $"export-templates/{account}";

    public static ExportTemplates Create(ExportTemplateSaved e) => Apply(e, new ExportTemplates(Stream(e.Account), e.Account, []));

    public static ExportTemplates Apply(ExportTemplateSaved e, ExportTemplates templates) =>
        templates with { All = [.. templates.All.Where(t => t.Name != e.Name).Append(e).OrderBy(t => t.Name, StringComparer.CurrentCultureIgnoreCase)] };

    public static ExportTemplates Apply(ExportTemplateDropped e, ExportTemplates templates) => templates with { All = [.. templates.All.Where(t => t.Name != e.Name)] };
}

/// <summary>Сохранить шаблон выгрузки.</summary>
/// <param name="Account">One's own.</param>
public sealed record SaveExportTemplate(Guid CommandId, AccountId Account, string Name, string Table, IReadOnlyList<string> Columns, string Format, string Separator) : ICommand
{
    public Need Need => new(Permission.OwnAccount, Account.Resource);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => ExportTemplates.Stream(Account);
}

/// <summary>Удалить шаблон выгрузки.</summary>
public sealed record DropExportTemplate(Guid CommandId, AccountId Account, string Name) : ICommand
{
    public Need Need => new(Permission.OwnAccount, Account.Resource);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => ExportTemplates.Stream(Account);
}

public static class SaveExportTemplateHandler
{
    public const int LongestName = 80;

    /// <summary>More is no list any more.</summary>
    public const int Most = 50;

    public static (Outcome, Events) Handle(SaveExportTemplate command, [WriteAggregate(nameof(SaveExportTemplate.Stream), Required = false)] ExportTemplates? templates)
    {
        var name = command.Name.Trim();
        if (name.Length is 0 or > LongestName) return (Outcome.Refused(Refusals.TemplateLacksName, LongestName), []);
        if (ExportTables.All.FirstOrDefault(t => t.Name == command.Table) is not { } table || command.Columns.Count == 0 || command.Columns.Except(table.Columns).Any()
            || !ExportWish.Formats.Contains(command.Format) || !ExportWish.Separators.ContainsKey(command.Separator)) return (Outcome.Refused(Refusals.TemplateIsUnknown), []);
        if (templates?.All.Count >= Most && templates.All.All(t => t.Name != name)) return (Outcome.Refused(Refusals.TemplatesAreMany, Most), []);
        var saved = new ExportTemplateSaved(command.Account, name, command.Table, command.Columns, command.Format, command.Separator);
        var same = templates?.All.FirstOrDefault(t => t.Name == name) is { } standing && standing with { Columns = saved.Columns } == saved && standing.Columns.SequenceEqual(saved.Columns);
        return (Outcome.Accepted, same ? [] : [saved]);
    }
}

public static class DropExportTemplateHandler
{
    public static (Outcome, Events) Handle(DropExportTemplate command, [WriteAggregate(nameof(DropExportTemplate.Stream), Required = false)] ExportTemplates? templates) =>
        (Outcome.Accepted, templates?.All.Any(t => t.Name == command.Name) == true ? [new ExportTemplateDropped(command.Account, command.Name)] : []);
}
