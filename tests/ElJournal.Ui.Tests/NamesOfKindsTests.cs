using System.Globalization;
using ElJournal.Kernel;
using Shouldly;
using Xunit;

namespace ElJournal.Ui.Tests;

/// <summary>Whatever may stand in an event's metadata has a name for people: a page about such an event would else not open.</summary>
public class NamesOfKindsTests
{
    [Theory]
    [InlineData("ru-RU")]
    [InlineData("en-US")]
    public void Every_channel_and_every_role_has_a_name(string culture)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            string[] names = [.. Enum.GetValues<Channel>().Select(c => UiTexts.Of(c)), .. Enum.GetValues<Role>().Select(r => UiTexts.Of(r))];
            names.ShouldAllBe(name => name.Length > 1);
            names.Distinct().Count().ShouldBe(names.Length);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
