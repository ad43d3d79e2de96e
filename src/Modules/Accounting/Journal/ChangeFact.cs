using System.Globalization;
using ElJournal.Accounting.Substitutions;
using ElJournal.Kernel;
using ElJournal.Setup;
using JasperFx.Events;

namespace ElJournal.Accounting.Journal;

/// <summary>What one event says was changed, without names and without what stood there before.</summary>
/// <param name="Lesson">Null for what stands beside the lessons: then <see cref="Term"/> says where.</param>
/// <param name="Place">Which of a cell's grades; 0 for everything else.</param>
public sealed record ChangeFact(
    ChangeKind Kind, LessonId? Lesson, PupilId? Pupil, int Place, string? New, bool Correction, string? Reason, Guid? Note)
{
    /// <summary>Names the place that was changed: what stood there before is the last fact with the same key.</summary>
    public (string, ChangeKind, PupilId?, int) Key => (Spot, Kind, Pupil, Place);

    /// <summary>Of what stands in a lesson, the lesson's.</summary>
    public CourseId Course { get => Lesson?.Course ?? field; init; }

    /// <summary>Период of a grade that stands beside the lessons; null in a lesson.</summary>
    public TermId? Term { get; init; }

    /// <summary>Whose council decided; null for what stands in a course, and then the course is named.</summary>
    public ClassId? Class { get; init; }

    /// <summary>Which of its decisions; null for everything else.</summary>
    public Guid? Decision { get; init; }

    /// <summary>Where it stands, as the register's index has it: the lesson, or course and term, or the decision of a class, or the rules.</summary>
    public string Spot => Lesson?.ToString() ?? Rules ?? (Class is { } decided ? $"{CouncilOf(decided)}{Decision}" : $"{Course}/{Term}");

    /// <summary>Which rules of the school, by the stored name of their event without its number; null for everything else.</summary>
    public string? Rules { get; init; }

    /// <summary>With what the places of a class's decisions begin.</summary>
    public static string CouncilOf(ClassId schoolClass) => $"{Streams.Council(schoolClass)}/";

    /// <summary>A change of what stands beside the lessons.</summary>
    public static ChangeFact InTerm(ChangeKind kind, CourseId course, TermId term, PupilId? pupil, string? now, bool correction, string? reason, Guid? note) =>
        new(kind, null, pupil, 0, now, correction, reason, note) { Course = course, Term = term };

    /// <summary>The same change read back from the register's table, where only the place says what it is of.</summary>
    public static ChangeFact At(ChangeFact fact, string course, string spot) => course.Length > 0 ? fact with { Course = new CourseId(course) }
        : fact.Kind == ChangeKind.Rules ? fact with { Course = new CourseId(""), Rules = spot }
        : fact with { Course = new CourseId(""), Class = new ClassId(spot.Split('/')[1]), Decision = Guid.Parse(spot.Split('/')[2]) };

    /// <summary>Reads an event of the journal, or of the rules it is kept by; null for one that changes nothing the register shows.</summary>
    public static ChangeFact? Of(IEvent e) => e.Data switch
    {
        GradeRecorded d => new(ChangeKind.Grade, d.Lesson, d.Pupil, d.Place, d.Grade, false, null, null),
        GradeCorrected d => new(ChangeKind.Grade, d.Lesson, d.Pupil, d.Place, d.Grade, true, d.Reason, d.Note?.Opening),
        AttendanceMarked d => new(ChangeKind.Attendance, d.Lesson, d.Pupil, 0, d.Code, false, null, null),
        AttendanceCorrected d => new(ChangeKind.Attendance, d.Lesson, d.Pupil, 0, d.Code, true, d.Reason, d.Note?.Opening),
        AbsenceExplained d => new(ChangeKind.Attendance, d.Lesson, d.Pupil, 0, d.Code, true, d.Document.Stream, null),
        AbsenceExplanationWithdrawn d => new(ChangeKind.Attendance, d.Lesson, d.Pupil, 0, d.Code, true, d.Document.Stream, null),
        TopicRecorded d => new(ChangeKind.Topic, d.Lesson, null, 0, d.Topic, false, null, null),
        TopicCorrected d => new(ChangeKind.Topic, d.Lesson, null, 0, d.Topic, true, d.Reason, d.Note?.Opening),
        HomeworkSet d => new(ChangeKind.Homework, d.Lesson, null, 0, Homework(d.Text, d.Minutes), false, null, null),
        HomeworkCorrected d => new(ChangeKind.Homework, d.Lesson, null, 0, Homework(d.Text, d.Minutes), true, d.Reason, d.Note?.Opening),
        WorkTypeChosen d => new(ChangeKind.WorkType, d.Lesson, null, 0, d.WorkType, false, null, null),
        GradeDeferred d => new(ChangeKind.Point, d.Lesson, d.Pupil, 0, $". {d.Due:dd.MM.yyyy}", false, null, null),
        DeferralWithdrawn d => new(ChangeKind.Point, d.Lesson, d.Pupil, 0, null, false, null, null),
        CellCommented d => new(ChangeKind.Comment, d.Lesson, d.Pupil, 0, d.Comment is null ? null : "•", false, null, d.Comment?.Opening),
        SubstituteAssigned d => new(ChangeKind.Substitution, d.Lesson, null, 0, ShiftChanges.Value(d), false, null, null),
        SubstituteReleased d => new(ChangeKind.Substitution, d.Lesson, null, 0, null, false, null, null),
        LessonCancelled d => new(ChangeKind.Substitution, d.Lesson, null, 0, ShiftChanges.Value(d), false, null, null),
        LessonRestored d => new(ChangeKind.Substitution, d.Lesson, null, 0, null, false, null, null),
        LessonTransferred d => new(ChangeKind.Substitution, d.Lesson, null, 0, ShiftChanges.Value(d), false, null, null),
        LessonReceived d => new(ChangeKind.Substitution, d.Lesson, null, 0, ShiftChanges.Value(d), false, null, null),
        TransferUndone d => new(ChangeKind.Substitution, d.Lesson, null, 0, null, false, null, null),
        LessonReturned d => new(ChangeKind.Substitution, d.Lesson, null, 0, null, false, null, null),
        HomeworkDueChosen d => new(ChangeKind.HomeworkDue, d.Lesson, null, 0, d.Due?.Date.ToString("O", CultureInfo.InvariantCulture) ?? ChangeValues.NextLesson, d.Reason is not null, d.Reason, d.Note?.Opening),
        HomeworkFileAttached d => new(ChangeKind.HomeworkFile, d.Lesson, null, d.Number, $"{d.Type} {d.Size}", false, null, null),
        HomeworkFileRemoved d => new(ChangeKind.HomeworkFile, d.Lesson, null, d.Number, null, true, d.Reason, d.Note?.Opening),
        PupilHomeworkSet d => new(ChangeKind.PupilHomework, d.Lesson, d.Pupil, 0, ChangeValues.Words(d.Text, d.Minutes), false, null, null),
        PupilHomeworkCorrected d => new(ChangeKind.PupilHomework, d.Lesson, d.Pupil, 0, ChangeValues.Words(d.Text, d.Minutes), true, d.Reason, d.Note?.Opening),
        RecommendationGiven d => new(ChangeKind.Recommendation, d.Lesson, d.Pupil, 0, ChangeValues.Words(d.Text, null), false, null, null),
        RecommendationCorrected d => new(ChangeKind.Recommendation, d.Lesson, d.Pupil, 0, ChangeValues.Words(d.Text, null), true, d.Reason, d.Note?.Opening),
        LessonNotHeld d => new(ChangeKind.NotHeld, d.Lesson, null, 0, d.Reason, false, null, d.Note?.Opening),
        LessonHeldAfterAll d => new(ChangeKind.NotHeld, d.Lesson, null, 0, null, true, d.Reason, d.Note?.Opening),
        ExtraLessonOpened d => new(ChangeKind.ExtraLesson, d.Lesson, null, 0, d.Kind, false, null, d.Note?.Opening),
        AttendanceChecked d => new(ChangeKind.AttendanceCheck, d.Lesson, null, 0, ChangeValues.Checked, false, null, null),
        TopicPartTaken d => new(ChangeKind.TopicPart, d.Lesson, null, 0, d.Part is { } part ? string.Create(CultureInfo.InvariantCulture, $"{d.PlanItem} {part}") : null, false, null, null),
        TermGradeSet d => InTerm(ChangeKind.TermGrade, d.Course, d.Term, d.Pupil, d.Grade, false, d.Reason, d.Note?.Opening),
        TermGradeCorrected d => InTerm(ChangeKind.TermGrade, d.Course, d.Term, d.Pupil, d.Grade, true, d.Reason, d.Note?.Opening),
        TermGradeBrought d => InTerm(ChangeKind.TermGrade, d.Course, d.Term, d.Pupil, $"{d.Grade} ({d.Document})", false, null, null),
        TermGradeRetaken d => InTerm(ChangeKind.TermGrade, d.Course, d.Term, d.Pupil, $"{d.Grade} ({d.Order}; № {d.Protocol}, {d.Date:dd.MM.yyyy})", true, null, null),
        RetakeAppointed d => Retake(d.Course, d.Term, d.Pupil, d.Attempt, $"appointed {d.Date:dd.MM.yyyy}"),
        RetakePostponed d => Retake(d.Course, d.Term, d.Pupil, d.Attempt, $"postponed {d.Date:dd.MM.yyyy} {d.Document}"),
        RetakeMissed d => Retake(d.Course, d.Term, d.Pupil, d.Attempt, $"missed {d.Document}"),
        RetakeHeld d => Retake(d.Course, d.Term, d.Pupil, d.Attempt, $"held {d.Grade} {d.Date:dd.MM.yyyy} {d.Protocol}"),
        CouncilDecided d => Council(d.Class, d.Decision, ChangeValues.Council(d), false, null),
        CouncilDecisionRevoked d => Council(d.Class, d.Decision, null, true, d.Reason.Opening),
        PageClosed d => InTerm(ChangeKind.Closing, d.Course, d.Term, null, ChangeValues.Closed, false, null, null),
        PageReopened d => InTerm(ChangeKind.Closing, d.Course, d.Term, null, d.Document, true, null, d.Note?.Opening),
        IRuleSet d => new(ChangeKind.Rules, null, null, 0, string.Create(CultureInfo.InvariantCulture, $"{d.From:dd.MM.yyyy} {d.Act.ReplaceLineEndings(" ")}"), false, null, null)
        { Course = new CourseId(""), Rules = RecordedAttribute.NameOf(d.GetType()).Split(".v")[0] },
        _ => null,
    };

    /// <summary>A word of the state and what it needs, in its language <see cref="ChangeValues"/> puts it.</summary>
    private static ChangeFact Retake(CourseId course, TermId term, PupilId pupil, int attempt, string value) =>
        InTerm(ChangeKind.Retake, course, term, pupil, value, false, null, null) with { Place = attempt };

    /// <summary>Of all its pupils together: revoked it is as one, and its words say of whom it was.</summary>
    private static ChangeFact Council(ClassId schoolClass, Guid decision, string? value, bool revoked, Guid? note) =>
        new(ChangeKind.Council, null, null, 0, value, revoked, null, note) { Course = new CourseId(""), Class = schoolClass, Decision = decision };

    private static string? Homework(string text, int? minutes) =>
        text.Length == 0 ? null : minutes is { } m ? $"{text} ({m} мин)" : text;
}
