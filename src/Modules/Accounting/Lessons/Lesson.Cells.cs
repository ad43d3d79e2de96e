using System.Text.Json.Serialization;
using JasperFx.Events;

namespace ElJournal.Accounting.Lessons;

public sealed partial record Lesson
{
    /// <summary>The earliest due day of its points, ISO, stored for the index by which a teacher's debts are found; null: none is owed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FirstDue => Cells.Values.Min(cell => cell.Due) is { } due ? DayOf(Key with { Date = due }) : null;

    public static Lesson Apply(IEvent<GradeDeferred> e, Lesson lesson) =>
        lesson.With(e.Data.Pupil, cell => cell.Touched(e) with { Due = e.Data.Due });

    public static Lesson Apply(IEvent<DeferralWithdrawn> e, Lesson lesson) =>
        lesson.With(e.Data.Pupil, cell => cell.Touched(e) with { Due = null });

    public static Lesson Apply(IEvent<CellCommented> e, Lesson lesson) =>
        lesson.With(e.Data.Pupil, cell => cell with { Comment = e.Data.Comment?.Opening, Commented = (int)e.Version });
}
