using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using ElJournal.Kernel;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Commands;

public partial class RefusalTests
{
    public static TheoryData<string> Codes => [.. All().Select(kind => kind.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_refusal_speaks_Russian_and_English_with_the_same_places(string code)
    {
        var russian = Refusals.Texts.GetResourceSet(CultureInfo.InvariantCulture, true, false)!.GetString("refusal." + code).ShouldNotBeNull();
        var english = Refusals.Texts.GetResourceSet(new CultureInfo("en"), true, false)!.GetString("refusal." + code).ShouldNotBeNull();
        Cyrillic().IsMatch(russian).ShouldBeTrue();
        Places(english).ShouldBe(Places(russian));
    }

    [Fact]
    public void Every_refusal_has_a_code_of_its_own() =>
        All().Select(kind => kind.Code).ShouldBeUnique();

    private static IEnumerable<RefusalKind> All() => typeof(Refusals).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.FieldType == typeof(RefusalKind)).Select(field => (RefusalKind)field.GetValue(null)!);

    private static string Places(string text) => string.Join(' ', Place().Matches(text).Select(m => m.Groups[1].Value).Order());

    [GeneratedRegex(@"\{(\d)")]
    private static partial Regex Place();

    [GeneratedRegex("[а-яё]")]
    private static partial Regex Cyrillic();
}
