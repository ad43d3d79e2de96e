using System.CommandLine;
using System.Globalization;
using ElJournal.Access.Reads;
using ElJournal.Integrity;
using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Archives.Reading;
using ElJournal.Integrity.Notes;
using ElJournal.Integrity.Verifying;
using ElJournal.Kernel;
using Npgsql;

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

    private static readonly Option<string?> Copy = new("--copy") { Description = "Архив журналов года (…-J5.zip): показать, чем записи базы отличаются от него", HelpName = "FILE" };

    private const int MostDifferences = 50;

    public static Command Create()
    {
        var command = new Command("verify", "Проверить опечатанный журнал: пересчитать всё по записям базы. Код 0 — цел, 1 — нарушен") { Against, Copy };
        command.SetAction((given, cancel) => SchoolTask.Run(given, InstallationUse.Looking, async (installation, school) =>
        {
            var kept = new List<SignedNote>();
            foreach (var file in given.GetValue(Against) ?? [])
            {
                if (await Read(file, cancel) is not { } note) return Terminal.Refuse(given, $"{file}: не читается как контрольная точка.");
                kept.Add(note);
            }
            using var copy = given.GetValue(Copy) is { } archive && File.Exists(archive) ? ArchivedLog.Open(File.OpenRead(archive)) : null;
            if (given.GetValue(Copy) is { } named && copy?.Kind != ArchiveKinds.Journals) return Terminal.Refuse(given, $"{named}: это не архив журналов года.");
            var logs = installation.Services.GetRequiredService<SealedLogs>();
            if (copy is not null && copy.Origin != logs.KeyOf(school, copy.Year).Name) return Terminal.Refuse(given, $"{given.GetValue(Copy)}: это архив другой школы, {copy.Origin}.");
            var verifier = await logs.VerifierOf(school);
            var verification = await Terminal.Waited("Проверка журнала", () => verifier.Verify(school, kept, cancel));
            var reads = await Reads(installation, school, cancel);
            IReadOnlyList<EntryDifference>? differences = null;
            try
            {
                if (copy is not null) differences = await Terminal.Waited("Сличение с копией", async () => await (await logs.ComparisonOf(school)).All(copy, MostDifferences, cancel));
            }
            catch (ArchiveRefused spoilt)
            {
                return Terminal.Refuse(given, $"{given.GetValue(Copy)}: {spoilt.Text()}");
            }
            if (given.GetValue(CommandLine.Json)) Terminal.Json(Told(verification, reads, differences));
            else
            {
                Say(verification);
                Say(reads);
                Say(differences);
            }
            return verification.IsIntact && differences is not { Count: > 0 } && reads?.IsIntact is not false ? CommandLine.Done : CommandLine.Refused;
        }, cancel));
        return command;
    }

    /// <summary>The log of reads; null in a database of an earlier version, which had none.</summary>
    private static async Task<ReadsVerified?> Reads(Installation installation, SchoolId school, CancellationToken cancel)
    {
        try
        {
            return await installation.Services.GetRequiredService<ReadVerifier>().Verify(school, cancel);
        }
        catch (PostgresException nothing) when (nothing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return null;
        }
    }

    private static void Say(ReadsVerified? reads)
    {
        if (reads is null) return;
        if (reads.IsIntact) Console.WriteLine($"Журнал чтений цел: записей {Number(reads.Count)}, опечатано дней {Number(reads.SealedDays)}.");
        else Console.WriteLine($"ЖУРНАЛ ЧТЕНИЙ НАРУШЕН. Первая запись: №{Number(reads.Broken!.Value)} — {Why(reads)}.");
    }

    private static string Why(ReadsVerified reads) => reads.Reason switch
    {
        "missing" => "её нет",
        "sealed" => "не такая, как опечатана в журнале записей",
        _ => "изменена",
    };

    private static async Task<SignedNote?> Read(string file, CancellationToken cancel)
    {
        try
        {
            // A file saved from a letter may have got the line ends of its machine; what is signed has none of them.
            var note = SignedNote.Parse((await File.ReadAllTextAsync(file, cancel)).Replace("\r\n", "\n", StringComparison.Ordinal));
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

    private static void Say(IReadOnlyList<EntryDifference>? differences)
    {
        if (differences is null) return;
        if (differences.Count == 0) Console.WriteLine("Копия: все её записи стоят в базе такими же.");
        foreach (var found in differences)
        {
            Console.WriteLine($"Копия: журнал {found.Year}, лист {Number(found.Index!.Value)}{(found.IsProven ? " (в копии – то, что опечатано)" : "")}{(found.Now is null ? ": записи в базе нет" : "")}");
            foreach (var field in found.Fields) Console.WriteLine($"  {field.Field}: было {field.Copy ?? "—"}, стало {field.Now ?? "—"}");
        }
        if (differences.Count == MostDifferences) Console.WriteLine($"Названы первые {MostDifferences}.");
    }

    private static object Told(Verification verification, ReadsVerified? reads, IReadOnlyList<EntryDifference>? differences) => new
    {
        School = verification.School.Value,
        Reads = reads,
        Differences = differences?.Select(found => new { found.Year, found.Index, found.IsProven, found.Fields }),
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
