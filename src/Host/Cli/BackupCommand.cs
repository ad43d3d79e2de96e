using System.CommandLine;
using System.Globalization;
using ElJournal.Access.Rights;
using ElJournal.Backups;
using ElJournal.Backups.Copying;
using ElJournal.Backups.Proving;
using ElJournal.Kernel;
using ElJournal.Postgres.Copies;
using ElJournal.Store;

namespace ElJournal.Host.Cli;

/// <summary><c>eljournal backup</c>: makes a copy now, lists the copies, and proves that the newest can be restored.</summary>
internal static class BackupCommand
{
    private static readonly Option<string[]> Checkpoints = new("--checkpoint")
    {
        Description = "Контрольные точки из сейфа, письма или с бумаги: восстановленный журнал обязан их содержать",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    public static Command Create()
    {
        var now = new Command("now", "Сделать копию сейчас и проверить каждый её файл");
        now.SetAction((given, cancel) => Run(given, InstallationUse.Commanding, installation => Now(given, installation, cancel), cancel));
        var list = new Command("list", "Какие копии есть, докуда доходят, проверены ли");
        list.SetAction((given, cancel) => Run(given, InstallationUse.Looking, installation => Task.FromResult(List(given, installation)), cancel));
        var drill = new Command("drill", "Пробно восстановить новейшую копию рядом, пересчитать журнал и сравнить с контрольными точками. Код 0 — получилось, 1 — нет") { Checkpoints };
        drill.SetAction((given, cancel) => Run(given, InstallationUse.Commanding, installation => Try(given, installation, cancel), cancel));
        return new Command("backup", "Резервные копии базы") { now, list, drill };
    }

    private static async Task<int> Run(ParseResult given, InstallationUse use, Func<Installation, Task<int>> task, CancellationToken cancel)
    {
        await using var installation = await Installation.Open(given.GetValue(CommandLine.Data), use: use, cancel: cancel);
        if (use is InstallationUse.Commanding) await installation.StartCommands(cancel);
        try
        {
            return await task(installation);
        }
        catch (Exception failure) when (failure is CopyFailed or BackupsAreOff or KeyIsMissing)
        {
            return Terminal.Refuse(given, failure is BackupsAreOff ? $"{failure.Message} ElJournal__Backups__Directory=ПАПКА" : failure.Message);
        }
    }

    private static async Task<int> Now(ParseResult given, Installation installation, CancellationToken cancel)
    {
        await using var scope = installation.Services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<Desk>();
        var copy = await Terminal.Waited("Копия", () => installation.Services.GetRequiredService<Copier>().Make(desk, OfCommandLine, cancel));
        if (copy is null) return Terminal.Refuse(given, "Копию уже делает другой процесс: дождитесь его.");
        if (given.GetValue(CommandLine.Json)) Terminal.Json(copy);
        else Console.WriteLine($"Копия {copy.Label} сделана и проверена: {Megabytes(copy.Bytes)} МБ за {Seconds(copy.Finished - copy.Started)} с.");
        return CommandLine.Done;
    }

    private static int List(ParseResult given, Installation installation)
    {
        var folder = installation.Services.GetRequiredService<BackupOptions>().Directory ?? throw new BackupsAreOff();
        var repository = CopyRepository.Find(folder);
        var copies = repository.Copies();
        if (given.GetValue(CommandLine.Json))
        {
            Terminal.Json(new { repository.Folder, repository.FreePercent, Copies = copies.Select(copy => new { copy.Label, Kind = "full", copy.Started, copy.Finished, copy.Bytes, Reach = repository.Reach(copy), copy.Verified }) });
            return CommandLine.Done;
        }
        if (copies.Count == 0) Console.WriteLine("Копий ещё нет: eljournal backup now.");
        foreach (var copy in copies)
        {
            Console.WriteLine($"{copy.Label}  целая, {Megabytes(copy.Bytes)} МБ, сделана {At(copy.Finished)}, доходит до {At(repository.Reach(copy))}, {(copy.Verified is { } at ? $"проверена {At(at)}" : "не проверена")}");
        }
        Console.WriteLine($"{folder}: свободно {repository.FreePercent} %");
        return CommandLine.Done;
    }

    private static async Task<int> Try(ParseResult given, Installation installation, CancellationToken cancel)
    {
        var brought = new List<KeptCheckpoint>();
        foreach (var file in given.GetValue(Checkpoints) ?? [])
        {
            if (!File.Exists(file) || KeptCheckpoint.Parse(await File.ReadAllTextAsync(file, cancel), default) is not { } checkpoint)
                return Terminal.Refuse(given, $"{file}: не читается как контрольная точка.");
            brought.Add(checkpoint);
        }
        await using var scope = installation.Services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<Desk>();
        var result = await Terminal.Waited("Пробное восстановление", () => installation.Services.GetRequiredService<Drill>().Run(desk, OfCommandLine, brought, cancel));
        if (given.GetValue(CommandLine.Json)) Terminal.Json(Told(result));
        else Say(result);
        return result.IsProven ? CommandLine.Done : CommandLine.Refused;
    }

    private static void Say(TrialResult result)
    {
        Console.WriteLine($"Копия {result.Copy.Label} восстановлена рядом, последняя запись – {At(result.Reached)}; {Seconds(result.Took)} с.");
        if (result.Erased > 0) Console.WriteLine($"Удалено по закону ещё раз: {Number(result.Erased)}.");
        foreach (var tried in result.Logs)
        {
            var log = tried.Log;
            Console.WriteLine($"Школа {log.School}, журнал {log.Year}: записей {Number(log.Size)}, корень {log.Root}");
            Console.WriteLine(tried.Verdict switch
            {
                TrialVerdict.Proven when tried.Anchored > log.Size => $"  Копия подлинная, но без потока: восстановлено до {Number(log.Size)} < {Number(tried.Anchored)} известных сейчас. Чтобы не терять последнее, включите поток.",
                TrialVerdict.Proven => $"  Журнал цел и продолжает контрольную точку вне копии ({Number(tried.Anchored)}).",
                TrialVerdict.Short => $"  КОПИЯ КОРОЧЕ: восстановлено до {Number(Restored(tried))} < {Number(Anchored(tried))} по контрольной точке вне копии.",
                _ => $"  КОПИЯ ПОВРЕЖДЕНА, мест: {Number(log.Flaws.Count)}. Первое: {tried.First?.Text}.",
            });
        }
        Console.WriteLine(result.IsProven ? "Восстановление проверено, итог записан в журнал." : "Восстановление НЕ удалось, итог записан в журнал. Сделайте новую копию: eljournal backup now.");
    }

    private static long Restored(TriedLog tried) => tried.Log.Sizes.GetValueOrDefault(tried.First?.Year ?? tried.Log.Year);

    private static long Anchored(TriedLog tried) => Math.Max(tried.Anchored, tried.Owed);

    private static object Told(TrialResult result) => new
    {
        Proven = result.IsProven,
        result.Copy.Label,
        result.Reached,
        result.Erased,
        Seconds = result.Took.TotalSeconds,
        Logs = result.Logs.Select(tried => new
        {
            School = tried.Log.School.Value,
            tried.Log.Year,
            tried.Log.Size,
            tried.Log.Root,
            tried.Anchored,
            tried.Owed,
            tried.Verdict,
            Flaws = tried.Log.Flaws,
        }),
    };

    private static Actor OfCommandLine(SchoolId school) => Actors.ForCommandLine(school);

    private static string At(DateTimeOffset at) => at.ToLocalTime().ToString("dd.MM.yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    private static string Megabytes(long bytes) => (bytes / 1048576.0).ToString("N0", CultureInfo.CurrentCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.CurrentCulture);
}
