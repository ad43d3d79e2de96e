using System.Xml.Linq;
using ElJournal.Kernel;
using Shouldly;
using Xunit;

namespace ElJournal.Architecture;

public class SentenceTests
{
    private static readonly XDocument Complete = File(("refusal.a.b", "Урок {0:d MMMM}, {1}"));

    [Fact]
    public void Every_refusal_has_a_russian_and_an_english_sentence() => Sentences.Complaints(Sentences.Refusals(Modules.Types)).ShouldBeEmpty();

    [Fact]
    public void The_refusals_are_really_discovered() => Sentences.Refusals(Modules.Types).Count.ShouldBeGreaterThanOrEqualTo(16);

    [Fact]
    public void Every_file_of_texts_has_a_complete_english_twin()
    {
        var files = Repository.Files("src", ".resx").Where(f => !f.EndsWith(".en.resx", StringComparison.Ordinal)).ToList();
        files.ShouldNotBeEmpty();
        files.SelectMany(file =>
        {
            var twin = file.Replace(".resx", ".en.resx", StringComparison.Ordinal);
            return Sentences.Complaints(Repository.Relative(file), XDocument.Load(file), System.IO.File.Exists(twin) ? XDocument.Load(twin) : null);
        }).ShouldBeEmpty();
    }

    [Fact]
    public void A_refusal_without_a_sentence_is_named()
    {
        var kind = new RefusalKind("architecture.is_silent", Accounting.Refusals.Texts);
        Sentences.Complaints([(GetType(), kind)])
            .ShouldBe(["architecture.is_silent has no Russian sentence.", "architecture.is_silent has no English sentence."]);
    }

    [Fact]
    public void A_refusal_under_another_modules_name_is_named() =>
        Sentences.Complaints([(GetType(), Accounting.Refusals.ReasonIsMissing)]).ShouldHaveSingleItem().ShouldContain("is not module.snake_case");

    [Theory]
    [InlineData("refusal.a.b", "The lesson of {0}", "other blanks")]
    [InlineData("refusal.a.c", "The lesson of {0}, {1}", "has no")]
    public void A_twin_that_says_something_else_is_named(string key, string text, string complaint) =>
        Sentences.Complaints("Texts.resx", Complete, File((key, text))).ShouldContain(c => c.Contains(complaint, StringComparison.Ordinal));

    [Fact]
    public void A_missing_twin_is_named() => Sentences.Complaints("Texts.resx", Complete, null).ShouldHaveSingleItem();

    [Fact]
    public void A_twin_in_order_is_not() => Sentences.Complaints("Texts.resx", Complete, File(("refusal.a.b", "{1} of {0:d}"))).ShouldBeEmpty();

    private static XDocument File(params (string Key, string Text)[] texts) =>
        new(new XElement("root", texts.Select(t => new XElement("data", new XAttribute("name", t.Key), new XElement("value", t.Text)))));
}
