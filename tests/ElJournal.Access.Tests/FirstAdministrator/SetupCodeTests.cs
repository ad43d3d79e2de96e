using System.Net;
using ElJournal.Access.FirstAdministrator;
using ElJournal.Kernel;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace ElJournal.Access.Tests.FirstAdministrator;

public sealed class SetupCodeTests(AccessDatabase database)
{
    private const string Password = "сиреневый туман над рекой";

    [Fact]
    public async Task The_code_makes_one_administrator_and_is_dead_after_that()
    {
        await using var program = await database.Start(Visitor.MapToken);
        using var visitor = new Visitor(program);
        (await visitor.Get("/setup")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "no code has been made");
        var codes = program.Services.GetRequiredService<SetupCode>();
        var code = (await codes.Announce(program.School)).ShouldNotBeNull();
        code.Count(Uri.IsHexDigit).ShouldBe(64, "256 bits");
        (await visitor.Get("/setup")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await Refused(visitor, new string('0', 71), "petrov", Password)).ShouldContain("Код не подходит");
        (await Refused(visitor, code, "petrov", "короткий")).ShouldContain("короче 15");
        (await Refused(visitor, code, "пе", Password)).ShouldStartWith("SetupPage|пе|Логин");
        (await Post(visitor, $" {code.ToUpperInvariant()} ", "petrov", Password)).Headers.Location!.OriginalString.ShouldBe("/sign-in");

        (await Refused(visitor, code, "second", Password)).ShouldContain("Код не подходит");
        (await visitor.Get("/setup")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Directory.GetFiles(program.Data, "setup-code*").ShouldBeEmpty();
        (await codes.Announce(program.School)).ShouldBeNull();
        (await visitor.SignIn("petrov", Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Of_several_who_bring_the_code_at_once_one_becomes_administrator()
    {
        await using var program = await database.Start();
        var code = (await program.Services.GetRequiredService<SetupCode>().Announce(program.School))!;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i =>
            program.With<FirstAccount, Outcome>(first => first.Open(code, "petrov" + i, Password))));
        outcomes.Count(outcome => outcome.IsAccepted).ShouldBe(1);
    }

    [Fact]
    public async Task The_code_dies_after_half_an_hour_and_by_a_newer_one()
    {
        var clock = new Clock();
        await using var program = await database.Start(clock: clock);
        var codes = program.Services.GetRequiredService<SetupCode>();
        var former = (await codes.Announce(program.School))!;
        var code = (await codes.Announce(program.School))!;
        codes.Take(former).ShouldBeFalse();
        clock.Now += SetupCode.Lifetime;
        codes.IsAlive.ShouldBeFalse();
        codes.Take(code).ShouldBeFalse();
        clock.Now -= TimeSpan.FromSeconds(1);
        codes.Take(code).ShouldBeTrue();
        codes.Take(code).ShouldBeFalse();
    }

    [Fact]
    public async Task The_file_with_the_code_is_closed_to_others()
    {
        await using var program = await database.Start();
        var code = (await program.Services.GetRequiredService<SetupCode>().Announce(program.School))!;
        var file = Path.Combine(program.Data, SetupCode.FileName);
        (await File.ReadAllTextAsync(file)).ShouldStartWith(code);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task The_page_asks_for_code_login_and_password_and_keeps_only_the_login()
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<SetupPage>(
            ParameterView.FromDictionary(new Dictionary<string, object?> { ["Login"] = "petrov\"<b>", ["Refusal"] = "Нет" }))).ToHtmlString());
        html.ShouldContain("<form method=\"post\" action=\"/setup\"");
        html.ShouldContain("value=\"petrov&quot;");
        html.ShouldNotContain("<b>");
        html.ShouldContain("role=\"alert\"");
        foreach (var field in (string[])["code", "login", "password"]) html.ShouldContain($"name=\"{field}\"");
        html.Split("value=").Length.ShouldBe(2, "neither code nor password comes back");
    }

    private static Task<HttpResponseMessage> Post(Visitor visitor, string code, string login, string password) =>
        visitor.Post("/setup", ("code", code), ("login", login), ("password", password));

    private static async Task<string> Refused(Visitor visitor, string code, string login, string password)
    {
        var answer = await Post(visitor, code, login, password);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        return await answer.Content.ReadAsStringAsync();
    }
}
