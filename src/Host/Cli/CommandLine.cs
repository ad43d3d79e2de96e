using System.CommandLine;
using ElJournal.Postgres;
using Spectre.Console;

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

    /// <summary>Where the program keeps its things on this machine.</summary>
    public static readonly Option<string?> Data = new("--data") { Description = "Каталог данных установки", HelpName = "DIR", Recursive = true };

    /// <summary>For programs: one JSON document instead of words.</summary>
    public static readonly Option<bool> Json = new("--json") { Description = "Ответ в JSON, для программ", Recursive = true };

    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("ЭлЖурнал: электронный классный журнал с неизменяемой историей") { Data, Json };
        ServeCommand.Describe(root);
        root.Subcommands.Add(SampleCommand.Create());

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
            AnsiConsole.MarkupLineInterpolated($"[red]{unavailable.Message}[/]");
            foreach (var tried in unavailable.Tried) AnsiConsole.MarkupLineInterpolated($"  • {tried}");
            return Refused;
        }
    }
}
