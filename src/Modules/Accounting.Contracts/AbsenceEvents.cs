using System.Text.Json.Serialization;
using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Accounting;

/// <summary>Документ об отсутствии: a certificate, an application, an order.</summary>
[JsonConverter(typeof(IdJsonConverter<AbsenceDocumentId>))]
public readonly record struct AbsenceDocumentId(string Value) : IId<AbsenceDocumentId>
{
    public const string Streams = "absencedoc/";

    public static AbsenceDocumentId From(string value) => new(Id.Checked(value));

    /// <summary>Key of the document's stream.</summary>
    public string Stream => Streams + Value;

    public override string ToString() => Value;
}

/// <summary>
/// Документ об отсутствии приложен: from now on every unexplained absence of the pupil in its days stands by it, those that are entered
/// later as well. What is in it beyond number and date is not recorded: no diagnosis.
/// </summary>
/// <param name="Class">The class whose teacher attached it.</param>
/// <param name="From">First day of the absence.</param>
/// <param name="Until">Last day of the absence, inclusive.</param>
/// <param name="Kind">Code from the school's rules of absence documents.</param>
/// <param name="Letter">Code of attendance that it puts, by the rules of the day on which it was attached.</param>
/// <param name="Explains">Codes of attendance that give way to it, by the same rules.</param>
/// <param name="Number">As it is written on it; null where it has none.</param>
/// <param name="Issued">Its own date.</param>
[Recorded("accounting.absence_document_attached.v1")]
public sealed record AbsenceDocumentAttached(
    AbsenceDocumentId Document, PupilId Pupil, ClassId Class, DateOnly From, DateOnly Until, string Kind, string Letter, IReadOnlyList<string> Explains,
    string? Number, DateOnly Issued);

/// <summary>Документ снят: the absences that stood by it are what they were before.</summary>
/// <param name="Pupil">Whose absence: what is said of it goes with the person's data.</param>
/// <param name="Reason">Why, in words; null where another one takes its place.</param>
/// <param name="ReplacedBy">The document that was attached in its place, with other days; null: none.</param>
[Recorded("accounting.absence_document_withdrawn.v1")]
public sealed record AbsenceDocumentWithdrawn(AbsenceDocumentId Document, PupilId Pupil, PersonalText? Reason, AbsenceDocumentId? ReplacedBy);

/// <summary>Пропуск объяснён документом: an absence in a lesson stands by a document from now on.</summary>
/// <param name="Code">What now stands in the cell.</param>
/// <param name="Kind">Of the document.</param>
[Recorded("accounting.absence_explained.v1")]
public sealed record AbsenceExplained(LessonId Lesson, PupilId Pupil, string Code, AbsenceDocumentId Document, string Kind);

/// <summary>Документ снят с пропуска: the code that stood before it stands again.</summary>
[Recorded("accounting.absence_explanation_withdrawn.v1")]
public sealed record AbsenceExplanationWithdrawn(LessonId Lesson, PupilId Pupil, string Code, AbsenceDocumentId Document);
