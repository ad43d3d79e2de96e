using ElJournal.Access.Rights;
using ElJournal.Integrity.Archives;
using ElJournal.Sample.Plan;
using ElJournal.Store;

namespace ElJournal.Host.SampleYear;

/// <summary>
/// История с испорченным архивом: the school made its archive and wrote two copies; in one of them a medium has lost a byte. Which, and where, the check
/// of the file tells.
/// </summary>
internal static class DamagedArchive
{
    /// <summary>How the spoilt copy is called: nothing in its name says so.</summary>
    public const string CopyEnding = "-ekzemplyar-2.zip";

    private const byte Lost = 0x20;

    /// <summary>Makes the archives of the plan's year and spoils a copy; answers where the copy lies.</summary>
    public static async Task<string> Plant(IServiceProvider services, SchoolPlan plan, CancellationToken cancel)
    {
        var archivist = services.GetRequiredService<Archivist>();
        await using var scope = services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<Desk>();
        var actor = Actors.ForCommandLine(plan.School);
        var made = (await archivist.Make(desk, actor, plan.Year.Year.Value, ArchiveKinds.All, null, null, cancel)).First(archive => archive.Kind == ArchiveKinds.Journals);
        var copy = Path.Combine(archivist.Directory, Path.GetFileNameWithoutExtension(made.File) + CopyEnding);
        File.Copy(Path.Combine(archivist.Directory, made.File), copy, overwrite: true);
        await using var file = new FileStream(copy, FileMode.Open, FileAccess.ReadWrite);
        // Well inside the packed lines of the log, which are nearly all of the file; the seed says where.
        file.Position = file.Length / 4 + (plan.Seed * 7919 % (file.Length / 4));
        var was = file.ReadByte();
        file.Position--;
        file.WriteByte((byte)(was ^ Lost));
        return copy;
    }
}
