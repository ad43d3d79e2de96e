using System.Diagnostics;
using System.Globalization;
using ElJournal.Access.SigningIn;
using ElJournal.Host.SampleYear;
using ElJournal.Kernel;
using ElJournal.Sample.Living;
using ElJournal.Sample.Loading;
using ElJournal.Sample.Plan;
using ElJournal.Sample.Setting;
using Spectre.Console;

namespace ElJournal.Host.Cli;

/// <summary>Which sample is wanted: the whole year that is over, or a slice of it that has come to today.</summary>
/// <param name="Number">Of the school in the installation, from 1.</param>
/// <param name="Seed">Null: the number, so that schools beside each other are not the same people.</param>
/// <param name="Topics">Folder of topics taken instead of the project's own.</param>
internal sealed record SampleWish(bool IsYear, int Number = 1, long? Seed = null, string? Topics = null)
{
    /// <param name="today">Of the school's calendar.</param>
    public SchoolPlan Plan(DateOnly today)
    {
        var plan = SchoolPlans.Make(Seed ?? Number, Topics);
        return (IsYear ? plan : plan.Slice(today)).As(Number);
    }

    public SchoolId School => SampleSchools.Of(Number);
}

/// <summary>Loads a sample in bulk and prints what can be tried in it.</summary>
internal static class SampleTask
{
    private const string Occupied = "В этой базе уже ведётся журнал школы. Образец загружается только в пустую: назовите другой каталог, --data DIR.";

    /// <summary>Loads the sample, or goes on where a load was broken off.</summary>
    /// <returns>Null when done; else why not: a sample is put neither beside a real school nor into a log that is not its own.</returns>
    public static async Task<string?> Run(Installation installation, SampleWish wish, CancellationToken cancel)
    {
        if ((await installation.Services.GetRequiredService<Schools>().All(cancel)).Any(s => !SampleSchools.IsOne(s))) return Occupied;
        try
        {
            await Load(installation, wish, cancel);
            return null;
        }
        catch (AnotherLog)
        {
            return Occupied;
        }
    }

    private static async Task Load(Installation installation, SampleWish wish, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        await installation.AddSchool(wish.School, cancel);
        // A slice that was begun on another day goes on as that day's.
        var plan = wish.Plan(await YearLoader.BegunOn(installation.Settings, wish.School, cancel) ?? Today(installation.Services.GetRequiredService<TimeProvider>()));
        var password = SamplePassword.Make();
        var passwords = installation.Services.GetRequiredService<Passwords>();
        var logins = SampleLogins.Of(plan, () => passwords.Hash(password));
        var loader = new YearLoader(installation.Services, installation.Settings);
        var (events, root) = await Watched(said => loader.Load(plan, Lived(plan), logins, said, cancel));
        if (wish.IsYear)
        {
            await installation.StartCommands(cancel);
            var damaged = await DamagedArchive.Plant(installation.Services, plan, cancel);
            AnsiConsole.MarkupLineInterpolated($"Архив года и его испорченный экземпляр: {damaged}");
        }
        var took = clock.Elapsed.TotalSeconds < 120 ? $"{clock.Elapsed.TotalSeconds:0} с" : $"{clock.Elapsed.TotalMinutes:0.0} мин.";
        AnsiConsole.MarkupLineInterpolated(CultureInfo.CurrentCulture, $"{plan.Name}. Событий: {events:N0}; корень журнала: {root}; {took}");
        Print(plan, logins, password);
    }

    /// <summary>The day in the sample's school.</summary>
    internal static DateOnly Today(TimeProvider clock) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow")).DateTime);

    /// <summary>All that the plan's courses live, class hours too.</summary>
    internal static IEnumerable<YearEvent> Lived(SchoolPlan plan) => Year.Live(plan, plan.School, extracurricular: true);

    /// <summary><c>eljournal sample --report</c>: the school and its year beside the figures they are made after.</summary>
    /// <returns>Whether every figure is within its tolerance.</returns>
    public static bool Report(long seed, string? topics)
    {
        var plan = SchoolPlans.Make(seed, topics);
        PlanReport.Print(plan, Console.Out);
        var figures = YearReport.Of(plan, Year.Live(plan));
        foreach (var figure in figures) Console.WriteLine(figure);
        return PlanReport.Compare(plan).All(f => f.IsMet) && figures.All(f => f.Ok);
    }

