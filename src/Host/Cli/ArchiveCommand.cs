using System.CommandLine;
using System.Globalization;
using ElJournal.Access.Rights;
using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Archives.Checking;
using ElJournal.Integrity.Archives.Signing;
using ElJournal.Integrity.Notes;
using ElJournal.Kernel;
using ElJournal.Postgres;
using ElJournal.Store;
using Marten;

namespace ElJournal.Host.Cli;

/// <summary><c>eljournal archive</c>: makes the archives of a school year, checks one without a database, lists those that were made.</summary>
internal static class ArchiveCommand
{
    private static readonly Argument<string> Zip = new("FILE") { Description = "Файл архива, .zip" };

    private static readonly Option<string?> Year = new("--year") { Description = "Учебный год, например 2026-2027; без него – последний открытый", HelpName = "YEAR" };

    private static readonly Option<string[]> Kind = new("--kind")
    {
        Description = "Какой архив: J5 – журналы, S25 – сводные ведомости, P – раскрытия; без него – все",
        HelpName = "KIND",
        DefaultValueFactory = _ => [.. ArchiveKinds.All],
    };

    private static readonly Option<string?> Key = new("--vkey") { Description = "Открытый ключ школы, сохранённый отдельно от архива (eljournal checkpoint --vkey)", HelpName = "FILE" };

    private static readonly Option<string?> Certificate = new("--certificate") { Description = "Сертификат сервера школы, сохранённый отдельно от архива (PEM)", HelpName = "FILE" };

    public static Command Create()
    {
        Kind.AcceptOnlyFromAmong([.. ArchiveKinds.All]);
        var make = new Command("make", "Сделать архивы учебного года: сложить, проверить и записать в журнал. Прерванное продолжается") { Year, Kind };
        make.SetAction((given, cancel) => SchoolTask.Run(given, InstallationUse.Commanding, (installation, school) => Make(given, installation, school, cancel), cancel));
        var verify = new Command("verify", "Проверить архив; база данных не нужна. Код 0 — цел, 1 — повреждён") { Zip, Key, Certificate };
        verify.SetAction(Verify);
        var show = new Command("show", "Какие архивы сделаны") { Year };
        show.SetAction((given, cancel) => SchoolTask.Run(given, InstallationUse.Looking, (installation, school) => Show(given, installation, school, cancel), cancel));
        return new Command("archive", "Архивы учебного года") { make, verify, show, StampCommand.Create(Year, Kind), ArchiveReplayCommand.Create() };
    }

    private static async Task<int> Make(ParseResult given, Installation installation, SchoolId school, CancellationToken cancel)
    {
        var archivist = installation.Services.GetRequiredService<Archivist>();
        var year = given.GetValue(Year) ?? (await archivist.Years(school, cancel)).LastOrDefault();
        if (!Id.IsValid(year)) return Terminal.Refuse(given, "Учебный год не открыт: архивировать нечего.");
        await using var scope = installation.Services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<Desk>();
        IReadOnlyList<MadeArchive> all;
        try
        {
            all = await Terminal.Counted(
                $"Архив {year}", said => archivist.Make(desk, Actors.ForCommandLine(school), year, given.GetValue(Kind)!, null, said is null ? null : new Counted(said), cancel));
            all = await StampCommand.After(installation, desk, school, year, all, cancel);
        }
        catch (ArchiveRefused refused)
        {
            return Terminal.Refuse(given, refused.Text());
        }
        if (given.GetValue(CommandLine.Json)) Terminal.Json(new { Year = year, archivist.Directory, Made = all });
        else foreach (var made in all) Say(made, archivist.Directory);
        return CommandLine.Done;
    }

    private static async Task<int> Verify(ParseResult given, CancellationToken cancel)
    {
        var file = given.GetRequiredValue(Zip);
        if (!File.Exists(file)) return Terminal.Refuse(given, $"{file}: файла нет.");
        ArchiveTrust? trust;
        try
        {
            trust = Trust(given);
        }
        catch (Exception e) when (e is IOException or FormatException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException or ArgumentException)
        {
            return Terminal.Refuse(given, $"Ключ школы не читается: {e.Message}");
        }
        var verdict = await Terminal.Waited("Проверка архива", () => new ArchiveVerifier(trust).Verify(file, null, cancel));
        if (given.GetValue(CommandLine.Json)) Terminal.Json(Told(verdict, trust));
        else Say(verdict, trust);
        return verdict.IsIntact ? CommandLine.Done : CommandLine.Refused;
    }

    /// <summary>What is known of the school apart from the archive: files named, or the keys of the installation on this machine.</summary>
    private static ArchiveTrust? Trust(ParseResult given)
    {
        if (given.GetValue(Key) is { } vkey && given.GetValue(Certificate) is { } certificate)
            return new ArchiveTrust(VerifierKey.Parse(File.ReadAllText(vkey).Trim()), File.ReadAllText(certificate));
        var data = AppDatabaseOptions.FromEnvironment(given.GetValue(CommandLine.Data)).DataDirectory;
        var (own, server) = (Path.Combine(data, Integrity.IntegrityOptions.KeyName + ".pem"), Path.Combine(data, ArchiveKey.CertificateFile));
        return File.Exists(own) && File.Exists(server)
            ? new ArchiveTrust(SigningKey.LoadOrCreate(data, Integrity.IntegrityOptions.KeyName).Verifier("eljournal"), File.ReadAllText(server))
            : null;
    }

