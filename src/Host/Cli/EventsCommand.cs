using System.CommandLine;
using ElJournal.Integrity;
using ElJournal.Integrity.Canonical;

namespace ElJournal.Host.Cli;

/// <summary><c>eljournal events cat</c>: the events as they are sealed, one canonical envelope a line.</summary>
internal static class EventsCommand
{
    private static readonly Option<long> FromSeq = new("--from-seq") { Description = "Начиная с этого номера", HelpName = "N" };

    private static readonly Option<string?> Stream = new("--stream") { Description = "Только этот поток", HelpName = "KEY" };

    public static Command Create()
    {
        var cat = new Command("cat", "Вывести события строками JSON: байты каждой строки — те, что опечатаны") { FromSeq, Stream };
        cat.SetAction((given, cancel) => SchoolTask.Run(given, InstallationUse.Looking, async (installation, school) =>
        {
            var events = await installation.Services.GetRequiredService<SealedLogs>().EventsOf(school);
            try
            {
                await using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
                await events.Write(output, given.GetValue(FromSeq), given.GetValue(Stream), cancel);
                return CommandLine.Done;
            }
            catch (NotSealableException unfit)
            {
                Terminal.Warn(unfit.Message);
                return CommandLine.Refused;
            }
            catch (IOException)
            {
                // The reader has seen enough: eljournal events cat | head.
                return CommandLine.Done;
            }
        }, cancel));
        return new Command("events", "События журнала") { cat };
    }
}
