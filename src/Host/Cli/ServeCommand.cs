using System.CommandLine;
using ElJournal.Access.Consents;
using ElJournal.Access.FirstAdministrator;
using ElJournal.Access.Rights;
using ElJournal.Access.SigningIn;
using ElJournal.Integrity.Years;
using ElJournal.Kernel;
using ElJournal.Sample.Plan;
using ElJournal.Setup;
using ElJournal.Store;
using Spectre.Console;

namespace ElJournal.Host.Cli;

/// <summary><c>eljournal serve</c>, also without a name: starts the server and prints where it is.</summary>
internal static class ServeCommand
{
    public const string DefaultUrl = "http://localhost:5080";

    private static readonly Option<string> Urls = new("--urls") { Description = "Адрес, на котором слушать", HelpName = "URL", DefaultValueFactory = _ => DefaultUrl };

    private static readonly Option<bool> Sample = new("--sample") { Description = "При первом запуске загрузить школу-образец: несколько недель до сегодняшнего дня (до минуты)" };

    private static readonly Option<bool> SampleYear = new("--sample-year") { Description = "При первом запуске загрузить школу-образец с целым учебным годом (несколько минут)" };

    private static readonly Option<string> SchoolName = new("--school-name")
    {
        Description = "Название школы, если её ещё нет",
        DefaultValueFactory = _ => "Школа",
    };

    private static readonly SchoolId FirstSchool = SchoolId.From("school");

    public static void Describe(RootCommand root)
    {
        var serve = new Command("serve", "Запустить сервер (действие по умолчанию)");
        foreach (var command in new[] { root, serve })
        {
            command.Options.Add(Urls);
            command.Options.Add(Sample);
            command.Options.Add(SampleYear);
            command.Options.Add(SchoolName);
            command.SetAction(Serve);
        }
        root.Subcommands.Add(serve);
    }

    private static async Task<int> Serve(ParseResult given, CancellationToken cancel)
    {
        await using var installation = await Installation.Open(
            given.GetValue(CommandLine.Data), ["--urls", given.GetValue(Urls)!], cancel: cancel);
        AnsiConsole.MarkupLineInterpolated($"{installation.Backend}");
        var schools = installation.Services.GetRequiredService<Schools>();
        var school = await schools.Meant(cancel);
        var sample = given.GetValue(SampleYear) ? new SampleWish(true) : given.GetValue(Sample) ? new SampleWish(false) : null;
        if (sample is not null)
        {
            if (await SampleTask.Provide(installation, sample, cancel) is { } why) return Terminal.Refuse(given, why);
            school = await schools.Meant(cancel);
        }
        if (school is null)
        {
            if ((await schools.All(cancel)).Count > 0) return Terminal.Refuse(given, SchoolTask.NoneMeant);
            school = FirstSchool;
            await installation.AddSchool(school.Value, cancel);
        }
        await installation.App.StartAsync(cancel);
        if (!SampleSchools.IsOne(school.Value)) await Found(installation, school.Value, given.GetValue(SchoolName)!, cancel);

        if (await installation.Services.GetRequiredService<SetupCode>().Announce(school.Value, cancel) is { } code)
        {
            AnsiConsole.MarkupLineInterpolated($"Первый администратор: откройте [blue]{given.GetValue(Urls)}/setup[/] и введите код");
            AnsiConsole.MarkupLineInterpolated($"  [bold]{code}[/] (действует 30 минут)");
        }
        foreach (var url in installation.App.Urls) AnsiConsole.MarkupLineInterpolated($"ЭлЖурнал открыт: [bold blue]{url}[/]");
        await installation.App.WaitForShutdownAsync(cancel);
        return CommandLine.Done;
    }

    /// <summary>A real school begins with its name and its log of this school year; the administrator sets up the rest.</summary>
    private static async Task Found(Installation installation, SchoolId school, string name, CancellationToken cancel)
    {
        await using var scope = installation.Services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<Desk>();
        var actor = Actors.ForCommandLine(school);
        var day = installation.Services.GetRequiredService<TimeProvider>().GetLocalNow();
        var first = day.Month >= 8 ? day.Year : day.Year - 1;
        await desk.Send(new OpenLog(Guid.NewGuid(), $"{first}-{first + 1}", null), actor, cancel);
        await desk.Send(new FoundSchool(Guid.NewGuid(), school, name, "Europe/Moscow"), actor, cancel);
        await scope.ServiceProvider.GetRequiredService<FirstPersonalDataRules>().Set(
            actor, new DateOnly(first, 9, 1), "типовые виды, до утверждения положения школы (152-ФЗ, ст. 9 и 21)", cancel);
    }
}
