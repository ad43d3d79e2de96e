using System.Globalization;
using System.Reflection;
using System.Resources;
using ElJournal.Kernel;
using Shouldly;
using Xunit;

namespace ElJournal.Access.Tests;

public sealed class TextTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    [Fact]
    public void Every_refusal_has_a_sentence_in_both_languages()
    {
        var kinds = typeof(Refusals).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetValue(null)).OfType<RefusalKind>().ToList();
        kinds.Count.ShouldBeGreaterThan(10);
        foreach (var kind in kinds)
        {
            var russian = Outcome.Refused(kind, 1, 2).Refusal!.Text(CultureInfo.GetCultureInfo("ru-RU"));
            var english = Outcome.Refused(kind, 1, 2).Refusal!.Text(English);
            russian.ShouldNotBe(english, kind.Code);
        }
    }

    [Fact]
    public void Both_languages_say_the_same_things() =>
        Keys(English).ShouldBe(Keys(CultureInfo.InvariantCulture), ignoreOrder: true);

    private static List<string> Keys(CultureInfo culture) =>
        [.. AccessTexts.All.GetResourceSet(culture, true, false)!.Cast<System.Collections.DictionaryEntry>().Select(entry => (string)entry.Key)];
}
