using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;
using Wolverine;
using Wolverine.Marten;

namespace ElJournal.Accounting.Terms;

/// <summary>Выставить отметку за период: of one pupil.</summary>
/// <param name="Id">Made by the one who enters; the entry's event carries it.</param>
/// <param name="Grade">As typed; empty withdraws.</param>
/// <param name="Seen">Version of the grade that the person saw; 0 for none.</param>
/// <param name="Reason">Code of the reason of a deviation or a correction.</param>
/// <param name="Note">Words to the reason.</param>
public sealed record SetTermGrade(Guid Id, PupilId Pupil, string Grade, int Seen, string? Reason = null, Opening? Note = null);

/// <summary>
/// Выставить отметки за период: entries of different pupils of one page, recorded together or, when one of them is refused, not at all.
/// <see cref="TermDesk"/> finds out which one was refused.
/// </summary>
/// <param name="Entries">At least one; no pupil twice.</param>
public sealed record SetTermGrades(CourseId Course, TermId Term, IReadOnlyList<SetTermGrade> Entries) : IEntryCommand, ICarriesOpenings
{
    public Guid CommandId => Entries[0].Id;

    IEnumerable<Guid> IEntryCommand.Entries => Entries.Select(e => e.Id);

    public Need Need => new(Permission.WriteJournal, Streams.Course(Course));

    public IEnumerable<Opening> Openings => Entries.Select(e => e.Note).OfType<Opening>();

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => TermPages.Stream(Course, Term);

    /// <summary>Never prints what was typed: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(SetTermGrades)} {Stream}";
}

public static class SetTermGradesHandler
{
    public static async Task<TermFacts> LoadAsync(
        SetTermGrades command, CourseSetUps setUps, KeptLessons kept, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        TermFacts.Of(await TermSources.Load(session, setUps, kept, command.Course, command.Term, clock.GetUtcNow(), cancel));

    public static (Outcome, Events, PermitUse) Handle(
        SetTermGrades command, [WriteAggregate(nameof(SetTermGrades.Stream), Required = false)] TermPage? page, TermFacts facts, Envelope envelope)
    {
        var (outcome, events) = Decide(command, page, facts, envelope.Author());
        return (outcome, events, PermitUse.Of(events));
    }

    public static (Outcome, Events) Decide(SetTermGrades command, TermPage? page, TermFacts facts, string author)
    {
        if (TermRules.ForbidEver(facts) is { } forbidden) return (forbidden, []);
        var events = new Events();
        foreach (var entry in command.Entries)
        {
            var (permit, late) = TermRules.Judge(page, facts, entry.Pupil, author);
            if (late is not null) return (late, []);
            var (refusal, change) = Decide(command, entry, page?.MarkOf(entry.Pupil), facts, permit);
            if (refusal is not null) return (refusal, []);
            if (change is not null) events.Add(Permits.Mark(entry.Id, Caused.By(entry.Id, change), permit));
        }
        return (Outcome.Accepted, events);
    }

    private static (Outcome? Refusal, object? Change) Decide(SetTermGrades command, SetTermGrade entry, TermMark? standing, TermFacts facts, Correction? permit)
    {
        if (!facts.Proposals.TryGetValue(entry.Pupil, out var proposal)) return (Outcome.Refused(Refusals.PupilIsNotOnPage), null);
        var typed = entry.Grade.Trim();
        var grade = typed.Length == 0 ? null : TermRules.Read(typed, facts);
        if (typed.Length > 0 && grade is null) return (Outcome.Refused(Refusals.TermGradeIsOffScale, typed, string.Join(", ", facts.Symbols)), null);
        if (grade == standing?.Grade) return (null, null);
        if ((standing?.Last.Version ?? 0) != entry.Seen) return (Outcome.Changed(Refusals.TermGradeIsChanged, standing!, standing!.Grade ?? "—"), null);
        if ((standing is not null || proposal.Differs(grade))
            && TermRules.ForbidWithoutReason(entry.Reason, entry.Note, facts.Rules!, proposal.Grade, permit) is { } unreasoned) return (unreasoned, null);
        var (reason, note) = (entry.Reason ?? permit?.Reason, entry.Note?.Sealed ?? permit?.Memo);
        return (null, standing is null
            ? new TermGradeSet(command.Course, command.Term, entry.Pupil, grade!, proposal.Grade, reason, note)
            : new TermGradeCorrected(command.Course, command.Term, entry.Pupil, grade, proposal.Grade, reason!, note));
    }
}

/// <summary>Hands in the grades of a page: all as one command, and each alone when their company was refused.</summary>
public static class TermDesk
{
    /// <summary>What became of each entry, in the order given. An entry is refused by itself, never for its neighbours' sake.</summary>
    public static async Task<IReadOnlyList<(SetTermGrade Entry, Outcome Outcome)>> Send(
        this Desk desk, CourseId course, TermId term, IReadOnlyList<SetTermGrade> entries, Actor actor, CancellationToken cancel)
    {
        if (entries.Count == 0) return [];
        var whole = await desk.Send(new SetTermGrades(course, term, entries), actor, cancel);
        if (whole.IsAccepted || entries.Count == 1) return [.. entries.Select(e => (e, whole))];
        var outcomes = new List<(SetTermGrade, Outcome)>();
        foreach (var entry in entries) outcomes.Add((entry, await desk.Send(new SetTermGrades(course, term, [entry]), actor, cancel)));
        return outcomes;
    }
}
