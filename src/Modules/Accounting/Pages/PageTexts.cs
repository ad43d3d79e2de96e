using System.Resources;
using ElJournal.Accounting.Journal;
using ElJournal.Ui;

namespace ElJournal.Accounting.Pages;

/// <summary>Words of the journal's pages.</summary>
public static class PageTexts
{
    public static Texts All { get; } = new(new ResourceManager("ElJournal.Accounting.Pages.PageTexts", typeof(PageTexts).Assembly));

    public static string Of(ChangeKind kind) => All["kind." + kind];
}
