using System.CommandLine;
using ElJournal.Integrity;

namespace ElJournal.Host.Cli;

/// <summary><c>eljournal prove</c>: the proof of one event, to be checked without the journal.</summary>
internal static class ProveCommand
{
    private static readonly Option<Guid> Event = new("--event") { Description = "Событие, о котором доказательство", HelpName = "ID", Required = true };

    private static readonly Option<string?> Out = new("--out") { Description = "Куда записать (.tlog-proof); без него — на стандартный вывод", HelpName = "FILE" };

    public static Command Create()
    {
        var command = new Command("prove", "Выдать доказательство, что событие есть в опечатанном журнале (c2sp.org/tlog-proof)") { Event, Out };
        command.SetAction((given, cancel) => SchoolTask.Run(given, InstallationUse.Looking, async (installation, school) =>
        {
            var log = await installation.Services.GetRequiredService<SealedLogs>().Of(school);
            var id = given.GetValue(Event);
            var proof = await log.Prove(id, cancel);
            if (proof is null && await CheckpointCommand.SealWaiting(log, cancel) > 0) proof = await log.Prove(id, cancel);
            if (proof is null) return Terminal.Refuse(given, $"События {id} нет в журнале школы.");

            var text = proof.ToString();
            var file = given.GetValue(Out);
            if (file is not null)
            {
                try
                {
                    await File.WriteAllTextAsync(file, text, cancel);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    return Terminal.Refuse(given, $"{file}: не удалось записать. {e.Message}");
                }
            }
            if (given.GetValue(CommandLine.Json)) Terminal.Json(new { Event = id, proof.Index, File = file, Proof = text });
            else if (file is null) Console.Write(text);
            else Console.WriteLine($"Доказательство записано: {file}");
            return CommandLine.Done;
        }, cancel));
        return command;
    }
}
