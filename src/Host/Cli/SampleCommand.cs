using System.CommandLine;
using ElJournal.Access.Accounts;
using ElJournal.Access.Consents;
using ElJournal.Access.Rights;
using ElJournal.Integrity.Years;
using ElJournal.Setup;
using ElJournal.Store;
using Marten;
using Spectre.Console;

namespace ElJournal.Host.Cli;

/// <summary><c>eljournal sample</c>: builds the sample school by sending commands and prints its accounts.</summary>
public static class SampleCommand
{
    private static readonly Option<bool> Year = new("--year") { Description = "Сорок классов, тысяча обучающихся и весь 2025/26 учебный год" };

    private static readonly Option<bool> Report = new("--report") { Description = "Ничего не загружать: сравнить школу и год этого зерна с тем, какими они должны быть" };

    private static readonly Option<long> Seed = new("--seed") { Description = "Зерно: другое — другая школа", HelpName = "S", DefaultValueFactory = _ => SampleYearTask.UsualSeed };

    private static readonly Option<string?> Topics = new("--topics") { Description = "Каталог с темами уроков в CSV вместо собственных", HelpName = "DIR" };

    public static Command Create()
    {
        var command = new Command("sample", "Создать школу-образец и напечатать её учётные записи; с --year — целую школу с прожитым учебным годом") { Year, Report, Seed, Topics };
        command.SetAction(async (given, cancel) =>
        {
            if (given.GetValue(Report)) return SampleYearTask.Report(given.GetValue(Seed), given.GetValue(Topics)) ? CommandLine.Done : CommandLine.Refused;
            await using var installation = await Installation.Open(
                given.GetValue(CommandLine.Data), use: InstallationUse.Commanding, cancel: cancel);
            if (given.GetValue(Year))
            {
                return await SampleYearTask.Run(installation, given.GetValue(Seed), given.GetValue(Topics), cancel) is { } why
                    ? Terminal.Refuse(given, why) : CommandLine.Done;
            }
            await installation.AddSchool(SampleSchool.School, cancel);
            await installation.StartCommands(cancel);
            await Build(installation, AnsiConsole.Console, cancel);
            return CommandLine.Done;
        });
        return command;
    }

    /// <summary>The school as a visitor finds it, the regulation of corrections with it.</summary>
    public static async Task Build(Installation installation, IAnsiConsole console, CancellationToken cancel)
    {
        await Build(installation.Services, console, cancel);
        await Corrections(installation.Services, cancel);
    }

    /// <summary>The school and its accounts; the password when they were made just now.</summary>
    public static async Task<string?> Build(IServiceProvider services, IAnsiConsole? console, CancellationToken cancel)
    {
        var actor = Actors.ForCommandLine(SampleSchool.School);
        var today = services.GetRequiredService<TimeProvider>().GetLocalNow();
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(today, TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow")).DateTime);
        await using var scope = services.CreateAsyncScope();
        var first = day.Month >= 8 ? day.Year : day.Year - 1;
        var desk = scope.ServiceProvider.GetRequiredService<Desk>();
        var isNew = !await HasAccounts(services, cancel);
        if (isNew) await desk.Send(new OpenLog(Guid.NewGuid(), $"{first}-{first + 1}", null), actor, cancel);
        // The accounts come before their people: whoever is hired has one already and is not invited to another.
        var password = isNew ? await Accounts(scope.ServiceProvider, cancel) : null;
        if (console is not null && password is not null) Print(console, password);
        var said = console is null ? null : new Progress<string>(step => console.MarkupLineInterpolated($"[grey]  {step}[/]"));
        await scope.ServiceProvider.GetRequiredService<SampleSchool>()
            .Build(Path.Combine(AppContext.BaseDirectory, "Sample"), day, actor, said, cancel);
        await scope.ServiceProvider.GetRequiredService<FirstPersonalDataRules>().Set(
            actor, new DateOnly(first, 9, 1), "Положение об обработке персональных данных, п. 3.1", cancel);
        return password;
    }

    private static async Task Corrections(IServiceProvider services, CancellationToken cancel)
    {
        await using var session = services.GetRequiredService<IDocumentStore>().QuerySession(SampleSchool.School.Value);
        var year = await session.Query<Setup.Register.YearCalendar>().FirstAsync(cancel);
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SampleSchool>().SetCorrections(year.From, Actors.ForCommandLine(SampleSchool.School), cancel);
    }

    private static async Task<bool> HasAccounts(IServiceProvider services, CancellationToken cancel)
    {
        await using var session = services.GetRequiredService<IDocumentStore>().QuerySession(SampleSchool.School.Value);
        return await session.LoadAsync<Account>(Access.AccountStream.Of(SampleAccounts.All[^1].Account), cancel) is not null;
    }

    private static Task<string> Accounts(IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<SampleAccounts>().Create(SampleSchool.School, new Dictionary<string, StaffId>
        {
            ["teacher"] = SampleSchool.Teacher,
            ["deputy"] = SampleSchool.Deputy,
            ["director"] = SampleSchool.Director,
            ["classteacher"] = SampleSchool.ClassTeacher,
        }, cancel,
        new Dictionary<string, GuardianId> { ["classteacher"] = SampleSchool.ClassTeacherAsParent, ["parent"] = SampleSchool.Parent },
        new Dictionary<string, PupilId> { ["pupil"] = SampleSchool.Pupil });

    /// <summary>By login: what to begin with.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Tries = new Dictionary<string, string>
    {
        ["teacher"] = "Мой день → Алгебра: набрать 5, спросить историю клетки",
        ["deputy"] = "Изменения, Закрытие периода, Замены",
        ["director"] = "Кто смотрел, Исправления",
        ["auditor"] = "Любой журнал и его страница на любой день",
        ["admin"] = "Люди, Доступ, Глазами другого",
        ["classteacher"] = "Свой класс: ведомость, пропуски, согласия; роль меняется вверху",
        ["secretary"] = "Классы и согласия семей",
        ["pupil"] = "Свой дневник",
        ["parent"] = "Дневники двоих детей и кто в них смотрел",
    };

    private static void Print(IAnsiConsole console, string password)
    {
        var table = new Table().Title("Учётные записи образца").AddColumns("Логин", "Роль", "Пароль", "Что попробовать");
        foreach (var sample in SampleAccounts.All)
            table.AddRow(sample.Login, string.Join(", ", [Ui.UiTexts.Of(sample.Role), .. sample.Also.Select(Ui.UiTexts.Of)]), Markup.Escape(password), Tries[sample.Login]);
        table.Caption("Экскурсии по ролям: docs/tours.md");
        console.Write(table);
    }
}
