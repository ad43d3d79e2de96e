using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Corrections;
using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Accounting.Terms;

/// <summary>Итоги: the grades of one page, a term's or the year's, as a person sees them.</summary>
/// <param name="Blocked">Why no grade can be given here now; null: it can.</param>
/// <param name="MayWrite">Whether this reader may give grades; the server checks every entry again.</param>
/// <param name="Classes">Whose statements the page goes into.</param>
/// <param name="History">What was done on the page, newest first.</param>
public sealed record TermSheet(
    CourseId Course, TermId Term, string ClassName, string Subject, string TermName, string YearName, IReadOnlyList<SheetTab> Tabs, DateOnly From,
    bool IsYear, bool Closed, string? Blocked, bool MayWrite, bool MayExempt, IReadOnlyList<ClassId> Classes, IReadOnlyList<string> Symbols,
    IReadOnlyList<CorrectionReason> Reasons, IReadOnlyList<SheetRow> Rows, IReadOnlyList<SheetChange> History)
{
    /// <summary>Entries are taken.</summary>
    public bool IsOpen => MayWrite && Blocked is null;

    /// <summary>The page is closed, and the school's regulation lets its grades be corrected by permission.</summary>
    public bool MayAsk { get; init; }

    /// <summary>Some grade may be entered: on an open page each, on a closed one those that a permission opens.</summary>
    public bool TakesEntries => IsOpen || Rows.Any(r => r.Asked is CorrectionState.Granted);

    /// <summary>Pupils whose grade is not given though the rules propose one.</summary>
    public IEnumerable<SheetRow> Proposed => Rows.Where(r => r.Needs && r.Mark?.Grade is null && r.Proposal.Grade is not null);
}

/// <summary>Another page of the course's year.</summary>
public sealed record SheetTab(TermId Term, string Name, bool Current, bool Closed);

/// <param name="Needs">The pupil is to have a grade here.</param>
/// <param name="Mark">What stands; null: nothing was ever given.</param>
public sealed record SheetRow(PupilId Pupil, string Name, DateOnly? Left, string? Order, bool Needs, Proposal Proposal, TermMark? Mark)
{
    public int Seen => Mark?.Last.Version ?? 0;

    /// <summary>The reader's own request for this grade that waits or is open; null: none.</summary>
    public CorrectionState? Asked { get; init; }
}

/// <summary>One deed on the page: a grade given or corrected, the page closed or reopened.</summary>
/// <param name="Pupil">Null: the deed is about the page.</param>
/// <param name="What">Words of the deed on the page; null: a grade.</param>
public sealed record SheetChange(
    DateTimeOffset At, string ByName, Role Role, string? Pupil, string? What, string? Old, string? New, string? Reason, string? Note, string? Document);
