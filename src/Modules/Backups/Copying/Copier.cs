using System.Text.Json;
using ElJournal.Kernel;
using ElJournal.Postgres.Copies;
using ElJournal.Store;

namespace ElJournal.Backups.Copying;

/// <summary>Makes copies of the living server and records them in the log of every school.</summary>
public sealed class Copier(BackupOptions options, IJournals journals, AnchorShelf anchors, TimeProvider clock)
{
    /// <summary>Folders that were used for copies before: an empty one among them is a disk that is not connected.</summary>
    private string Known => Path.Combine(options.DataDirectory, "copies.json");

    /// <summary>The repository of this cluster; begun where the operator named a new folder.</summary>
    /// <exception cref="CopyFailed">It cannot be reached, or none is named.</exception>
    public async Task<CopyRepository> Repository(CancellationToken cancel)
    {
        var folder = options.Directory ?? throw new BackupsAreOff();
        var known = File.Exists(Known) ? JsonSerializer.Deserialize<List<string>>(await File.ReadAllTextAsync(Known, cancel)) ?? [] : [];
        var repository = CopyRepository.Open(folder, (await options.Link.LookAsync(cancel)).Cluster, isNew: !known.Contains(Path.GetFullPath(folder)));
        if (!known.Contains(repository.Folder)) await File.WriteAllTextAsync(Known, JsonSerializer.Serialize(known.Append(repository.Folder)), cancel);
        return repository;
    }

    /// <summary>A whole copy, verified and recorded; null when another process is making one.</summary>
    /// <param name="actor">In whose name it is recorded at a school.</param>
    public async Task<BaseCopy?> Make(Desk desk, Func<SchoolId, Actor> actor, CancellationToken cancel)
    {
        var repository = await Repository(cancel);
        anchors.Keep(await journals.Checkpoints(cancel), clock.GetUtcNow());
        // What comes after the copy must be there for whoever receives it.
        if (options.Stream is not StreamMode.Off) await WalReceiver.HoldAsync(options.Link, repository, cancel);
        var copy = await CopyMaker.MakeAsync(options.Link, repository, options.Keep, clock, cancel);
        PutBeside(repository);
        if (copy is null) return null;
        foreach (var school in await journals.Schools(cancel))
        {
            var made = new CopyMade(copy.Label, copy.Bytes, (int)Math.Ceiling((copy.Finished - copy.Started).TotalSeconds));
            (await desk.Send(new RecordCopy(Guid.NewGuid(), clock.GetUtcNow().Year, made), actor(school), cancel)).Demand();
        }
        return copy;
    }

    private void PutBeside(CopyRepository repository)
    {
        foreach (var list in BackupOptions.Lists.Select(name => Path.Combine(options.DataDirectory, name)).Where(File.Exists))
        {
            Directory.CreateDirectory(repository.Beside);
            var file = Path.Combine(repository.Beside, Path.GetFileName(list));
            File.Copy(list, file + ".new", overwrite: true);
            File.Move(file + ".new", file, overwrite: true);
        }
    }
}

/// <summary>Nobody has said where copies go.</summary>
public sealed class BackupsAreOff() : Exception(BackupTexts.All["off"]);

internal static class Demanded
{
    /// <summary>What the program itself records is not refused, unless something is wrong with it.</summary>
    public static void Demand(this Outcome outcome)
    {
        if (outcome.Refusal is { } refusal) throw new InvalidOperationException(refusal.Text());
    }
}
