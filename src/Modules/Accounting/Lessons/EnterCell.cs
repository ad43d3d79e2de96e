using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using Marten;
using Wolverine;
using Wolverine.Marten;

namespace ElJournal.Accounting.Lessons;

/// <summary>
/// Заполнить клетку: a teacher puts attendance, grades, both or nothing into a pupil's cell. Said as the whole cell,
/// recorded as what changed: first entries, corrections, withdrawals.
/// </summary>
/// <param name="Value">As typed.</param>
/// <param name="Seen">Version of the last entry that the person saw in this cell; 0 for an empty one.</param>
/// <param name="Reason">Code of the reason of a correction.</param>
/// <param name="Note">Words to the reason.</param>
public sealed record EnterCell(
    Guid CommandId, LessonId Lesson, PupilId Pupil, string Value, int Seen, string? Reason = null, Opening? Note = null)
    : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.WriteJournal, Streams.Course(Lesson.Course), Lesson.Date);

    public IEnumerable<Opening> Openings => Note is null ? [] : [Note];

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Lesson.Stream;
}

public static class EnterCellHandler
{
    public static Task<LessonFacts> LoadAsync(EnterCell command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        LessonFacts.Load(command.Lesson, command.Seen, session, clock, cancel);

    public static (Outcome, Events) Handle(
        EnterCell command,
        [WriteAggregate(nameof(EnterCell.Stream), Required = false)] Lesson? lesson,
        LessonFacts facts,
        Envelope envelope) => Decide(command, lesson, facts, envelope.Author());

    public static (Outcome, Events) Decide(EnterCell command, Lesson? lesson, LessonFacts facts, string author)
    {
        if (LessonRules.Forbid(command.Lesson, lesson, facts) is { } forbidden) return (forbidden, []);
        if (facts.Class?.On(command.Pupil, command.Lesson.Date) is null)
            return (Outcome.Refused(Refusals.PupilIsNotInClass, command.Lesson.Date), []);
        if (!CellValue.TryRead(command.Value, facts.Rules!, out var wanted))
            return (Outcome.Refused(Refusals.ValueIsOffScale, command.Value, Scale(facts.Rules!)), []);

        var cell = lesson?.CellOf(command.Pupil) ?? Cell.Empty;
        if (cell.Value.Equals(wanted)) return (Outcome.Accepted, []);
        if (cell.Version != command.Seen) return (Outcome.Changed(Refusals.CellIsChanged, cell, cell.Value), []);

        var changes = Changes(command, cell, wanted).ToList();
        if (changes.Exists(e => e is GradeCorrected or AttendanceCorrected)
            && LessonRules.ForbidWithoutReason(cell.Last!, author, command.Reason, facts) is { } refused) return (refused, []);

        return (Outcome.Accepted, [.. LessonRules.Opened(command.Lesson, lesson), .. changes]);
    }

    private static IEnumerable<object> Changes(EnterCell command, Cell cell, CellValue wanted)
    {
        var (lesson, pupil, reason, note) = (command.Lesson, command.Pupil, command.Reason, command.Note?.Sealed);
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

    private static string Scale(JournalRulesSet rules) =>
        string.Join(", ", rules.Grades.Select(g => g.Symbol).Concat(rules.Attendance.Select(a => a.Letter)));
}
