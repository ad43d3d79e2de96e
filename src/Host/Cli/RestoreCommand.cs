using System.CommandLine;
using System.Globalization;
using ElJournal.Backups;
using ElJournal.Host.Backups;
using ElJournal.Integrity;
using ElJournal.Postgres;
using ElJournal.Postgres.Copies;

namespace ElJournal.Host.Cli;

/// <summary><c>eljournal restore</c>: brings the database back into a new folder, never over a living one; it needs nothing but the copies.</summary>
internal static class RestoreCommand
{
    private const string Latest = "latest";

    private static readonly Option<string> To = new("--to") { Description = "До какого времени: latest или, например, \"2026-11-27 14:05\" по часам машины", HelpName = "TIME", DefaultValueFactory = _ => Latest };

    private static readonly Option<string> Into = new("--into") { Description = "Новая папка для восстановленной базы", HelpName = "DIR", Required = true };

    private static readonly Option<string?> From = new("--from") { Description = "Папка копий; без неё – заданная в настройках", HelpName = "DIR" };

    public static Command Create()
    {
        var command = new Command("restore", "Восстановить базу из копии в новую папку; работающую базу не трогает") { To, Into, From };
        command.SetAction(Restore);
        return command;
    }

    private static async Task<int> Restore(ParseResult given, CancellationToken cancel)
    {
        var data = AppDatabaseOptions.FromEnvironment(given.GetValue(CommandLine.Data)).DataDirectory;
        var options = BackupOptions.From(new ConfigurationBuilder().AddEnvironmentVariables().Build(), "", data);
        if ((given.GetValue(From) ?? options.Directory) is not { } folder) return Terminal.Refuse(given, "Не сказано, где копии: --from ПАПКА.");
        if (!TryTime(given.GetValue(To)!, out var to)) return Terminal.Refuse(given, "--to: нужно latest или время вида \"2026-11-27 14:05\".");
        var into = Path.GetFullPath(given.GetValue(Into)!);
        if (Path.Exists(into)) return Terminal.Refuse(given, $"{into}: такая папка уже есть. Восстанавливают только в новую, чтобы ничего не затереть.");
        try
        {
            return await Terminal.Waited("Восстановление", () => Restore(given, CopyRepository.Find(folder), to, into, data, cancel));
        }
        catch (CopyFailed failure)
        {
            return Terminal.Refuse(given, failure.Message);
        }
    }

    private static async Task<int> Restore(ParseResult given, CopyRepository repository, DateTimeOffset? to, string into, string data, CancellationToken cancel)
    {
        await using var restored = await RestoredCluster.BringUpAsync(repository, to, into + ".making", isThrownAway: false, cancel);
        // Whichever list survived: that of this machine, or the one that lies with the copies.
        var journals = new Journals(null, new IntegrityOptions(data));
        var erased = 0;
        foreach (var list in new[] { data, repository.Beside }.Where(Directory.Exists)) erased += await journals.EraseAgain(restored.Journal, list, cancel);
        await restored.KeepAsync(into);
        if (given.GetValue(CommandLine.Json)) Terminal.Json(new { Into = into, restored.Copy.Label, restored.Reached, Erased = erased });
        else Say(restored, into, data, erased);
        return CommandLine.Done;
    }

    private static void Say(RestoredCluster restored, string into, string data, int erased)
    {
        var place = Path.Combine(data, "pg", restored.Copy.Major.ToString(CultureInfo.InvariantCulture), "data");
        Console.WriteLine($"Восстановлено из копии {restored.Copy.Label} в {into}. Последняя запись – {restored.Reached.ToLocalTime():dd.MM.yyyy HH:mm:ss}.");
        if (erased > 0) Console.WriteLine($"Удалено по закону ещё раз: {erased}.");
        Console.WriteLine($"""
            Поставить на место (собственная база журнала):
              1. остановите eljournal
              2. mv {place} {place}.before      (если папка есть; не удаляйте, пока всё не проверено)
              3. mv {into} {place}
              4. запустите eljournal serve, затем eljournal verify и eljournal backup now
            Сервер PostgreSQL, который ведёте вы: остановите его, замените его каталог данных папкой {into}, верните в неё свои postgresql.conf и pg_hba.conf.
            Ключи (checkpoint-key.pem и другие файлы каталога {data}) в копию базы не входят: верните их с носителя, если машина новая.
            """);
    }

    private static bool TryTime(string text, out DateTimeOffset? to)
    {
        to = null;
        if (text == Latest) return true;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time)) return false;
        to = time;
        return true;
    }
}
