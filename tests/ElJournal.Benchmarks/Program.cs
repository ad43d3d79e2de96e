using System.Globalization;
using ElJournal.Benchmarks;
using ElJournal.Testing;
using Spectre.Console;
using Wolverine;

// Ratios measured in one run on one machine; absolute figures of another machine say nothing about this one.
string[] names = ["recording", "page", "load", "typing", "verify", "access", "setup", "timetable", "import", "year", "control", "reports", "school", "onyear", "archive", "restore", "bags", "sealing", "forms"];
var wanted = args.Except(["--quick"]).ToArray();
if (wanted.Except(names).Any())
{
    AnsiConsole.MarkupLine($"dotnet run -c Release --project tests/ElJournal.Benchmarks [[-- --quick]] [[{string.Join(' ', names)}]]");
    return 2;
}
var quick = args.Contains("--quick");
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

await using var cluster = await TestCluster.StartAsync();
var table = new Table().Title("ЭлЖурнал: отношения, измеренные за один запуск").AddColumns("Что", "ЭлЖурнал", "Мерка", "Отношение", "Цель", "");
var ratios = new List<Ratio>();
if (Wanted("recording"))
{
    await using (var alone = await Ground.Open(cluster, "bench_alone", DurabilityMode.MediatorOnly))
        ratios.AddRange(await new Recording(alone, quick ? 2 : 9, quick ? 1 : 4, quick ? 4 : 24).Measure());
    await using var followed = await Ground.Open(cluster, "bench_followed");
    ratios.AddRange(await new Recording(followed, quick ? 2 : 5, 1, quick ? 4 : 24, "  то же, а журнал изменений и печать идут следом").Measure());
}
if (Wanted("page"))
{
    await using var ground = await Ground.Open(cluster, "bench_page");
    ratios.Add(await new Paging(ground, quick ? 20 : 100).Measure());
}
if (Wanted("load"))
{
    await using var ground = await Ground.Open(cluster, "bench_load", DurabilityMode.MediatorOnly);
    ratios.AddRange(await new Loading(ground, quick).Measure());
}
if (Wanted("typing"))
{
    await using var ground = await Ground.Open(cluster, "bench_typing");
    ratios.AddRange(await new Typing(ground, quick).Measure());
}
if (Wanted("sealing"))
{
    await using var ground = await Ground.Open(cluster, "bench_sealing");
    ratios.Add(await new Sealing(ground, quick ? 5 : 60).Measure());
}
if (Wanted("access"))
{
    await using var ground = await Ground.Open(cluster, "bench_access");
    ratios.AddRange(await new SigningIn(ground, quick ? 2 : 5, quick ? 30 : 200).Measure());
}
if (Wanted("setup"))
{
    await using var ground = await Ground.Open(cluster, "bench_setup", DurabilityMode.MediatorOnly);
    ratios.AddRange(await new SetupPages(ground, quick ? 5 : 30).Measure());
}
if (Wanted("timetable")) ratios.Add(new Clashing(quick ? 20 : 200).Measure());
if (Wanted("import")) ratios.Add(await new Importing(cluster, quick ? 500 : 5000, quick ? 2 : 5).Measure());
if (Wanted("year") || Wanted("control") || Wanted("reports") || Wanted("school") || Wanted("bags"))
{
    // The checks are measured on the year just loaded, or on one that is there already: loading takes minutes.
    var owner = Environment.GetEnvironmentVariable("ELJ_YEAR_DB");
    if (owner is null)
    {
        var year = new YearLoading(cluster, quick);
        ratios.AddRange(await year.Measure());
        owner = year.Owner;
    }
    if (Wanted("bags")) ratios.AddRange(await new YearArchiving(owner).Measure());
    if (Wanted("school")) ratios.AddRange(await new SchoolPrinting(owner).Measure());
    if (Wanted("reports"))
    {
        ratios.AddRange(await new ReportsMeasured(owner, quick ? 5 : 40).Measure());
        ratios.Add(await new Exporting(owner).Measure());
    }
    if (Wanted("control")) ratios.AddRange(await new Controlling(owner, quick ? 5 : 40).Measure());
}
if (Wanted("onyear"))
{
    // What is measured above on a small school, on the sample year; the doors and the typing with nothing said anew.
    await using var ground = await Ground.OnYear(cluster, "bench_onyear");
    ratios.Add(await new Paging(ground, quick ? 20 : 100).Measure());
    ratios.AddRange(await new SigningIn(ground, quick ? 2 : 5, quick ? 30 : 200).Measure());
    ratios.AddRange(await new Typing(ground, quick).Measure());
    ratios.AddRange(await new Loading(ground, quick).Measure());
    ratios.AddRange(await new Recording(ground, quick ? 1 : 4, 1, quick ? 2 : 7, "Урок одной командой в прожитом году").Measure());
}
if (Wanted("forms")) ratios.AddRange(new Printing(quick ? 3 : 15).Measure());
if (Wanted("verify")) ratios.Add(await new Verifying(cluster, quick ? 3125 : 31_250, quick ? 3 : 8).Measure());

if (Wanted("archive")) ratios.AddRange(await new Archiving(cluster, quick ? 3_125 : 31_250, quick ? 3 : 8).Measure());

if (Wanted("restore")) ratios.AddRange(await new Restoring(quick ? 3_125 : 31_250).Measure());

foreach (var ratio in ratios)
{
    var verdict = ratio.Goal is not { } goal ? "" : goal.IsMetBy(ratio.Value) ? "[green]да[/]" : "[red]нет[/]";
    table.AddRow(Markup.Escape(ratio.What), ratio.Ours, ratio.Yardstick, $"{ratio.Value:0.00}", ratio.Goal?.ToString() ?? "", verdict);
}
var load = File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "?";
table.Caption($"{Environment.ProcessorCount} ядра, нагрузка {load}; {cluster.Backend}; сервер проверок пишет с fsync=off, одинаково для обеих сторон; "
    + $"8 клиентов; медианы чередующихся раундов{(quick ? "; короткий прогон" : "")}");
// A pipe has no width of its own.
if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 160;
AnsiConsole.Write(table);
return 0;

bool Wanted(string name) => wanted.Length == 0 || wanted.Contains(name);