    /// <summary>Loads the sample unless it is there.</summary>
    /// <returns>Null when it is there; else why not: such as where the year is wanted and a slice lies there, or the other way round.</returns>
    public static async Task<string?> Provide(Installation installation, SampleWish wish, CancellationToken cancel) =>
        !await YearLoader.IsLoaded(installation.Settings, wish.School, cancel) ? await Run(installation, wish, cancel)
        : await YearLoader.BegunOn(installation.Settings, wish.School, cancel) is null == wish.IsYear ? null : Occupied;

    private static void Print(SchoolPlan plan, SampleLogins logins, string password)
    {
        var table = new Table().Title("Учётные записи образца").AddColumns("Логин", "Роль", "Пароль", "Что попробовать");
        foreach (var (account, login) in logins.Logins)
            table.AddRow(login, string.Join(", ", SampleLogins.RolesOf(plan, account).Select(Ui.UiTexts.Of)), Markup.Escape(password), Markup.Escape((plan.Today is null ? YearTries : Tries)[login]));
        if (plan.Today is not null) table.Caption("Экскурсии по ролям: docs/tours.md");
        AnsiConsole.Write(table);
    }

    /// <summary>By login: what to begin with in a school that has lessons today.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Tries = new Dictionary<string, string>
    {
        ["teacher"] = "Мой день → первый урок: набрать 5, спросить историю клетки",
        ["classteacher"] = "Свой класс: ведомость, справки к пропускам, согласия; роль меняется вверху",
        ["deputy"] = "Контроль, Изменения, Исправления, Закрытие периода, Замены на сегодня",
        ["director"] = "Кто смотрел, Исправления",
        ["admin"] = "Люди, Доступ, Глазами другого",
        ["auditor"] = "Любой журнал и его страница на любой день",
        ["secretary"] = "Классы, движение и согласия семей",
        ["pupil"] = "Свой дневник",
        ["parent"] = "Дневники двоих детей и кто в них смотрел",
    };

    private static readonly IReadOnlyDictionary<string, string> YearTries = new Dictionary<string, string>
    {
        ["teacher"] = "Мой день и классы: право на журналы класса кончилось вместе с учебным годом",
        ["classteacher"] = "То же у классного руководителя; журналы года открыты завучу, директору и проверяющему",
        ["deputy"] = "Реестр изменений: ночью кто-то поправил полсотни отметок в одном сеансе — найдите кто",
        ["director"] = "Архив: на сервере два экземпляра J5, один испорчен – проверьте оба и узнайте, где; решения по исправлениям, журнал просмотров",
        ["admin"] = "Люди и учётные записи: тысяча обучающихся, родители, сотрудники",
        ["auditor"] = "Любая страница журнала на любой день года",
        ["secretary"] = "Движение контингента и согласия семей",
        ["pupil"] = "Свой дневник за год",
        ["parent"] = "Дневники двоих детей и кто в них смотрел",
    };

    private static async Task<T> Watched<T>(Func<IProgress<LoadStep>, Task<T>> work)
    {
        if (Console.IsOutputRedirected || Console.IsErrorRedirected) return await work(new Lines());
        return await Terminal.Aside.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(context => work(new Bars(context)));
    }

    private static string Words(LoadStep step) => step.What switch
    {
        "setup" => "Школа: команды",
        "events" => "Год: события",
        "seal" => "Опечатывание",
        _ => "Свёртка: " + step.What[5..],
    };

    /// <summary>In a file: one line for each thing begun.</summary>
    private sealed class Lines : IProgress<LoadStep>
    {
        private string last = "";

        public void Report(LoadStep step)
        {
            if (step.What != last) Terminal.Remark(Words(step));
            last = step.What;
        }
    }

    private sealed class Bars(ProgressContext context) : IProgress<LoadStep>
    {
        private readonly Dictionary<string, ProgressTask> tasks = [];
        private readonly Stopwatch clock = Stopwatch.StartNew();

        public void Report(LoadStep step)
        {
            var kind = step.What.Split(' ')[0];
            if (!tasks.TryGetValue(kind, out var task))
            {
                foreach (var before in tasks.Values) before.Value = before.MaxValue;
                tasks[kind] = task = context.AddTask(Words(step));
                clock.Restart();
            }
            var rate = step.Done > 0 && clock.Elapsed.TotalSeconds > 1 ? string.Create(CultureInfo.CurrentCulture, $" · {step.Done / clock.Elapsed.TotalSeconds:N0}/с") : "";
            task.Description = Markup.Escape(Words(step) + rate);
            if (step.All > 0) (task.MaxValue, task.Value) = (step.All, step.Done);
            else task.IsIndeterminate = true;
        }
    }
}