    private static async Task<int> Show(ParseResult given, Installation installation, SchoolId school, CancellationToken cancel)
    {
        await using var session = installation.Services.GetRequiredService<IDocumentStore>().QuerySession(school.Value);
        var shelves = (await session.Query<ArchiveShelf>().ToListAsync(cancel)).Where(shelf => given.GetValue(Year) is not { } year || shelf.Year == year)
            .OrderBy(shelf => shelf.Year, StringComparer.Ordinal).ToList();
        var folder = installation.Services.GetRequiredService<Archivist>().Directory;
        if (given.GetValue(CommandLine.Json))
        {
            Terminal.Json(new { Directory = folder, Archives = shelves.SelectMany(shelf => shelf.Made), Signed = shelves.SelectMany(shelf => shelf.Signed).Select(signed => signed.Event), Stamped = shelves.SelectMany(shelf => shelf.Stamped) });
            return CommandLine.Done;
        }
        if (shelves.Count == 0) Console.WriteLine("Архивов ещё не делали: eljournal archive make.");
        foreach (var (shelf, made) in shelves.SelectMany(shelf => shelf.Made.Select(made => (shelf, made))))
        {
            var (now, isSigned) = (shelf.Now(made), shelf.SignatureOf(made.Seal) is not null);
            var isHere = File.Exists(Path.Combine(folder, made.File));
            Console.WriteLine($"{made.Year}  {made.Kind,-2}  {made.File}  {Number(now.Bytes)} байт, записей {Number(made.Size)}  sha256 {now.Sha256}{(isSigned ? "  подписан" : "")}{(isHere ? "" : "  (файла в папке архивов нет)")}");
        }
        return CommandLine.Done;
    }

    private static void Say(MadeArchive made, string folder)
    {
        Console.WriteLine($"{Path.Combine(folder, made.File)}");
        Console.WriteLine($"  {Number(made.Bytes)} байт, записей журнала: {Number(made.Size)}");
        Console.WriteLine($"  sha256 {made.Sha256}");
    }

    private static void Say(ArchiveVerdict verdict, ArchiveTrust? trust)
    {
        if (verdict.Name is not null) Console.WriteLine($"{verdict.Name}: файлов {Number(verdict.Files)}, записей журнала {Number(verdict.Lines)}, изъято по закону {Number(verdict.Redacted)}");
        Console.WriteLine($"  sha256 {verdict.Sha256}");
        if (verdict.Root is not null) Console.WriteLine($"  корень {verdict.Root}");
        foreach (var signature in verdict.Signatures) Console.WriteLine($"  {Told(signature)}");
        if (verdict.IsIntact)
        {
            Console.WriteLine("Кому выданы сертификаты подписей и не отозваны ли они, проверяет удостоверяющий центр.");
            Console.WriteLine(trust is null ? "Архив цел. Проверено ключами из самого архива: сравните их с сохранёнными отдельно (--vkey, --certificate)." : "Архив цел и подписан ключами школы.");
            return;
        }
        Console.WriteLine($"АРХИВ ПОВРЕЖДЁН, мест: {Number(verdict.Faults.Count)}. Первое: {verdict.Faults[0].Text()}.");
        foreach (var fault in verdict.Faults.Skip(1).Take(20)) Console.WriteLine($"  {fault.Text()}");
    }

    /// <summary>Подпись директора: Иванова М. П., 28.06.2027 09:00:00 UTC, ГОСТ Р 34.10-2012, 256 бит – верна.</summary>
    private static string Told(BagSignature signature)
    {
        var (found, by) = (signature.Found, SignatureWords.By(signature.By));
        if (found.Signer is not { } signer) return $"{by}: {found.Text}";
        var at = signer.At is { } moment ? string.Create(CultureInfo.InvariantCulture, $", {moment:dd.MM.yyyy HH:mm:ss} UTC") : "";
        return $"{by}: {signer.Name}{at}, {SignatureWords.Algorithm(signer.Algorithm)}, сертификат до {signer.Until.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture)} – {found.Text ?? "верна"}";
    }

    private static object Told(ArchiveVerdict verdict, ArchiveTrust? trust) => new
    {
        Intact = verdict.IsIntact,
        ByOwnKeys = trust is not null,
        verdict.Name,
        verdict.Kind,
        verdict.Year,
        verdict.Sha256,
        verdict.Bytes,
        verdict.Root,
        verdict.Checkpoint,
        verdict.Seal,
        Signatures = verdict.Signatures.Select(signature => new
        {
            signature.Path,
            signature.By,
            signature.Sha256,
            IsRight = signature.Found.Holds,
            signature.Found.Flaw,
            signature.Found.Text,
            signature.Found.Signer?.Name,
            signature.Found.Signer?.Algorithm,
            signature.Found.Signer?.At,
            CertificateUntil = signature.Found.Signer?.Until,
            signature.Found.Signer?.Certificate,
        }),
        verdict.Files,
        verdict.Lines,
        verdict.Redacted,
        Faults = verdict.Faults.Select(fault => new { fault.What, Text = fault.Text(), fault.Path, fault.Line, fault.Index, fault.Event, fault.Stream }),
    };

    private static string Number(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>Events are what takes the time; the rest of the bar fills by itself.</summary>
    private sealed class Counted(IProgress<(int Done, int Of)> said) : IProgress<ArchiveStep>
    {
        public void Report(ArchiveStep step)
        {
            if (step.All > 0) said.Report(((int)step.Done, (int)step.All));
        }
    }
}
