using System.Resources;
using ElJournal.Ui;

namespace ElJournal.Setup.People;

/// <summary>Words of the pages of pupils and staff.</summary>
internal static class PeopleWords
{
    public static readonly Texts All = new(new ResourceManager("ElJournal.Setup.People.PeopleTexts", typeof(PeopleWords).Assembly));
}
