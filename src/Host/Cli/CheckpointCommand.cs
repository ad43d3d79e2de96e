using System.CommandLine;
using ElJournal.Integrity;
using ElJournal.Integrity.Notes;
using ElJournal.Integrity.Sealing;
using ElJournal.Integrity.Witnessing;

namespace ElJournal.Host.Cli;

/// <summary><c>eljournal checkpoint</c>: the signed checkpoint, to be kept where the database's owner cannot reach it.</summary>
internal static class CheckpointCommand
{
    private static readonly Option<bool> Cosigned = new("--cosigned") { Description = "Последняя точка, которую подтвердили свидетели, с их подписями" };

    private static readonly Option<bool> WitnessKey = new("--witness-key") { Description = "Открытый ключ, которым эта установка подтверждает точки других школ" };

    private static readonly Option<bool> Vkey = new("--vkey") { Description = "Вместо контрольной точки — открытый ключ, которым её проверяют" };

    public static Command Create()
    {
        var command = new Command("checkpoint", "Напечатать подписанную контрольную точку журнала (c2sp.org/tlog-checkpoint)") { Vkey, Cosigned, WitnessKey };
        command.SetAction((given, cancel) => SchoolTask.Run(given, InstallationUse.Looking, async (installation, school) =>
        {
            var logs = installation.Services.GetRequiredService<SealedLogs>();
            if (given.GetValue(WitnessKey)) return Witnessing(installation, given);
            if (given.GetValue(Cosigned)) return await Print(installation.Services.GetRequiredService<Witnesses>().Cosigned(school, cancel), given);
            var log = await logs.Of(school);
            if (!given.GetValue(Vkey)) await SealWaiting(log, cancel);
            if (await log.LatestCheckpoint(cancel) is not { } note) return Terminal.Refuse(given, "Ещё ничего не опечатано.");

            var checkpoint = Checkpoint.Parse(note.Text);
            var key = logs.KeyOf(school, checkpoint.Origin.Split('/')[^1]);
            if (given.GetValue(CommandLine.Json))
            {
                Terminal.Json(new
                {
                    checkpoint.Origin,
                    checkpoint.Size,
                    Root = checkpoint.Root.ToBase64(),
                    Checkpoint = note.ToString(),
                    Vkey = key.ToString(),
                    PublicKeyPem = key.ToPem(),
                });
            }
            else
            {
                Console.Write(given.GetValue(Vkey) ? key + "\n" : note.ToString());
            }
            return CommandLine.Done;
        }, cancel));
        return command;
    }

    private static int Witnessing(Installation installation, ParseResult given)
    {
        if (installation.Services.GetRequiredService<Witness>().Key is not { } key) return Terminal.Refuse(given, "Эта установка не свидетель: задайте ElJournal:Witness:Name.");
        if (given.GetValue(CommandLine.Json)) Terminal.Json(new { Vkey = key.ToString() });
        else Console.Write(key + "\n");
        return CommandLine.Done;
    }

    private static async Task<int> Print(Task<SignedNote?> asked, ParseResult given)
    {
        if (await asked is not { } note) return Terminal.Refuse(given, "Свидетели ещё ничего не подтвердили.");
        if (given.GetValue(CommandLine.Json)) Terminal.Json(new { Checkpoint = note.ToString() });
        else Console.Write(note.ToString());
        return CommandLine.Done;
    }

    /// <summary>What no server has sealed yet is sealed now; beside a running sealer it finds nothing or waits its turn.</summary>
    public static async Task<int> SealWaiting(SealedLog log, CancellationToken cancel)
    {
        var count = await log.SealPending(cancel);
        if (count > 0) Terminal.Remark($"Опечатано сейчас: {count}");
        return count;
    }
}
