using System.Text;
using ElJournal.Accounting;
using ElJournal.Accounting.Emergency;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Pages;
using ElJournal.Integrity.Proving;
using ElJournal.Kernel;
using ElJournal.Reporting.Printing;
using ElJournal.Setup;
using ElJournal.Ui;

namespace ElJournal.Host.Printing;

/// <summary>Gives the printed forms of single lessons what their pages show: the same readers, the same rights.</summary>
public sealed class LessonSheets(EmergencySheets sheets, CellAnswers answers, EntryProofs proofs) : ILessonSheets
{
    public async Task<EmergencyData?> Emergency(Actor reader, ClassId? schoolClass, CancellationToken cancel)
    {
        var day = schoolClass is { } of ? await sheets.OfClass(reader, of, cancel) : await sheets.Own(reader, cancel);
        return day is null
            ? null
            : new EmergencyData(day.Date, day.Of, [.. day.Sheets.Select(s => new EmergencyLesson(s.Lesson.Course, s.Lesson.Slot, s.ClassName, s.Subject, s.Teacher, s.Topic, s.Pupils))]);
    }

    public async Task<AnswerData?> Answer(Actor reader, LessonId lesson, PupilId pupil, CancellationToken cancel)
    {
        if (await answers.Of(reader, lesson, pupil, cancel) is not { } answer) return null;
        var proof = answer.Changes is [.., var last] ? await proofs.Of(reader.School, last.Event, cancel) : null;
        return new AnswerData(
            answer.Pupil, answer.ClassName, answer.Subject, lesson, answer.Now, [.. answer.Changes.Select(Step)],
            proof?.Extra is { } entry ? new AnswerProof(Encoding.UTF8.GetString(entry.Span), (proof with { Extra = null }).ToString()) : null);
    }

    public async Task<string?> Proof(Actor reader, LessonId lesson, PupilId pupil, Guid record, CancellationToken cancel) =>
        await answers.Of(reader, lesson, pupil, cancel) is { } answer && answer.Changes.Any(change => change.Event == record)
            ? (await proofs.Of(reader.School, record, cancel))?.ToString()
            : null;

    private static AnswerStep Step(Change change) => new(
        change.At, $"{PageTexts.Of(change.Kind)}. {CellAnswer.Says(change)}", $"{change.ByName}, {UiTexts.Of(change.Role)}, {UiTexts.Of(change.Channel)}", change.OnBehalfOf, change.ClientTime,
        change.Reason, change.Note == change.Permit?.Memo ? null : change.Note,
        change.Permit is { } permit ? new AnswerPermit(permit.By, permit.At, permit.Memo, permit.Document) : null);
}
