using System.Globalization;
using System.Reflection;
using ElJournal.Forms;
using ElJournal.Forms.Pdf;
using ElJournal.Kernel;
using ElJournal.Reporting.Printing.Forms;
using ElJournal.Reporting.Printing.SchoolTemplates;
using Shouldly;
using Wolverine.Marten;
using Xunit;

namespace ElJournal.Reporting.Tests.Printing.SchoolTemplates;

/// <summary>A school's template is taken when it can be printed, and not before (D-15, Z-16.3).</summary>
public sealed class TemplateTests
{
    private const string Cover = "<section class=\"portrait\">\n<h1>{{ title }}</h1>\n</section>\n";

    public static TheoryData<string> Forms => [.. SchoolForm.All.Select(f => f.Name)];

    [Fact]
    public void Every_form_of_the_program_can_be_replaced() => SchoolForm.All.Select(f => f.Own).ShouldBe(
        typeof(FormFiles).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (FormTemplate)f.GetValue(null)!), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_programs_own_template_stands_the_samples_and_prints_one(string name)
    {
        var form = SchoolForm.Find(name).ShouldNotBeNull();
        form.Read(form.Own.Text, out var faults).ShouldNotBeNull(faults.Count > 0 ? faults[0].Text() : "");
        var sample = form.Sample(form.Own, TemplateEndpoints.Title(name));
        PdfLint.Faults(FormPrinter.ToPdf(sample).Bytes).ShouldBeEmpty();
        FormPrinter.ToPdf(sample).Bytes.ShouldBe(FormPrinter.ToPdf(sample).Bytes);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_template_may_take_every_value_that_is_named(string name)
    {
        var form = SchoolForm.Find(name)!;
        form.Read($"<section class=\"portrait\">\n<p>{Taking(form.Values, "", 0)}</p>\n</section>", out var faults).ShouldNotBeNull(faults.Count > 0 ? faults[0].Text() : "");
        if (form.Values.Count > 0) form.Own.Text.ShouldContain(form.Values[^1].Name);
    }

    [Fact]
    public void A_good_one_is_recorded_as_it_was_read_and_said_again_changes_nothing()
    {
        Replace("\uFEFF" + Cover.Replace("\n", "\r\n", StringComparison.Ordinal)).Events.ShouldBe([new TemplateReplaced("cover", Cover)]);
        Replace(Cover, Standing(Cover), seen: "").Events.ShouldBeEmpty();
        Replace(Cover + "\n", Standing(Cover), SchoolTemplate.HashOf(Cover)).Events.Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("<section class=\"portrait\">\n<p>{{ title }}\n</section>", "2|3")]
    [InlineData("<section class=\"portrait\">\n<p>{{ if title }}</p>\n</section>", "2|3")]
    [InlineData("<section class=\"portrait\">\n<p></p>\n<script>x</script>\n</section>", "3")]
    [InlineData("<section class=\"portrait\">\n<p>{{ no_such_value }}</p>\n</section>", "2")]
    [InlineData("<section class=\"portrait\">\n<p>{{ include 'x' }}</p>\n</section>", "2")]
    [InlineData("<p>no sheet</p>", "1")]
    public void A_broken_one_is_refused_with_its_place(string text, string lines)
    {
        Refused(text).ShouldBe(Refusals.TemplateIsBroken);
        SchoolForm.Find("cover")!.Read(text, out var faults).ShouldBeNull();
        lines.Split('|').Select(int.Parse).ShouldContain(faults[0].Line);
        faults[0].Text(CultureInfo.GetCultureInfo("ru-RU")).ShouldStartWith("Строка");
        faults[0].Text(CultureInfo.GetCultureInfo("en-GB")).ShouldStartWith("Line");
    }

    [Fact]
    public void One_that_only_an_empty_class_breaks_is_broken()
    {
        var own = SchoolForm.Find("pupils")!.Own.Text;
        SchoolForm.Find("pupils")!.Read(own.Replace("<h1>", "{{ if rows.size == 0 }}{{ no_such_value }}{{ end }}<h1>", StringComparison.Ordinal), out var faults).ShouldBeNull();
        faults.ShouldHaveSingleItem();
    }

    [Fact]
    public void What_the_log_could_not_hold_is_refused()
    {
        var quotes = Cover + "{{## " + new string('"', 40_000) + " ##}}";
        Refused(quotes).ShouldBe(Refusals.TemplateIsTooLong);
        Refused(Cover + "{{## " + new string('x', FormTemplate.MostBytes) + " ##}}").ShouldBe(Refusals.TemplateIsBroken);
        Replace(Cover + "{{## " + new string('Ж', 24_000) + " ##}}").Events.Count().ShouldBe(1);
    }

    [Fact]
    public void Somebody_elses_template_is_not_overwritten_unseen()
    {
        var (outcome, events) = ReplaceTemplateHandler.Handle(new(Guid.NewGuid(), "cover", Cover + "\n", ""), Standing(Cover));
        events.ShouldBeEmpty();
        outcome.Refusal!.Kind.ShouldBe(Refusals.TemplateWasChanged);
        outcome.Refusal.Current.ShouldBe(Cover);
    }

    [Fact]
    public void The_programs_own_and_an_unknown_form_are_refused()
    {
        Refused(SchoolForm.Find("cover")!.Own.Text).ShouldBe(Refusals.TemplateIsTheProgramsOwn);
        Refused(Cover, form: "no-such-form").ShouldBe(Refusals.FormIsUnknown);
        ReturnTemplateHandler.Handle(new(Guid.NewGuid(), "no-such-form"), null).Item1.Refusal!.Kind.ShouldBe(Refusals.FormIsUnknown);
    }

    [Fact]
    public void A_form_is_returned_once()
    {
        ReturnTemplateHandler.Handle(new(Guid.NewGuid(), "cover"), Standing(Cover)).Item2.ShouldBe([new TemplateReturned("cover")]);
        ReturnTemplateHandler.Handle(new(Guid.NewGuid(), "cover"), Standing(Cover) with { Text = null, Hash = "" }).Item2.ShouldBeEmpty();
        ReturnTemplateHandler.Handle(new(Guid.NewGuid(), "cover"), null).Item2.ShouldBeEmpty();
    }

    [Fact]
    public void A_command_in_a_log_does_not_print_the_text() =>
        new ReplaceTemplate(Guid.NewGuid(), "cover", Cover, "").ToString().ShouldNotContain("section");

    /// <summary>A template that takes everything there is.</summary>
    private static string Taking(IReadOnlyList<ModelValue> values, string of, int depth) => string.Concat(values.Select(value =>
    {
        var path = of.Length == 0 ? value.Name : value.Name.Length == 0 ? of : $"{of}.{value.Name}";
        return value.Kind switch
        {
            ModelValueKind.Truth => $"{{{{ if {path} }}}}x{{{{ end }}}}",
            ModelValueKind.List => $"{{{{ for i{depth} in {path} }}}}{Taking(value.Members, $"i{depth}", depth + 1)}{{{{ end }}}}",
            ModelValueKind.Record => Taking(value.Members, path, depth),
            _ => $"{{{{ {path} }}}}",
        };
    }));

    private static SchoolTemplate Standing(string text) => new(TemplateStreams.Of("cover"), "cover", text, SchoolTemplate.HashOf(text), default, null);

    private static (Outcome Outcome, Events Events) Replace(string text, SchoolTemplate? standing = null, string seen = "")
    {
        var answer = ReplaceTemplateHandler.Handle(new(Guid.NewGuid(), "cover", text, seen), standing);
        answer.Item1.Refusal?.Text().ShouldBeNull();
        return answer;
    }

    private static RefusalKind Refused(string text, string form = "cover")
    {
        var (outcome, events) = ReplaceTemplateHandler.Handle(new(Guid.NewGuid(), form, text, ""), null);
        events.ShouldBeEmpty();
        return outcome.Refusal.ShouldNotBeNull().Kind;
    }
}
