using System.Resources;
using ElJournal.Ui;

namespace ElJournal.Setup.Registers;

/// <summary>Words of the pages of the registers.</summary>
internal static class RegisterWords
{
    public static readonly Texts All = new(new ResourceManager("ElJournal.Setup.Registers.RegisterTexts", typeof(RegisterWords).Assembly));
}
