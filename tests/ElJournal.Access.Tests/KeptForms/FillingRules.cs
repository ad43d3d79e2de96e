using ElJournal.Access.KeptForms;
using Shouldly;
using Xunit;

namespace ElJournal.Access.Tests.KeptForms;

/// <summary>How what was typed is laid over a page drawn anew.</summary>
public sealed class FillingRules
{
    private const string Page = """
        <!DOCTYPE html><html><body><main>
        <form method="post" action="/other"><input name="name" value="другая"></form>
        <form method="post" action="/form">
          <input type="hidden" name="__RequestVerificationToken" value="новый"><input type="hidden" name="seen" value="5">
          <input name="name" value="было"><input type="password" name="password"><input type="file" name="scan">
          <textarea name="text">было</textarea>
          <select name="reason"><option value="a" selected>А</option><option value="b">Б</option></select>
          <input type="checkbox" name="right" value="read" checked><input type="checkbox" name="right" value="write">
          <input type="radio" name="where" value="school" checked><input type="radio" name="where" value="chosen">
        </form></main><script type="application/json">{"a":"</b>"}</script></body></html>
        """;

    [Fact]
    public void Every_kind_of_field_takes_what_was_typed_and_the_guard_and_secrets_stay()
    {
        var html = KeptFormFilling.Filled(Page, new TypedForm("/form",
        [
            new("seen", "4"), new("name", "<b>стало\"</b>"), new("text", "</textarea><script>"), new("reason", "b"), new("right", "write"), new("where", "chosen"),
            new("password", "тайна"), new("scan", "/etc/passwd"),
        ]));
        html.ShouldContain("name=\"__RequestVerificationToken\" value=\"новый\"");
        html.ShouldContain("name=\"seen\" value=\"4\"");
        html.ShouldContain("<input name=\"name\" value=\"&lt;b&gt;стало&quot;&lt;/b&gt;\">");
        html.ShouldContain("&lt;/textarea&gt;&lt;script&gt;</textarea>");
        html.ShouldContain("<option value=\"b\" selected");
        html.ShouldNotContain("value=\"read\" checked");
        html.ShouldContain("value=\"write\" checked");
        html.ShouldContain("value=\"chosen\" checked");
        html.ShouldContain("value=\"другая\"");
        html.ShouldContain("id=\"kept-form\"");
        html.ShouldContain("{\"a\":\"</b>\"}");
        html.ShouldNotContain("тайна");
        html.ShouldNotContain("passwd");
    }

    [Fact]
    public void A_page_without_that_form_stays_as_it_is() => KeptFormFilling.Filled(Page, new TypedForm("/none", [new("name", "x")])).ShouldBe(Page);
}
