using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Accounting.Substitutions;

/// <summary>Месяц замен: whether it is closed for pay, and with which totals.</summary>
/// <param name="Id">Key of the stream.</param>
public sealed record PayMonth(string Id, string Month, bool Closed, IReadOnlyList<PayTotal> Totals)
{
    public static PayMonth Create(PayMonthClosed e) => new(PayMonths.Stream(e.Month), e.Month, true, e.Totals);

    public static PayMonth Apply(PayMonthClosed e, PayMonth month) => month with { Closed = true, Totals = e.Totals };

    public static PayMonth Apply(PayMonthReopened _, PayMonth month) => month with { Closed = false };
}

/// <summary>Закрыть месяц замен для оплаты: from now on its substitutions stay as they are.</summary>
/// <param name="Month">As <c>2026-11</c>.</param>
public sealed record ClosePayMonth(Guid CommandId, string Month) : ICommand
{
    public Need Need => new(Permission.ManageSubstitutions);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => PayMonths.Stream(Month);
}

/// <summary>Открыть закрытый месяц снова, on a document that is named.</summary>
/// <param name="Document">Приказ или служебная записка: number and date as the school writes them.</param>
/// <param name="Note">Why.</param>
public sealed record ReopenPayMonth(Guid CommandId, string Month, string Document, Opening? Note) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.ManageSubstitutions);

    public IEnumerable<Opening> Openings => Note is null ? [] : [Note];

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => PayMonths.Stream(Month);

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(ReopenPayMonth)} {Month}";
}

/// <param name="IsMonth">What the command names is a month.</param>
/// <param name="IsOver">Its last day, or its last lesson, is past.</param>
/// <param name="HasRules">The order of pay is adopted for every day on which something is to be paid.</param>
public sealed record ClosePayMonthFacts(bool IsMonth, bool HasBegun, bool IsOver, bool HasRules, IReadOnlyList<PayRow> Rows);

public static class ClosePayMonthHandler
{
    public static async Task<ClosePayMonthFacts> LoadAsync(ClosePayMonth command, IDocumentSession session, TimeProvider clock, CancellationToken cancel)
    {
        if (PayMonths.FirstDay(command.Month) is not { } first) return new ClosePayMonthFacts(false, false, false, false, []);
        await MonthLock.Hold(session, [first], cancel);
        var (rows, schedule) = await PayRows.Of(session, first, cancel);
        var rules = await session.LoadAsync<SubstitutionRules>(Setup.Streams.Substitutions, cancel);
        var now = clock.GetUtcNow();
        var today = (await session.LoadAsync<SchoolCard>("school/" + session.TenantId, cancel))?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime);
        var isOver = today >= first.AddMonths(1) || (first <= today && schedule.Lessons.All(l => l.Lesson.Date < today));
        return new ClosePayMonthFacts(true, first <= today, isOver, rows.All(r => rules?.On(r.Lesson.Date) is not null), rows);
    }

    public static (Outcome, Events) Handle(
        ClosePayMonth command, [WriteAggregate(nameof(ClosePayMonth.Stream), Required = false)] PayMonth? month, ClosePayMonthFacts facts)
    {
        if (!facts.IsMonth) return (Outcome.Refused(Refusals.PayMonthIsUnread), []);
        if (month?.Closed == true) return (Outcome.Accepted, []);
        if (!facts.HasBegun) return (Outcome.Refused(Refusals.PayMonthHasNotBegun), []);
        if (!facts.IsOver) return (Outcome.Refused(Refusals.PayMonthIsNotOver), []);
        return facts.HasRules
            ? (Outcome.Accepted, [new PayMonthClosed(command.Month, PayRows.Totals(facts.Rows))])
            : (Outcome.Refused(Refusals.PayRulesAreMissing), []);
    }
}

public static class ReopenPayMonthHandler
{
    public const int LongestDocument = 200;

    public static (Outcome, Events) Handle(
        ReopenPayMonth command, [WriteAggregate(nameof(ReopenPayMonth.Stream), Required = false)] PayMonth? month)
    {
        if (month is not { Closed: true }) return (Outcome.Refused(Refusals.PayMonthIsNotClosed), []);
        var document = command.Document.Trim();
        return document.Length is 0 or > LongestDocument
            ? (Outcome.Refused(Refusals.DocumentIsMissing, LongestDocument), [])
            : (Outcome.Accepted, [new PayMonthReopened(command.Month, document, command.Note?.Sealed)]);
    }
}
