using ElJournal.Accounting.Absences;
using ElJournal.Accounting.Corrections;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Wolverine;
using Wolverine.Marten;

namespace ElJournal.Accounting.Lessons;

/// <summary>
/// Заполнить клетку: a teacher puts attendance, grades, both or nothing into a pupil's cell. Said as the whole cell,
/// recorded as what changed: first entries, corrections, withdrawals.
/// </summary>
/// <param name="Id">Made by the one who enters; the entry's first event carries it, so the entry is recorded once in whatever company it is sent.</param>
/// <param name="Value">As typed.</param>
/// <param name="Seen">Version of the last entry that the person saw in this cell; 0 for an empty one.</param>
/// <param name="Reason">Code of the reason of a correction.</param>
/// <param name="Note">Words to the reason.</param>
public sealed record EnterCell(Guid Id, LessonId Lesson, PupilId Pupil, string Value, int Seen, string? Reason = null, Opening? Note = null)
{
    /// <summary>When it was typed, where there was no network to send it at once.</summary>
    public DateTimeOffset? Typed { get; init; }

    /// <summary>Срок точки as the teacher names it; null: by the school's rules.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>What is said to the cell; null: nothing is said of it.</summary>
    public CellComment? Comment { get; init; }

    /// <summary>Words that lie in the store already: the memo of the permission by which it is entered.</summary>
    internal PersonalText? Memo { get; private init; }

    internal bool HasWords => Note is not null || Memo is not null;

    /// <summary>The permission speaks where the entry says nothing itself.</summary>
    internal EnterCell By(Correction permit) => this with { Reason = Reason ?? permit.Reason, Memo = permit.Memo };
}

/// <summary>Комментарий к клетке.</summary>
/// <param name="Words">Null takes it away.</param>
/// <param name="Seen">Version of the comment that the person saw; 0 where there was none.</param>
public sealed record CellComment(Opening? Words, int Seen);

/// <summary>
/// Заполнить клетки урока: entries of different pupils in one lesson, recorded together or, when one of them is refused, not at all.
/// <see cref="CellDesk"/> groups entries and finds out which one was refused.
/// </summary>
/// <param name="Cells">At least one; all of one lesson, no pupil twice.</param>
public sealed record EnterCells(IReadOnlyList<EnterCell> Cells) : IEntryCommand, ICarriesOpenings
{
    public EnterCells(EnterCell cell)
        : this([cell])
    {
    }

    public Guid CommandId => Cells[0].Id;

    public IEnumerable<Guid> Entries => Cells.Select(cell => cell.Id);

    public LessonId Lesson => Cells[0].Lesson;

    public Need Need => new(Permission.WriteJournal, Lesson.Resource, Lesson.Date);

    /// <summary>Never prints what was typed: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(EnterCells)} {Lesson}";

    public IEnumerable<Opening> Openings => Cells.SelectMany(cell => (Opening?[])[cell.Note, cell.Comment?.Words]).OfType<Opening>();

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Lesson.Stream;
}

public static class EnterCellsHandler
{
    /// <summary>A column of grades asks nothing about absence.</summary>
    public static LessonQuestion Load(EnterCells command, CourseSetUps setUps, TimeProvider clock) => new(
        command.Lesson, command.Cells.Select(cell => cell.Seen), setUps, clock, [.. command.Cells.Where(cell => cell.Value.Any(char.IsLetter)).Select(cell => cell.Pupil)])
    {
        OfParts = true,
    };

    public static (Outcome, Events, PermitUse) Handle(
        EnterCells command,
        [WriteAggregate(nameof(EnterCells.Stream), Required = false)] Lesson? lesson,
        LessonFacts facts,
        Envelope envelope)
    {
        var (outcome, events) = Decide(command, lesson, facts, envelope.Author());
        return (outcome, events, PermitUse.Of(events));
    }

    public static (Outcome, Events) Decide(EnterCells command, Lesson? lesson, LessonFacts facts, string author)
    {
        if (LessonLife.ForbidNotHeld(lesson) is { } fallen) return (fallen, []);
        var events = new Events();
        foreach (var entry in command.Cells)
        {
            if (LessonRules.Forbid(command.Lesson, lesson, facts, CorrectionKinds.Cell, entry.Pupil, author, out var permit) is { } forbidden) return (forbidden, []);
            var (refusal, changes) = Decide(permit is null ? entry : entry.By(permit), lesson?.CellOf(entry.Pupil) ?? Cell.Empty, facts, author, permit);
            if (refusal is not null) return (refusal, []);
            foreach (var change in changes)
            {
                if (events.Count == 0) events.AddRange(LessonRules.Opened(command.Lesson, lesson).Select(opened => Permits.Mark(entry.Id, Caused.By(entry.Id, opened, entry.Typed), permit)));
                events.Add(Permits.Mark(entry.Id, Caused.By(entry.Id, change, entry.Typed), permit));
            }
        }
        return (Outcome.Accepted, events);
    }

