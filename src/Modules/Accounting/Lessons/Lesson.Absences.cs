using JasperFx.Events;

namespace ElJournal.Accounting.Lessons;

/// <summary>По какому документу attendance stands.</summary>
/// <param name="Kind">Of the document: a code from the school's rules.</param>
/// <param name="Before">The code that stood before it.</param>
public sealed record Explanation(AbsenceDocumentId Document, string Kind, string Before);

public sealed partial record Lesson
{
    public static Lesson Apply(IEvent<AbsenceExplained> e, Lesson lesson) => lesson.With(e.Data.Pupil, cell => cell.Marked(e, e.Data.Code) with
    {
        Explained = new Explanation(e.Data.Document, e.Data.Kind, cell.Attendance ?? e.Data.Code),
    });

    public static Lesson Apply(IEvent<AbsenceExplanationWithdrawn> e, Lesson lesson) =>
        lesson.With(e.Data.Pupil, cell => cell.Marked(e, e.Data.Code));
}
