using System.Resources;
using ElJournal.Ui;

namespace ElJournal.Control.Pages;

/// <summary>Words that all pages of the control share; each section has its own file of words beside its pages.</summary>
public static class ControlTexts
{
    public static readonly Texts All = new(new ResourceManager("ElJournal.Control.Pages.ControlTexts", typeof(ControlTexts).Assembly));
}
