using ElJournal.Accounting;
using ElJournal.Accounting.Absences;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Testing;

namespace ElJournal.Scenarios.Browsing;

/// <summary>Absence documents of a class in every state: with lessons, in advance, withdrawn.</summary>
internal static class AbsenceLife
{
    public static readonly AbsenceDocumentId Certificate = new("certificate");

    public static async Task Begin(TestSchool school, LessonId lesson, IReadOnlyList<PupilId> pupils)
    {
        await Done(new EnterCells(new EnterCell(Guid.NewGuid(), lesson, pupils[12], "Н", 0)), TestSchool.Teacher);
        await Done(Attach(Certificate, pupils[12], -3, 2, "medical", "1284-к"));
        await Done(Attach(new("ahead"), pupils[7], 3, 5, "call", null));
        await Done(Attach(new("mistaken"), pupils[9], -2, -1, "parents", null));
        await Done(new WithdrawAbsenceDocument(Guid.NewGuid(), new("mistaken"), new ClassId("8b"), new Opening("Заявление написано за другого ученика")), TestSchool.Deputy);

        AttachAbsenceDocument Attach(AbsenceDocumentId id, PupilId pupil, int from, int until, string kind, string? number) => new(
            Guid.NewGuid(), id, new ClassId("8b"), pupil, lesson.Date.AddDays(from), lesson.Date.AddDays(until), kind, number, lesson.Date);

        async Task Done(ICommand command, Actor? actor = null)
        {
            if ((await school.Send(command, actor ?? TestSchool.Deputy)).Refusal is { } refusal) throw new InvalidOperationException(refusal.Text());
        }
    }
}
