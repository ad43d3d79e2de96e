using ElJournal.Setup.Imports;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Imports;

public sealed class ClassNameTests
{
    [Theory]
    [InlineData("8А")]
    [InlineData("8A")] // Latin
    [InlineData("8 «А»")]
    [InlineData("8 \"А\"")]
    [InlineData("8-а")]
    [InlineData("8 а")]
    [InlineData("8-й «А» класс")]
    [InlineData("8й а")]
    [InlineData("8А класс")]
    [InlineData("8 А кл.")]
    [InlineData("Класс 8А")]
    [InlineData("8(А)")]
    public void One_class_has_many_spellings(string text) => ClassName.Parse(text).ShouldBe(new ClassName(8, "А"));

    [Theory]
    [InlineData("10 ФМ", 10, "ФМ")]
    [InlineData("11К", 11, "К")]
    [InlineData("9 класс", 9, "")]
    [InlineData("9", 9, "")]
    [InlineData("1ё", 1, "Ё")]
    public void Other_names_of_classes(string text, int level, string letter) => ClassName.Parse(text).ShouldBe(new ClassName(level, letter));

    [Theory]
    [InlineData("")]
    [InlineData("0А")]
    [InlineData("12А")]
    [InlineData("80")]
    [InlineData("8G")]
    [InlineData("восьмой")]
    [InlineData("8А, 8Б")]
    [InlineData("А8")]
    public void Anything_else_is_no_class(string text) => ClassName.Parse(text).ShouldBeNull();
}
