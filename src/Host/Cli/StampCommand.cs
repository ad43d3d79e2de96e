using System.CommandLine;
using System.Globalization;
using ElJournal.Access.Rights;
using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Archives.Signing;
using ElJournal.Kernel;
using ElJournal.Store;

namespace ElJournal.Host.Cli;

/// <summary><c>eljournal archive stamp</c>: asks the time-stamping authority for what archives lack and for what must be renewed.</summary>
internal static class StampCommand
{
    private static readonly Option<bool> Always = new("--always") { Description = "Продлить и те штампы, которым ещё рано" };

    public static Command Create(Option<string?> year, Option<string[]> kind)
    {
        var stamp = new Command("stamp", "Запросить штампы времени, которых нет, и продлить те, что истекают за полтора года; без --year – за все годы") { year, kind, Always };
        stamp.SetAction((given, cancel) => SchoolTask.Run(
            given, InstallationUse.Commanding, (installation, school) => Stamp(given, given.GetValue(year), given.GetValue(kind)!, installation, school, cancel), cancel));
        return stamp;
    }

    /// <summary>Archives just made get their time-stamps; an authority that does not answer takes nothing from them.</summary>
    public static async Task<IReadOnlyList<MadeArchive>> After(
        Installation installation, Desk desk, SchoolId school, string year, IReadOnlyList<MadeArchive> made, CancellationToken cancel)
    {
        var signer = installation.Services.GetRequiredService<ArchiveSigner>();
        if (!signer.HasAuthority) return made;
        try
        {
            var stamps = await signer.StampWhereNeeded(desk, Actors.ForCommandLine(school), year, [.. made.Select(archive => archive.Kind)], cancel);
            return [.. made.Select(archive => stamps.LastOrDefault(stamp => stamp.Kind == archive.Kind) is { } stamp ? archive with { Sha256 = stamp.Sha256, Bytes = stamp.Bytes } : archive)];
        }
        catch (ArchiveRefused refused)
        {
            Terminal.Remark(refused.Text());
            return made;
        }
    }

    private static async Task<int> Stamp(ParseResult given, string? wanted, string[] kinds, Installation installation, SchoolId school, CancellationToken cancel)
    {
        var signer = installation.Services.GetRequiredService<ArchiveSigner>();
        var years = wanted is null ? await installation.Services.GetRequiredService<Archivist>().Years(school, cancel) : [wanted];
        if (!years.All(Id.IsValid)) return Terminal.Refuse(given, $"{wanted}: такого учебного года в журнале нет.");
        await using var scope = installation.Services.CreateAsyncScope();
        var (desk, actor) = (scope.ServiceProvider.GetRequiredService<Desk>(), Actors.ForCommandLine(school));
        var done = new List<ArchiveStamped>();
        try
        {
            foreach (var year in years) done.AddRange(await signer.StampWhereNeeded(desk, actor, year, kinds, cancel, given.GetValue(Always)));
        }
        catch (ArchiveRefused refused)
        {
            return Terminal.Refuse(given, refused.Text());
        }
        if (given.GetValue(CommandLine.Json)) Terminal.Json(new { Stamped = done });
        else if (done.Count == 0) Console.WriteLine("Все штампы времени на месте, продлевать рано.");
        foreach (var stamp in given.GetValue(CommandLine.Json) ? [] : done)
            Console.WriteLine($"{stamp.Year}  {stamp.Kind,-2}  {(stamp.Order == 0 ? "штамп" : $"продление {stamp.Order}")} {stamp.Witnessed}, сертификат службы до {stamp.Until.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture)}, sha256 {stamp.Sha256}");
        return CommandLine.Done;
    }
}
