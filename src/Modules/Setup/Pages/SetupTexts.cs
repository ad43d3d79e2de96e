using System.Resources;
using ElJournal.Ui;

namespace ElJournal.Setup.Pages;

/// <summary>Words that all set-up pages share; each section has its own file of words beside its pages.</summary>
public static class SetupTexts
{
    public static readonly Texts All = new(new ResourceManager("ElJournal.Setup.Pages.SetupTexts", typeof(SetupTexts).Assembly));
}
