using System.Diagnostics;
using System.Globalization;
using ElJournal.Access.Accounts;
using ElJournal.Access.SigningIn;
using ElJournal.Host.SampleYear;
using ElJournal.Sample.Living;
using ElJournal.Sample.Loading;
using ElJournal.Sample.Plan;
using ElJournal.Sample.Setting;
using ElJournal.Setup;
using Spectre.Console;

namespace ElJournal.Host.Cli;

/// <summary><c>eljournal sample --year</c>: a whole school and its year, loaded in bulk, and what can be tried in it.</summary>
internal static class SampleYearTask
{
    /// <summary>The school that everybody sees who names no seed.</summary>
    public const long UsualSeed = 1;

    private const string Occupied = "В этой базе уже ведётся журнал школы. Год-образец загружается только в пустую: назовите другой каталог, --data DIR.";

    /// <summary>Loads the year, or goes on where a load was broken off.</summary>
    /// <returns>Null when done; else why not: a year is put neither beside another school nor into one that has a log of its own.</returns>
    public static async Task<string?> Run(Installation installation, long seed, string? topics, CancellationToken cancel)
    {
        if (await installation.Services.GetRequiredService<Schools>().AreOthers(SampleSchool.School, cancel)) return Occupied;
        try
        {
            await Load(installation, seed, topics, cancel);
            return null;
        }
        catch (AnotherLog)
        {
            return Occupied;
        }
    }

    private static async Task Load(Installation installation, long seed, string? topics, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        await installation.AddSchool(SampleSchool.School, cancel);
        var plan = SchoolPlans.Make(seed, topics);
        var password = SampleAccounts.Password();
        var passwords = installation.Services.GetRequiredService<Passwords>();
        var logins = SampleLogins.Of(plan, () => passwords.Hash(password));
        var loader = new YearLoader(installation.Services, installation.Settings);
        var (events, root) = await Watched(said => loader.Load(plan, Lived(plan), logins, said, cancel));
        AnsiConsole.MarkupLineInterpolated(CultureInfo.CurrentCulture, $"Событий: {events:N0}; корень журнала: {root}; {clock.Elapsed.TotalMinutes:0.0} мин.");
        Print(logins, password);
    }

    /// <summary>All that the plan's courses live, class hours too.</summary>
    internal static IEnumerable<YearEvent> Lived(SchoolPlan plan) => Year.Live(plan, SampleSchool.School, extracurricular: true);

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

    public static Task<bool> IsLoaded(Installation installation, CancellationToken cancel) => YearLoader.IsLoaded(installation.Settings, cancel);

    private static void Print(SampleLogins logins, string password)
    {
        var table = new Table().Title("Учётные записи года-образца").AddColumns("Логин", "Пароль", "Что попробовать");
        foreach (var login in logins.Logins.Values) table.AddRow(login, Markup.Escape(password), Markup.Escape(Tries[login]));
        AnsiConsole.Write(table);
    }

    private static readonly Dictionary<string, string> Tries = new()
    {
        ["teacher"] = "Мой день и классы: право на журналы класса кончилось вместе с учебным годом",
        ["classteacher"] = "То же у классного руководителя; журналы года открыты завучу, директору и проверяющему",
        ["deputy"] = "Реестр изменений: ночью кто-то поправил полсотни отметок в одном сеансе — найдите кто",
        ["director"] = "Решения по исправлениям, журнал просмотров, контрольная точка журнала",
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
