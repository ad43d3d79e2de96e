using ElJournal.Kernel;
using Wolverine.Marten;

namespace ElJournal.Integrity.Archives.Signing;

/// <summary>Записать, что архив подписан.</summary>
public sealed record RecordSignature(Guid CommandId, ArchiveSigned Signed) : ICommand
{
    public Need Need => new(Permission.MakeArchive);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => ArchiveShelf.StreamOf(Signed.Year);
}

public static class RecordSignatureHandler
{
    public static (Outcome, Events) Handle(RecordSignature command, [WriteAggregate(nameof(RecordSignature.Stream), Required = false)] ArchiveShelf? shelf)
    {
        var signed = command.Signed;
        if (shelf?.Last(signed.Kind)?.Seal != signed.Seal) return (Outcome.Refused(Refusals.ArchiveIsUnknown, signed.Kind, signed.Year), []);
        // A signature brought twice is one signature.
        return shelf.SignatureOf(signed.Seal)?.Signature == signed.Signature ? (Outcome.Accepted, []) : (Outcome.Accepted, [signed]);
    }
}
