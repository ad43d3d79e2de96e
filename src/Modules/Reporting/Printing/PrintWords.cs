using System.Resources;
using ElJournal.Setup;
using ElJournal.Ui;

namespace ElJournal.Reporting.Printing;

/// <summary>Words of the print centre; those of the forms themselves stand in their templates.</summary>
internal static class PrintWords
{
    public static readonly Texts All = new(new ResourceManager("ElJournal.Reporting.Printing.PrintTexts", typeof(PrintWords).Assembly));

    /// <summary>2 четверть.</summary>
    public static string Name(Term term) => All.With("term." + term.Kind, term.Ordinal);
}
