using System.Resources;
using ElJournal.Ui;

namespace ElJournal.Reporting.Extracts;

/// <summary>Words of the pages of extracts.</summary>
internal static class ExtractWords
{
    public static readonly Texts All = new(new ResourceManager("ElJournal.Reporting.Extracts.ExtractTexts", typeof(ExtractWords).Assembly));
}
