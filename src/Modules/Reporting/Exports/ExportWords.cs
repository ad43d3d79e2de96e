using System.Resources;
using ElJournal.Ui;

namespace ElJournal.Reporting.Exports;

/// <summary>Words of exports: tables, columns, the page.</summary>
internal static class ExportWords
{
    public static readonly Texts All = new(new ResourceManager("ElJournal.Reporting.Exports.ExportTexts", typeof(ExportWords).Assembly));
}
