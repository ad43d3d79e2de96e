using ElJournal.Integrity.Years;
using ElJournal.Kernel;
using Wolverine.Marten;

namespace ElJournal.Integrity.Archives;

/// <summary>Записать, что архив сформирован.</summary>
public sealed record RecordArchive(Guid CommandId, string Year, MadeArchive Archive) : ICommand
{
    public Need Need => new(Permission.MakeArchive);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => ArchiveShelf.StreamOf(Year);
}

public static class RecordArchiveHandler
{
    public static (Outcome, Events) Handle(
        RecordArchive command, [WriteAggregate(nameof(RecordArchive.Stream), Required = false)] ArchiveShelf? shelf)
    {
        var made = command.Archive;
        if (!YearLog.IsYear(command.Year)) return (Outcome.Refused(Refusals.YearIsMisnamed, command.Year), []);
        if (!ArchiveKinds.All.Contains(made.Kind)) return (Outcome.Refused(Refusals.ArchiveIsOfNoKind, made.Kind), []);
        // The same log gives the same bytes: an archive made again is the archive, with what was joined to it.
        return shelf?.Last(made.Kind)?.Seal == made.Seal && shelf.Of(made.Sha256) is not null
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [new ArchiveMade(command.Year, made.Kind, made.File, made.Bytes, made.Sha256, made.Seal, made.Size, made.Root)]);
    }
}
