using ElJournal.Accounting;
using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Reporting.Printing;

/// <summary>What printed forms of single lessons take from the journal: the host answers out of the readers that serve its pages.</summary>
public interface ILessonSheets
{
    /// <summary>Бланки на случай сбоя for today: of a class, or the reader's own lessons. Null: there is no such class, or nothing of it to read.</summary>
    Task<EmergencyData?> Emergency(Actor reader, ClassId? schoolClass, CancellationToken cancel);

    /// <summary>Справка об одной отметке. Null: there is no such cell, or none for this reader.</summary>
    Task<AnswerData?> Answer(Actor reader, LessonId lesson, PupilId pupil, CancellationToken cancel);

    /// <summary>Доказательство одной записи of a cell, as a file (c2sp.org/tlog-proof). Null: it is none of this cell, or none for this reader, or not sealed yet.</summary>
    Task<string?> Proof(Actor reader, LessonId lesson, PupilId pupil, Guid record, CancellationToken cancel);
}

/// <param name="Of">The class; null: the reader's own lessons.</param>
public sealed record EmergencyData(DateOnly Date, string? Of, IReadOnlyList<EmergencyLesson> Lessons);

/// <param name="Called">The class or group: 8 «Б».</param>
/// <param name="Topic">Recorded, else planned.</param>
/// <param name="Pupils">Names in the order of the journal.</param>
public sealed record EmergencyLesson(CourseId Course, int Slot, string Called, string Subject, string? Teacher, string? Topic, IReadOnlyList<string> Pupils);

/// <summary>A cell, what stands in it, and everything that ever did.</summary>
/// <param name="Now">Empty: nothing.</param>
/// <param name="Proof">Of the last record; null: it is not sealed yet, or there is none.</param>
public sealed record AnswerData(string Pupil, string Called, string Subject, LessonId Lesson, string Now, IReadOnlyList<AnswerStep> Steps, AnswerProof? Proof = null);

/// <summary>Two texts that prove a record together.</summary>
/// <param name="Entry">The record as it stands in the log.</param>
/// <param name="Path">Its place there, up to a signed checkpoint (c2sp.org/tlog-proof).</param>
public sealed record AnswerProof(string Entry, string Path);

/// <summary>One record of the cell, oldest first.</summary>
/// <param name="What">Kind, and what stood before and after, in words.</param>
/// <param name="Who">Name, role, and by which way.</param>
/// <param name="Typed">When it was typed, where that was earlier.</param>
public sealed record AnswerStep(
    DateTimeOffset At, string What, string Who, string? Behalf, DateTimeOffset? Typed, string? Reason, string? Words, AnswerPermit? Permit);

public sealed record AnswerPermit(string By, DateTimeOffset At, string? Memo, string? Document);
