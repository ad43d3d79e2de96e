using System.CommandLine;
using JasperFx;
using Wolverine;

namespace ElJournal.Host.Cli;

/// <summary>
/// <c>eljournal handlers</c>, part of the build: writes as C# what Wolverine would else compile when a command first comes. It needs no database.
/// </summary>
internal static class HandlersCommand
{
    /// <summary>Nothing connects to it.</summary>
    private const string Nowhere = "Host=nowhere.invalid;Database=none;Username=none";

    public static Command Create()
    {
        var command = new Command("handlers", "Часть сборки: записать код обработчиков команд") { Hidden = true };
        command.SetAction(async (_, _) =>
        {
            var folder = Directory.CreateTempSubdirectory("eljournal-handlers-");
            try
            {
                await using var app = HostApp.Build(new HostSettings(Nowhere, Nowhere, folder.FullName), durability: DurabilityMode.Solo);
                return await app.RunJasperFxCommands(["codegen", "write"]);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });
        return command;
    }
}
