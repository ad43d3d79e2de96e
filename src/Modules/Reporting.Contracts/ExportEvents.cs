using ElJournal.Kernel;

namespace ElJournal.Reporting;

/// <summary>Шаблон выгрузки сохранён: columns and format of a person's own exports (D-22.6). A name saved again replaces what it meant.</summary>
/// <param name="Name">As its owner calls it.</param>
/// <param name="Table">Which table: grades, absences, lessons, term-grades.</param>
/// <param name="Columns">In the order of the file.</param>
/// <param name="Format">csv, xlsx or json.</param>
/// <param name="Separator">Of CSV: semicolon, comma or tab.</param>
[Recorded("reporting.export_template_saved.v1")]
public sealed record ExportTemplateSaved(AccountId Account, string Name, string Table, IReadOnlyList<string> Columns, string Format, string Separator);

/// <summary>Шаблон выгрузки удалён.</summary>
[Recorded("reporting.export_template_dropped.v1")]
public sealed record ExportTemplateDropped(AccountId Account, string Name);
