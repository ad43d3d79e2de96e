using System.Resources;
using ElJournal.Kernel;

namespace ElJournal.Ui;

/// <summary>Words of the whole interface: the frame of a page, roles, channels.</summary>
public static class UiTexts
{
    public static Texts All { get; } = new(new ResourceManager("ElJournal.Ui.Resources.UiTexts", typeof(UiTexts).Assembly));

    public static string Of(Role role) => All["role." + role];

    public static string Of(Channel channel) => All["channel." + channel];
}
