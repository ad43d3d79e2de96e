using System.Text.Json.Serialization;
using ElJournal.Accounting.Lessons;
using ElJournal.Setup;
using JasperFx.Events;

namespace ElJournal.Accounting.Closing;

/// <summary>Отметки за период of the page.</summary>
public sealed partial record TermPage
{
    private static readonly IReadOnlyDictionary<string, TermMark> NoGrades = new Dictionary<string, TermMark>();

    /// <summary>By pupil; a withdrawn one stays with an empty grade, so that its version is known.</summary>
    public IReadOnlyDictionary<string, TermMark> Grades { get; init; } = NoGrades;

    public TermMark? MarkOf(PupilId pupil) => Grades.GetValueOrDefault(pupil.Value);

    /// <summary>The grade that stands; null: none.</summary>
    public string? GradeOf(PupilId pupil) => MarkOf(pupil)?.Grade;

    public static TermPage Create(IEvent<TermGradeSet> e) => Apply(e, Empty(e.Data.Course, e.Data.Term));

    public static TermPage Create(IEvent<TermGradeBrought> e) => Apply(e, Empty(e.Data.Course, e.Data.Term));

    public static TermPage Apply(IEvent<TermGradeSet> e, TermPage page) =>
        page.With(e.Data.Pupil, new TermMark(e.Data.Grade, e.Data.Proposed, e.Data.Reason, page.MarkOf(e.Data.Pupil) is not null, Touch.Of(e)));

    public static TermPage Apply(IEvent<TermGradeCorrected> e, TermPage page) =>
        page.With(e.Data.Pupil, new TermMark(e.Data.Grade, e.Data.Proposed, e.Data.Reason, true, Touch.Of(e)));

    public static TermPage Apply(IEvent<TermGradeBrought> e, TermPage page) =>
        page.With(e.Data.Pupil, new TermMark(e.Data.Grade, null, null, page.MarkOf(e.Data.Pupil) is not null, Touch.Of(e)) { Document = e.Data.Document });

    public static TermPage Create(IEvent<TermGradeRetaken> e) => Apply(e, Empty(e.Data.Course, e.Data.Term));

    public static TermPage Apply(IEvent<TermGradeRetaken> e, TermPage page) => page.With(e.Data.Pupil, new TermMark(e.Data.Grade, null, null, true, Touch.Of(e))
    {
        Document = e.Data.Order,
        Protocol = e.Data.Protocol,
        Former = e.Data.Former,
    });

    private static TermPage Empty(CourseId course, TermId term) => new(TermPages.Stream(course, term), course.Value, term);

    private TermPage With(PupilId pupil, TermMark mark) => this with { Grades = new Dictionary<string, TermMark>(Grades) { [pupil.Value] = mark } };
}

/// <summary>What stands as the grade of a term.</summary>
/// <param name="Reason">Code of the reason of a deviation or correction.</param>
/// <param name="Corrected">An earlier one stands in the history.</param>
public sealed record TermMark(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Grade,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Proposed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Corrected,
    Touch Last)
{
    /// <summary>On which it was taken over from elsewhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Document { get; init; }

    /// <summary>Протокол пересдачи, of a grade that was changed by one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Protocol { get; init; }

    /// <summary>The grade before the retake.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Former { get; init; }
}
