using System.Text.Json.Serialization;
using ElJournal.Kernel;

namespace ElJournal.Reporting;

/// <summary>Отправка статистической выписки: one of them.</summary>
[JsonConverter(typeof(IdJsonConverter<SendingId>))]
public readonly record struct SendingId(string Value) : IId<SendingId>
{
    public static SendingId From(string value) => new(Id.Checked(value));

    /// <summary>Key of the sending's stream.</summary>
    public string Stream => "sending/" + Value;

    public override string ToString() => Value;
}

/// <summary>Статистическая выписка отправлена (D-18): figures without names, as they were on the day.</summary>
/// <param name="Kind">Which: contingent, results-level, results-subject, missed.</param>
/// <param name="Period">Over what, in words.</param>
/// <param name="Recipient">Орган управления образованием.</param>
/// <param name="Way">mail, paper or system.</param>
/// <param name="Number">Исходящий номер.</param>
/// <param name="On">Day of the sending.</param>
/// <param name="Heads">Headings of the table.</param>
/// <param name="Rows">Its rows, figures as they are read.</param>
[Recorded("reporting.statistics_sent.v1")]
public sealed record StatisticsSent(
    SendingId Sending, string Kind, string Period, string Recipient, string Way, string Number, DateOnly On, IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>Получение статистической выписки подтверждено: квитанция.</summary>
/// <param name="Number">Входящий номер, or the number of the receipt.</param>
/// <param name="On">Its day.</param>
[Recorded("reporting.statistics_received.v1")]
public sealed record StatisticsReceived(SendingId Sending, string Number, DateOnly On);
