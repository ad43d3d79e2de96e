using System.Resources;
using ElJournal.Ui;

namespace ElJournal.Accounting.Terms;

/// <summary>Words of the pages about terms and years.</summary>
public static class TermTexts
{
    public static Texts All { get; } = new(new ResourceManager("ElJournal.Accounting.Terms.TermPageTexts", typeof(TermTexts).Assembly));
}
