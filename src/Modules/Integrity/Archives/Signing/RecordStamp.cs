using ElJournal.Kernel;
using Wolverine.Marten;

namespace ElJournal.Integrity.Archives.Signing;

/// <summary>Записать, что для архива получен штамп времени.</summary>
public sealed record RecordStamp(Guid CommandId, ArchiveStamped Stamped) : ICommand
{
    public Need Need => new(Permission.MakeArchive);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => ArchiveShelf.StreamOf(Stamped.Year);
}

public static class RecordStampHandler
{
    public static (Outcome, Events) Handle(RecordStamp command, [WriteAggregate(nameof(RecordStamp.Stream), Required = false)] ArchiveShelf? shelf)
    {
        var stamped = command.Stamped;
        if (shelf?.Last(stamped.Kind)?.Seal != stamped.Seal) return (Outcome.Refused(Refusals.ArchiveIsUnknown, stamped.Kind, stamped.Year), []);
        return shelf.Stamped.Any(known => known.Stamp == stamped.Stamp) ? (Outcome.Accepted, []) : (Outcome.Accepted, [stamped]);
    }
}
