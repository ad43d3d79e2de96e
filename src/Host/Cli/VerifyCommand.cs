using System.CommandLine;
using System.Globalization;
using ElJournal.Integrity;
using ElJournal.Integrity.Notes;
using ElJournal.Integrity.Verifying;

namespace ElJournal.Host.Cli;

/// <summary><c>eljournal verify</c>: recomputes the sealed log from the rows and names the first broken event. It seals nothing.</summary>
internal static class VerifyCommand
{
    private static readonly Option<string[]> Against = new("--against")
    {
        Description = "Контрольные точки, сохранённые вне базы: журнал должен быть продолжением каждой",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    public static Command Create()
    {
        var command = new Command("verify", "Проверить опечатанный журнал: пересчитать всё по записям базы. Код 0 — цел, 1 — нарушен") { Against };
        command.SetAction((given, cancel) => SchoolTask.Run(given, InstallationUse.Looking, async (installation, school) =>
        {
            var kept = new List<SignedNote>();
            foreach (var file in given.GetValue(Against) ?? [])
            {
                if (await Read(file, cancel) is not { } note) return Terminal.Refuse(given, $"{file}: не читается как контрольная точка.");
                kept.Add(note);
            }
            var verifier = await installation.Services.GetRequiredService<SealedLogs>().VerifierOf(school);
            var verification = await Terminal.Waited("Проверка журнала", () => verifier.Verify(school, kept, cancel));
            if (given.GetValue(CommandLine.Json)) Terminal.Json(Told(verification));
            else Say(verification);
            return verification.IsIntact ? CommandLine.Done : CommandLine.Refused;
        }, cancel));
        return command;
    }

    private static async Task<SignedNote?> Read(string file, CancellationToken cancel)
    {
        try
        {
            var note = SignedNote.Parse(await File.ReadAllTextAsync(file, cancel));
            _ = Checkpoint.Parse(note.Text);
            return note;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Say(Verification verification)
    {
        foreach (var log in verification.Logs)
        {
            Console.WriteLine($"{log.Origin}");
            Console.WriteLine($"  записей:  {Number(log.Size)}, контрольных точек: {Number(log.Checkpoints)}");
            Console.WriteLine($"  корень:   {log.Root.ToBase64()}");
            Console.WriteLine($"            {Convert.ToHexStringLower(log.Root.Bytes)}");
            if (SignatureLine(log.Note) is { } signature) Console.WriteLine($"  подпись:  {signature}");
        }
        Console.WriteLine($"Не опечатано: {Number(verification.Unsealed)}");
        if (verification.IsIntact)
        {
            Console.WriteLine($"Журнал цел: записей {Number(verification.Size)}, байтов {Number(verification.Bytes)}.");
            return;
        }
        var first = verification.Broken[0];
        Console.WriteLine($"ЖУРНАЛ НАРУШЕН, мест: {Number(verification.Broken.Count)}. Первое: {Place(first)} — {first.Text()}.");
        foreach (var broken in verification.Broken.Skip(1).Take(20)) Console.WriteLine($"  {Place(broken)} — {broken.Text()}");
        if (verification.Broken.Count > 21) Console.WriteLine($"  и ещё {Number(verification.Broken.Count - 21)}; все — с --json");
    }

    private static string Place(Broken broken) => string.Join(", ", new[]
    {
        broken.Stream is null ? null : $"поток {broken.Stream}" + (broken.Version is { } version ? $" №{version}" : ""),
        broken.Seq is { } seq ? $"seq {seq}" : null,
        broken.EventId is { } id ? $"событие {id}" : null,
        broken.Year is null ? null : $"журнал {broken.Year}",
        broken.From is { } from ? $"листы {from}–{broken.Index}" : broken.Index is { } index ? $"лист {index}" : null,
    }.OfType<string>());

    private static object Told(Verification verification) => new
    {
        School = verification.School.Value,
        Intact = verification.IsIntact,
        verification.Size,
        Root = verification.Current is { } current ? Root(current) : null,
        verification.Unsealed,
        verification.Bytes,
        Logs = verification.Logs.Select(log => new
        {
            log.Year,
            log.Origin,
            log.Size,
            Root = Root(log),
            log.Checkpoints,
            Checkpoint = log.Note,
        }),
        Broken = verification.Broken.Select(broken => new
        {
            broken.What,
            Text = broken.Text(),
            broken.Year,
            broken.Index,
            broken.From,
            broken.Stream,
            broken.Version,
            broken.Seq,
            broken.EventId,
        }),
    };

    private static object Root(VerifiedLog log) => new { Base64 = log.Root.ToBase64(), Hex = Convert.ToHexStringLower(log.Root.Bytes) };

    private static string? SignatureLine(string? note) => note?.TrimEnd('\n').Split('\n')[^1];

    private static string Number(long number) => number.ToString("N0", CultureInfo.CurrentCulture);
}
