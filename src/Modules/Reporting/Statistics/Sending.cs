using System.Text.Json.Serialization;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using JasperFx.Events;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Reporting.Statistics;

/// <summary>Отправка, folded from its stream.</summary>
/// <param name="Id">Key of the stream.</param>
/// <param name="By">Account of who sent it.</param>
public sealed record Sending(
    string Id, SendingId Key, string Kind, string Period, string Recipient, string Way, string Number, DateOnly On, IReadOnlyList<string> Heads,
    IReadOnlyList<IReadOnlyList<string>> Rows, string By)
{
    /// <summary>Квитанция: its number; null while there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Receipt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? Received { get; init; }

    public static Sending Create(IEvent<StatisticsSent> e) => new(
        e.Data.Sending.Stream, e.Data.Sending, e.Data.Kind, e.Data.Period, e.Data.Recipient, e.Data.Way, e.Data.Number, e.Data.On, e.Data.Heads, e.Data.Rows, e.UserName ?? "");

    public static Sending Apply(StatisticsReceived e, Sending sending) => sending with { Receipt = e.Number, Received = e.On };
}

/// <summary>Записать отправку статистической выписки (D-18).</summary>
/// <param name="Table">The figures: made by the server from the journal.</param>
public sealed record RecordSending(
    Guid CommandId, SendingId Sending, string Kind, string Period, string Recipient, string Way, string Number, DateOnly On, StatisticsTable Table) : ICommand
{
    public Need Need => new(Permission.SendStatistics);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Sending.Stream;
}

/// <summary>Записать квитанцию о получении.</summary>
public sealed record RecordReceipt(Guid CommandId, SendingId Sending, string Number, DateOnly On) : ICommand
{
    public Need Need => new(Permission.SendStatistics);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Sending.Stream;
}

/// <summary>Способы отправки.</summary>
public static class SendingWays
{
    public static readonly IReadOnlyList<string> All = ["system", "mail", "paper"];
}

public static class RecordSendingHandler
{
    public const int LongestRecipient = 200;
    public const int LongestNumber = 40;

    public static Task<DateOnly> LoadAsync(RecordSending command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) => session.DayOf(clock.GetUtcNow(), cancel);

    public static (Outcome, Events) Handle(RecordSending command, [WriteAggregate(nameof(RecordSending.Stream), Required = false)] Sending? standing, DateOnly today)
    {
        if (standing is not null) return (Outcome.Accepted, []);
        if (!StatisticsKinds.All.Contains(command.Kind) || !SendingWays.All.Contains(command.Way)) return (Outcome.Refused(Refusals.SendingIsUnknown), []);
        if (command.Recipient.Trim().Length is 0 or > LongestRecipient) return (Outcome.Refused(Refusals.SendingLacksRecipient, LongestRecipient), []);
        if (command.Number.Trim().Length is 0 or > LongestNumber) return (Outcome.Refused(Refusals.SendingLacksNumber, LongestNumber), []);
        if (command.On > today || command.On == default) return (Outcome.Refused(Refusals.SendingDayIsOff, today), []);
        return command.Table.Rows.Count == 0
            ? (Outcome.Refused(Refusals.SendingIsEmpty), [])
            : (Outcome.Accepted, [new StatisticsSent(
                command.Sending, command.Kind, command.Period, command.Recipient.Trim(), command.Way, command.Number.Trim(), command.On, command.Table.Heads, command.Table.Rows)]);
    }
}

public static class RecordReceiptHandler
{
    public static Task<DateOnly> LoadAsync(RecordReceipt command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) => session.DayOf(clock.GetUtcNow(), cancel);

    public static (Outcome, Events) Handle(RecordReceipt command, [WriteAggregate(nameof(RecordReceipt.Stream), Required = false)] Sending? sending, DateOnly today)
    {
        if (sending is null) return (Outcome.Refused(Refusals.SendingIsUnknown), []);
        if (sending.Received is { } day) return (Outcome.Refused(Refusals.SendingIsReceived, sending.Receipt, day), []);
        if (command.Number.Trim().Length is 0 or > RecordSendingHandler.LongestNumber) return (Outcome.Refused(Refusals.SendingLacksNumber, RecordSendingHandler.LongestNumber), []);
        return command.On < sending.On || command.On > today
            ? (Outcome.Refused(Refusals.ReceiptOfSendingIsOff, sending.On, today), [])
            : (Outcome.Accepted, [new StatisticsReceived(command.Sending, command.Number.Trim(), command.On)]);
    }
}