    private static (Outcome? Refusal, IReadOnlyList<object> Changes) Decide(EnterCell entry, Cell cell, LessonFacts facts, string author, Correction? permit)
    {
        if (facts.Roster?.On(entry.Pupil, entry.Lesson.Date) is null)
            return (Outcome.Refused(Refusals.PupilIsNotInClass, entry.Lesson.Date), []);
        if (!CellValue.TryRead(entry.Value, facts.Rules!, out var wanted))
            return (Outcome.Refused(Refusals.ValueIsOffScale, entry.Value, Scale(facts.Rules!)), []);
        var document = AbsenceDocuments.For(entry.Pupil, wanted.Attendance, facts.Documents);
        // What is typed is what the document has explained already.
        if (document is not null && cell.Attendance == document.Letter) wanted = wanted with { Attendance = document.Letter };
        if (CellRules.Forbid(entry, cell, wanted, facts) is { } forbidden) return (forbidden, []);
        var due = CellRules.Due(entry, cell, wanted, facts);
        var said = CellRules.Said(entry, cell);
        if (cell.Value.Equals(wanted) && due == cell.Due) return (null, [.. said]);
        if (cell.Version != entry.Seen) return (Outcome.Changed(Refusals.CellIsChanged, cell, cell.Value), []);

        var explained = document is null || wanted.Attendance == cell.Attendance ? [] : (object[])[document.Explain(entry.Lesson)];
        List<object> changes = [.. Changes(entry, cell, wanted), .. explained, .. CellRules.Deferral(entry, cell, wanted, due), .. said];
        return Corrected(cell, changes).Select(standing => LessonRules.ForbidWithoutReason(standing, author, entry.Reason, facts, entry.HasWords, permit))
            .FirstOrDefault(refusal => refusal is not null) is { } refused ? (refused, []) : (null, changes);
    }

    /// <summary>The entries that are corrected: each is judged by its own time and author, not by what was added beside it.</summary>
    private static IEnumerable<Touch> Corrected(Cell cell, IEnumerable<object> changes) => changes
        .Select(e => e switch
        {
            GradeCorrected grade => cell.EntryOfGrade(grade.Place),
            AttendanceCorrected => cell.EntryOfAttendance,
            _ => null,
        })
        .OfType<Touch>().Distinct();

    private static IEnumerable<object> Changes(EnterCell entry, Cell cell, CellValue wanted)
    {
        var (lesson, pupil, reason, note) = (entry.Lesson, entry.Pupil, entry.Reason, entry.Note?.Sealed ?? entry.Memo);
        if (cell.Attendance != wanted.Attendance)
        {
            yield return cell.Attendance is null && wanted.Attendance is { } code
                ? new AttendanceMarked(lesson, pupil, code)
                : new AttendanceCorrected(lesson, pupil, wanted.Attendance, reason, note);
        }
        // The n-th grade typed replaces the n-th that stands; what is left over is withdrawn or added at the end.
        var places = cell.Grades.Select((grade, place) => (grade, place)).Where(p => p.grade is not null).Select(p => p.place).ToList();
        for (var i = 0; i < Math.Max(places.Count, wanted.Grades.Count); i++)
        {
            if (i >= places.Count) yield return new GradeRecorded(lesson, pupil, cell.Grades.Count + i - places.Count, wanted.Grades[i]);
            else if (i >= wanted.Grades.Count) yield return new GradeCorrected(lesson, pupil, places[i], null, reason, note);
            else if (cell.Grades[places[i]] != wanted.Grades[i]) yield return new GradeCorrected(lesson, pupil, places[i], wanted.Grades[i], reason, note);
        }
    }

    internal static string Scale(JournalRulesSet rules) =>
        string.Join(", ", rules.Grades.Select(g => g.Symbol).Concat(rules.Attendance.Select(a => a.Letter)).Append(CellValue.Point));
}
