using ElJournal.Integrity.Custody.Media;
using ElJournal.Kernel;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Integrity.Custody.Prints;

/// <summary>Записать заверение распечатки.</summary>
public sealed record CertifyPrint(Guid CommandId, string Year, string Volume, string Class, int Sheets, string By, DateOnly On) : ICommand
{
    public Need Need => new(Permission.MakeArchive);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => PrintBook.StreamOf(Year);
}

/// <summary>Снять заверение распечатки.</summary>
public sealed record AnnulPrint(Guid CommandId, string Year, string Volume, string Class, string Reason) : ICommand
{
    public Need Need => new(Permission.MakeArchive);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => PrintBook.StreamOf(Year);
}

public static class CertifyPrintHandler
{
    public const int MostSheets = 9999;

    public static Task<CustodyFacts> LoadAsync(CertifyPrint command, IDocumentSession session, ICustodyGround ground, CancellationToken cancel) =>
        CustodyFacts.Load(session, ground, cancel);

    public static (Outcome, Events) Handle(CertifyPrint command, [WriteAggregate(nameof(CertifyPrint.Stream), Required = false)] PrintBook? book, CustodyFacts facts)
    {
        if (facts.YearOf(command.Year) is not { } year) return (Outcome.Refused(CustodyRefusals.YearIsUnknown, command.Year), []);
        if (!PrintVolumes.All.Contains(command.Volume) || year.Classes.All(c => c.Id != command.Class)) return (Outcome.Refused(CustodyRefusals.ClassIsUnknown), []);
        var certified = new PrintCertified(command.Year, command.Volume, command.Class, command.Sheets, command.By, command.On);
        if (book?.Of(command.Volume, command.Class) is { } standing)
            return standing == certified ? (Outcome.Accepted, []) : (Outcome.Refused(CustodyRefusals.PrintIsCertified, standing.On, standing.Sheets), []);
        if (facts.DestroyedBy(command.Year, PrintVolumes.KindOf(command.Volume)) is { } act)
            return (Outcome.Refused(CustodyRefusals.ArchiveIsDestroyed, PrintVolumes.KindOf(command.Volume), act.Number, act.On), []);
        if (command.Sheets is < 1 or > MostSheets) return (Outcome.Refused(CustodyRefusals.SheetsAreOff, MostSheets), []);
        if (!facts.IsAtWork(command.By)) return (Outcome.Refused(CustodyRefusals.KeeperIsUnknown), []);
        return Days.Refuse(command.On, [year.From], facts.Today) is { } refused ? (refused, []) : (Outcome.Accepted, [certified]);
    }
}

public static class AnnulPrintHandler
{
    public static Task<CustodyFacts> LoadAsync(AnnulPrint command, IDocumentSession session, ICustodyGround ground, CancellationToken cancel) =>
        CustodyFacts.Load(session, ground, cancel);

    public static (Outcome, Events) Handle(AnnulPrint command, [WriteAggregate(nameof(AnnulPrint.Stream), Required = false)] PrintBook? book, CustodyFacts facts)
    {
        if (book?.Of(command.Volume, command.Class) is null) return (Outcome.Refused(CustodyRefusals.PrintIsNotCertified), []);
        if (facts.DestroyedBy(command.Year, PrintVolumes.KindOf(command.Volume)) is { } act)
            return (Outcome.Refused(CustodyRefusals.ArchiveIsDestroyed, PrintVolumes.KindOf(command.Volume), act.Number, act.On), []);
        return AnnulmentReasons.All.Contains(command.Reason)
            ? (Outcome.Accepted, [new PrintAnnulled(command.Year, command.Volume, command.Class, command.Reason)])
            : (Outcome.Refused(CustodyRefusals.ReasonIsUnknown), []);
    }
}
