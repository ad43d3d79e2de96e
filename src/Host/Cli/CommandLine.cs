using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using ElJournal.Postgres;
using Npgsql;

namespace ElJournal.Host.Cli;

/// <summary>
/// The command line of <c>eljournal</c>: what the pages do not do, and the server itself. Exit codes: 0 done, 1 refused or broken
/// evidence, 2 wrong usage.
/// </summary>
public static class CommandLine
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int WrongUsage = 2;

    private const string Description = """
        ЭлЖурнал: электронный классный журнал с неизменяемой историей.

        Команды работают и рядом с запущенным сервером, и без него: тогда собственная база запускается на время команды.
        Коды завершения: 0 — сделано; 1 — отказано или журнал нарушен; 2 — команда написана неверно.
        """;

    /// <summary>Where the program keeps its things on this machine.</summary>
    public static readonly Option<string?> Data = new("--data") { Description = "Каталог данных установки", HelpName = "DIR", Recursive = true };

    /// <summary>For programs: one JSON document instead of words.</summary>
    public static readonly Option<bool> Json = new("--json") { Description = "Ответ в JSON, для программ", Recursive = true };

    public static async Task<int> Run(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ru-RU");
        Terminal.DoNotWrapInFiles();
        var root = new RootCommand(Description) { Data, Json };
        foreach (var help in root.Options.OfType<HelpOption>()) help.Description = "Показать эту справку";
        foreach (var version in root.Options.OfType<VersionOption>()) version.Description = "Показать версию";
        ServeCommand.Describe(root);
        root.Subcommands.Add(SampleCommand.Create());
        root.Subcommands.Add(ImportCommand.Create());
        root.Subcommands.Add(VerifyCommand.Create());
        root.Subcommands.Add(ProveCommand.Create());
        root.Subcommands.Add(CheckpointCommand.Create());
        root.Subcommands.Add(EventsCommand.Create());
        root.Subcommands.Add(ArchiveCommand.Create());
        root.Subcommands.Add(BackupCommand.Create());
        root.Subcommands.Add(RestoreCommand.Create());
        root.Subcommands.Add(DoctorCommand.Create());
        root.Subcommands.Add(HandlersCommand.Create());

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await parsed.InvokeAsync();
            return WrongUsage;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (DatabaseUnavailable unavailable)
        {
            return Terminal.Refuse(parsed, string.Join("\n  • ", unavailable.Tried.Prepend(unavailable.Message)));
        }
        catch (Access.Secrets.ProtectionCertificateMissing missing)
        {
            return Terminal.Refuse(parsed, missing.Message);
        }
        catch (NpgsqlException broken)
        {
            return Terminal.Refuse(parsed, $"База данных не ответила: {broken.Message}");
        }
    }
}
