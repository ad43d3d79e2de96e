using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using ElJournal.Accounting.Pages;
using Shouldly;
using Xunit;

namespace ElJournal.Ui.Tests;

public partial class TextsTests
{
    public static TheoryData<string> Files => ["ui", "page"];

    private static Texts Of(string file) => file == "ui" ? UiTexts.All : PageTexts.All;

    private static SortedDictionary<string, string> Read(string file, string culture) => new(
        Of(file).Resources.GetResourceSet(CultureInfo.GetCultureInfo(culture), true, false)!
            .Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!), StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Files))]
    public void Both_languages_have_the_same_keys(string file) =>
        Read(file, "en").Keys.ShouldBe(Read(file, "").Keys);

    [Theory]
    [MemberData(nameof(Files))]
    public void Both_languages_have_the_same_placeholders(string file)
    {
        var english = Read(file, "en");
        foreach (var (key, russian) in Read(file, ""))
        {
            Places(english[key]).ShouldBe(Places(russian), key);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void English_texts_have_no_russian_words(string file) =>
        Read(file, "en").Values.ShouldAllBe(text => !Cyrillic().IsMatch(text));

    [Theory]
    [MemberData(nameof(Files))]
    public void Counted_words_have_three_forms_in_russian_and_two_in_english(string file)
    {
        var english = Read(file, "en");
        foreach (var (key, russian) in Read(file, "").Where(text => text.Value.Contains('|')))
        {
            russian.Split('|').Length.ShouldBe(3, key);
            english[key].Split('|').Length.ShouldBe(2, key);
        }
    }

    [Theory]
    [InlineData(1, "урок")]
    [InlineData(2, "урока")]
    [InlineData(5, "уроков")]
    [InlineData(11, "уроков")]
    [InlineData(12, "уроков")]
    [InlineData(21, "урок")]
    [InlineData(22, "урока")]
    [InlineData(111, "уроков")]
    [InlineData(0, "уроков")]
    public void A_word_after_a_number_takes_the_right_form_in_russian(int number, string word) =>
        Plural.Choose(number, "урок|урока|уроков", CultureInfo.GetCultureInfo("ru-RU")).ShouldBe(word);

    [Theory]
    [InlineData(1, "lesson")]
    [InlineData(0, "lessons")]
    [InlineData(21, "lessons")]
    public void A_word_after_a_number_takes_the_right_form_in_english(int number, string word) =>
        Plural.Choose(number, "lesson|lessons", CultureInfo.GetCultureInfo("en-US")).ShouldBe(word);

    [Fact]
    public void A_missing_text_is_an_error() =>
        Should.Throw<System.Resources.MissingManifestResourceException>(() => UiTexts.All["no.such.text"]);

    private static string[] Places(string text) => [.. Place().Matches(text).Select(m => m.Value).Distinct().Order()];

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex("[а-яё]", RegexOptions.IgnoreCase)]
    private static partial Regex Cyrillic();
}
