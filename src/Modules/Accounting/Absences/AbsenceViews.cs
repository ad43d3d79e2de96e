using ElJournal.Setup;

namespace ElJournal.Accounting.Absences;

/// <summary>Пропуски и документы of a class.</summary>
/// <param name="Others">Other classes that the reader leads.</param>
/// <param name="Rules">Null: the school has approved none.</param>
/// <param name="Spells">Пропуски без документа, newest first.</param>
public sealed record AbsenceView(
    ClassId Class, string Name, IReadOnlyList<(ClassId Class, string Name)> Others, bool MayManage, AbsenceRulesSet? Rules, IReadOnlyList<AbsenceSpell> Spells,
    IReadOnlyList<DocumentLine> Documents);

/// <summary>Days in a row of a pupil's unexplained absence; a day on which the class was not taught does not end them.</summary>
/// <param name="Days">With an absence.</param>
/// <param name="Late">The time for a class teacher to attach a document is over: a deputy does it.</param>
public sealed record AbsenceSpell(PupilId Pupil, string Name, DateOnly From, DateOnly Until, int Days, int Lessons, bool Late)
{
    /// <summary>
    /// Пропуски подряд: two days of absence are one spell when the class had no lesson between them in which the pupil was not absent.
    /// </summary>
    /// <param name="absent">Day and lessons missed without an explanation.</param>
    /// <param name="taught">Days on which something is recorded of the class.</param>
    public static IEnumerable<(DateOnly From, DateOnly Until, int Days, int Lessons)> Of(
        IReadOnlyCollection<(DateOnly Day, int Lessons)> absent, IReadOnlyCollection<DateOnly> taught)
    {
        var spell = new List<(DateOnly Day, int Lessons)>();
        foreach (var day in absent.OrderBy(a => a.Day))
        {
            if (spell.Count > 0 && taught.Any(t => spell[^1].Day < t && t < day.Day))
            {
                yield return Whole(spell);
                spell = [];
            }
            spell.Add(day);
        }
        if (spell.Count > 0) yield return Whole(spell);
    }

    private static (DateOnly, DateOnly, int, int) Whole(List<(DateOnly Day, int Lessons)> spell) =>
        (spell[0].Day, spell[^1].Day, spell.Count, spell.Sum(s => s.Lessons));
}

/// <summary>Документ in the class's list.</summary>
/// <param name="Paper">Kind, number and date in words.</param>
/// <param name="By">Who attached it.</param>
/// <param name="Explained">Lessons that stand by it.</param>
/// <param name="Closed">Lessons of its days on closed pages that are still unexplained.</param>
/// <param name="Since">The same on open pages: entered in the moment of attaching, or reopened since.</param>
/// <param name="Why">Why it was withdrawn, in words.</param>
public sealed record DocumentLine(AbsenceDocument Document, string Pupil, string Paper, string By, int Explained, int Closed, int Since, string? Why);

/// <summary>Документ with its lessons.</summary>
public sealed record DocumentView(
    ClassId Class, string Name, bool MayManage, DocumentLine Line, string Letter, IReadOnlyList<DocumentLesson> Explained, IReadOnlyList<DocumentLesson> Closed,
    IReadOnlyList<DocumentLesson> Since);

public sealed record DocumentLesson(LessonId Lesson, string Subject, string Code);

/// <summary>What the form for a document offers, and what was typed in it.</summary>
/// <param name="Pupils">Of the class, by name.</param>
/// <param name="Replaces">Set where it takes another document's place.</param>
public sealed record DocumentForm(
    ClassId Class, string Name, AbsenceRulesSet? Rules, IReadOnlyList<(PupilId Pupil, string Name)> Pupils, DocumentDraft Draft, AbsenceDocumentId? Replaces);

/// <summary>The form's fields as typed.</summary>
public sealed record DocumentDraft(string Pupil, string From, string Until, string Kind, string Number, string Issued);
