using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using Marten;
using Wolverine;

namespace ElJournal.Accounting.Absences;

/// <summary>
/// Приложить документ об отсутствии: every unexplained absence of its days stands by it, in all subjects; those entered later do so as they
/// are entered. The days in which teachers correct alone do not bind it, the rules of documents have days of their own; but lessons on closed
/// pages stay as they are unless permitted.
/// </summary>
/// <param name="Class">The class whose teacher acts.</param>
/// <param name="Until">Last day, inclusive.</param>
/// <param name="Kind">Code from the school's rules.</param>
/// <param name="Number">Null where it has none.</param>
/// <param name="Replaces">The document that this one takes the place of: the same paper with other days.</param>
public sealed record AttachAbsenceDocument(
    Guid CommandId, AbsenceDocumentId Document, ClassId Class, PupilId Pupil, DateOnly From, DateOnly Until, string Kind, string? Number, DateOnly Issued,
    AbsenceDocumentId? Replaces = null) : ICommand
{
    public Need Need => new(Permission.ManageAbsences, Streams.Class(Class));

    /// <summary>Never prints what is written on the paper: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(AttachAbsenceDocument)} {Document}";
}

public static class AttachAbsenceDocumentHandler
{
    public const int LongestNumber = 60;

    /// <summary>The lessons of the new days, and of those of the document replaced.</summary>
    public static async Task<AbsenceFacts> LoadAsync(AttachAbsenceDocument command, IDocumentSession session, TimeProvider clock, CancellationToken cancel)
    {
        var former = command.Replaces is { } replaced ? await session.LoadAsync<AbsenceDocument>(replaced.Stream, cancel) : null;
        var (from, until) = former is null ? (command.From, command.Until)
            : (former.From < command.From ? former.From : command.From, former.Until > command.Until ? former.Until : command.Until);
        return await AbsenceFacts.Load(command.Class, command.Pupil, from, until, session, clock, cancel);
    }

    public static (Outcome, Appends, PermitUse) Handle(AttachAbsenceDocument command, AbsenceFacts facts, Envelope envelope) =>
        Decide(command, facts, envelope.Author(), envelope.Role());

    public static (Outcome, Appends, PermitUse) Decide(AttachAbsenceDocument command, AbsenceFacts facts, string author, Role role)
    {
        var nothing = PermitUse.Of([]);
        if (facts.Find(command.Document) is not null) return (Outcome.Accepted, Appends.None, nothing);
        var former = command.Replaces is { } replaced ? facts.Find(replaced) : null;
        if (Forbid(command, facts, former, role) is { } forbidden) return (forbidden, Appends.None, nothing);
        var kind = facts.Rules!.Kinds.First(k => k.Code == command.Kind);
        var number = string.IsNullOrWhiteSpace(command.Number) ? null : command.Number.Trim();
        var attached = new AbsenceDocumentAttached(
            command.Document, command.Pupil, command.Class, command.From, command.Until, kind.Code, kind.Letter, facts.Rules.Explained, number, command.Issued);
        var document = AbsenceDocument.Of(attached, author);

        var lessons = new Explaining(command.CommandId, author, facts);
        if (former is not null)
        {
            lessons.GiveBack(former, document);
            if (lessons.Left.Count > 0) return (AbsenceChecks.Closed(lessons.Left), Appends.None, nothing);
        }
        lessons.Explain(document);
        var appends = new Appends().To(typeof(AbsenceDocument), document.Id, 0, attached);
        if (former is not null) appends.To(typeof(AbsenceDocument), former.Id, 1, new AbsenceDocumentWithdrawn(former.Key, former.Pupil, null, document.Key));
        return (Outcome.Accepted, lessons.To(appends), lessons.Permits);
    }

    private static Outcome? Forbid(AttachAbsenceDocument command, AbsenceFacts facts, AbsenceDocument? former, Role role)
    {
        var (from, until) = (command.From, command.Until);
        if (facts.Rules is not { } rules) return Outcome.Refused(Refusals.AbsenceRulesAreMissing);
        if (rules.Kinds.FirstOrDefault(k => k.Code == command.Kind) is not { } kind) return Outcome.Refused(Refusals.AbsenceKindIsUnknown);
        if (from > until) return Outcome.Refused(Refusals.AbsenceEndsBefore, from, until);
        if (facts.Class is not { } schoolClass || facts.Year is not { } year || from < year.From || until > year.To)
            return Outcome.Refused(Refusals.AbsenceIsOutsideYear, facts.Year?.From, facts.Year?.To);
        if (!AbsenceChecks.IsOf(schoolClass, command.Pupil, from, until)) return Outcome.Refused(Refusals.AbsenceOfAnotherClass, schoolClass.Name);
        if (facts.Journal?.On(until)?.Attendance.Any(a => a.Letter == kind.Letter) != true) return Outcome.Refused(Refusals.AbsenceLetterIsUnknown, kind.Letter, until);
        if (command.Issued > facts.Today) return Outcome.Refused(Refusals.AbsenceDocumentIsAhead, command.Issued);
        if (command.Number?.Trim().Length > LongestNumber) return Outcome.Refused(Refusals.AbsenceNumberIsLong, LongestNumber);
        if (role is not Role.DeputyHead && facts.Today > until.AddDays(rules.AttachDays))
            return Outcome.Refused(Refusals.AbsenceDocumentIsLate, until, rules.AttachDays, rules.Act);
        if (command.Replaces is not null && former is not { Withdrawn: false }) return Outcome.Refused(Refusals.AbsenceDocumentIsWithdrawn);
        return facts.Documents.Any(d => !d.Withdrawn && d != former && d.Kind == command.Kind && d.Issued == command.Issued && d.From == from && d.Until == until)
            ? Outcome.Refused(Refusals.AbsenceDocumentIsThere, from, until) : null;
    }
}
