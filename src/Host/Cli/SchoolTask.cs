using System.CommandLine;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using Npgsql;

namespace ElJournal.Host.Cli;

/// <summary>What most commands have in common: the installation is opened for as long as the task takes, the school is found, the task is done.</summary>
internal static class SchoolTask
{
    public const string NoneMeant = "Школы ещё нет: запустите eljournal serve. Если школ несколько, назовите нужную: ElJournal__School=…";

    public static async Task<int> Run(
        ParseResult given, InstallationUse use, Func<Installation, SchoolId, Task<int>> task, CancellationToken cancel)
    {
        await using var installation = await Installation.Open(given.GetValue(CommandLine.Data), use: use, cancel: cancel);
        if (await School(installation, cancel) is not { } school)
            return Terminal.Refuse(given, NoneMeant);
        if (use is InstallationUse.Commanding) await installation.StartCommands(cancel);
        return await task(installation, school);
    }

    /// <summary>Null also in a database where nothing was ever set up.</summary>
    public static async Task<SchoolId?> School(Installation installation, CancellationToken cancel)
    {
        try
        {
            return await installation.Services.GetRequiredService<Schools>().Meant(cancel);
        }
        catch (PostgresException nothing) when (nothing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName
            or PostgresErrorCodes.InsufficientPrivilege)
        {
            return null;
        }
    }
}
