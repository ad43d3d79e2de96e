using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;

namespace ElJournal.Accounting.Substitutions;

/// <summary>Журнал замен за месяц as the deputy and the accountant read it.</summary>
/// <param name="Totals">By substitute; of a closed month those that went to pay.</param>
/// <param name="Rules">The order of pay in force at the month's end; null where none is adopted.</param>
public sealed record PayPage(
    DateOnly Month, bool Closed, IReadOnlyList<NamedPayRow> Rows, IReadOnlyList<NamedTotal> Totals, SubstitutionRulesSet? Rules)
{
    /// <summary>What stands now is not what went to pay: something was changed by permission after the closing.</summary>
    public bool Differs { get; init; }
}

public sealed record NamedPayRow(PayRow Row, string? Former, string Teacher);

public sealed record NamedTotal(PayTotal Total, string Name);

/// <summary>Reads the register of substitutions (Z-6.12).</summary>
public sealed class PayRegister(IDocumentStore store, Openings openings, TimeProvider clock)
{
    public async Task<PayPage> Of(Actor reader, DateOnly? month, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        var now = clock.GetUtcNow();
        var day = month ?? (await session.LoadAsync<SchoolCard>(Streams.School(reader.School), cancel))?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime);
        var first = new DateOnly(day.Year, day.Month, 1);
        var (rows, schedule) = await PayRows.Of(session, first, cancel);
        var names = await ShiftWords.Called(openings, reader.School, [.. schedule.Staff.Values], cancel);
        var standing = await session.LoadAsync<PayMonth>(PayMonths.Stream(PayMonths.Of(first)), cancel);
        var rules = await session.LoadAsync<SubstitutionRules>(Streams.Substitutions, cancel);
        var totals = standing is { Closed: true } ? standing.Totals : PayRows.Totals(rows);
        return new PayPage(
            first, standing is { Closed: true },
            [.. rows.Select(r => new NamedPayRow(r, r.Former is { } former ? names.GetValueOrDefault(former, "—") : null, names.GetValueOrDefault(r.Teacher, "—")))],
            [.. totals.Select(t => new NamedTotal(t, names.GetValueOrDefault(t.Teacher, "—"))).OrderBy(t => t.Name, StringComparer.CurrentCulture)],
            rules?.On(first.AddMonths(1).AddDays(-1)))
        {
            Differs = standing is { Closed: true } && !totals.ToHashSet().SetEquals(PayRows.Totals(rows)),
        };
    }
}
