using ElJournal.Accounting;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Reporting.Extracts;

/// <summary>Выдать выписки (D-19.4, Z-14.4): one for each named pupil of the class, for a period.</summary>
/// <param name="Extracts">What each says, by its sum: made by the server from the journal.</param>
public sealed record IssueExtracts(Guid CommandId, ClassId Class, TermId Term, IReadOnlyList<ExtractWish> Extracts) : ICommand
{
    public Need Need => new(Permission.IssueExtracts, Streams.Class(Class));

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => ExtractBook.Stream(Class);
}

/// <param name="Sha256">Sum of what the extract says.</param>
public sealed record ExtractWish(PupilId Pupil, string Sha256);

/// <param name="Terms">Periods of the class; empty where there is no such class.</param>
public sealed record ExtractFacts(DateOnly Today, ClassRoster? Roster, IReadOnlyList<Term> Terms);

public static class IssueExtractsHandler
{
    /// <summary>More pupils than any class has.</summary>
    public const int Most = 60;

    public static async Task<ExtractFacts> LoadAsync(IssueExtracts command, IDocumentSession session, TimeProvider clock, CancellationToken cancel)
    {
        var roster = await session.LoadAsync<ClassRoster>(command.Class.Value, cancel);
        var year = roster is null ? null : await session.LoadAsync<YearCalendar>(Streams.Year(roster.Year), cancel);
        return new ExtractFacts(await session.DayOf(clock.GetUtcNow(), cancel), roster, roster is null ? [] : year?.TermsOf(roster.Level) ?? []);
    }

    public static (Outcome, Events) Handle(IssueExtracts command, [WriteAggregate(nameof(IssueExtracts.Stream), Required = false)] ExtractBook? book, ExtractFacts facts)
    {
        if (command.Extracts.Count is 0 or > Most || command.Extracts.DistinctBy(e => e.Pupil).Count() != command.Extracts.Count) return (Outcome.Refused(Refusals.ExtractOfNobody), []);
        if (command.Term != YearPages.Annual && facts.Terms.All(t => t.Id != command.Term)) return (Outcome.Refused(Refusals.ExtractTermIsUnknown), []);
        if (command.Extracts.Any(e => facts.Roster?.Pupils.Any(p => p.Pupil == e.Pupil) != true)) return (Outcome.Refused(Refusals.ExtractOfStranger), []);
        var first = book?.Next ?? 1;
        return (Outcome.Accepted, [.. command.Extracts.Select((e, i) => new ExtractIssued(command.Class, first + i, e.Pupil, command.Term, e.Sha256, facts.Today))]);
    }
}
