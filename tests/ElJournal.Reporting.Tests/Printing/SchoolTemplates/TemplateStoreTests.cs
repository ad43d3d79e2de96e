using ElJournal.Forms;
using ElJournal.Kernel;
using ElJournal.Reporting.Printing;
using ElJournal.Reporting.Printing.SchoolTemplates;
using ElJournal.Setup;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Reporting.Tests.Printing.SchoolTemplates;

/// <summary>Templates on a real database: what is taken is printed with, and only by its school.</summary>
public sealed class TemplateStoreTests : IAsyncLifetime
{
    private const string Form = "statement";

    private TestSchool _school = null!;

    public async ValueTask InitializeAsync() => _school = await TestSchool.Start();

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    [Fact]
    public async Task The_form_is_printed_with_the_schools_template_until_it_is_returned()
    {
        var before = await Sheet();
        before.ShouldContain("Сводная ведомость");
        (await Send(new ReplaceTemplate(Guid.NewGuid(), Form, Ours("Наша ведомость"), ""))).ShouldBeNull();
        (await Sheet()).ShouldBe(before.Replace("Сводная ведомость учёта успеваемости", "Наша ведомость", StringComparison.Ordinal));
        var standing = (await Standing()).ShouldNotBeNull();
        standing.By.ShouldBe(TestSchool.Deputy.Account);
        (await Send(new ReplaceTemplate(Guid.NewGuid(), Form, Ours("Ведомость – другая"), standing.Hash))).ShouldBeNull();
        (await Sheet()).ShouldContain("Ведомость – другая");
        (await Send(new ReturnTemplate(Guid.NewGuid(), Form))).ShouldBeNull();
        (await Sheet()).ShouldBe(before);
        (await Standing())!.Text.ShouldBeNull();
        // What a school tried once and put away may come again.
        (await Send(new ReplaceTemplate(Guid.NewGuid(), Form, Ours("Наша ведомость"), ""))).ShouldBeNull();
        (await Sheet()).ShouldContain("Наша ведомость");
    }

    [Fact]
    public async Task Of_two_who_write_at_once_one_is_told_of_the_other()
    {
        var answers = await Task.WhenAll(Send(new ReplaceTemplate(Guid.NewGuid(), Form, Ours("Первая"), "")), Send(new ReplaceTemplate(Guid.NewGuid(), Form, Ours("Вторая"), "")));
        answers.Count(a => a is null).ShouldBe(1);
        answers.OfType<RefusalKind>().ShouldHaveSingleItem().ShouldBe(Refusals.TemplateWasChanged);
    }

    [Fact]
    public async Task The_longest_template_is_sealed_into_the_log()
    {
        var text = Ours("Длинная") + "{{## " + string.Concat(Enumerable.Repeat("<td class=\"c\">Ж</td>\n", 1900)) + " ##}}";
        (await Send(new ReplaceTemplate(Guid.NewGuid(), Form, text, ""))).ShouldBeNull();
        await _school.CaughtUp();
        (await Standing())!.Text!.Length.ShouldBeGreaterThan(30_000);
    }

    [Fact]
    public async Task A_teacher_replaces_and_returns_nothing()
    {
        (await _school.Send(new ReplaceTemplate(Guid.NewGuid(), Form, Ours("Учителя"), ""), TestSchool.Teacher)).IsAccepted.ShouldBeFalse();
        (await _school.Send(new ReturnTemplate(Guid.NewGuid(), Form), TestSchool.Teacher)).IsAccepted.ShouldBeFalse();
        (await Standing()).ShouldBeNull();
    }

    private static string Ours(string title) => SchoolForm.Find(Form)!.Own.Text.Replace("Сводная ведомость учёта успеваемости", title, StringComparison.Ordinal);

    private async Task<RefusalKind?> Send(ICommand command) => (await _school.Send(command, TestSchool.Deputy)).Refusal?.Kind;

    private async Task<string> Sheet() => string.Join('\n', FormPrinter.SheetData((await _school.Services.GetRequiredService<PrintRoom>()
        .OfClass(TestSchool.Deputy, ClassId.From("8b"), FormKinds.Statement, null, CancellationToken.None)).ShouldNotBeNull()));

    private async Task<SchoolTemplate?> Standing()
    {
        await using var session = _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        return await session.LoadAsync<SchoolTemplate>(TemplateStreams.Of(Form));
    }
}
