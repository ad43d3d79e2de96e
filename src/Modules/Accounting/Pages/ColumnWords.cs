using ElJournal.Accounting.Journal;

namespace ElJournal.Accounting.Pages;

/// <summary>What is said at the head of a lesson that did not go as the timetable has it.</summary>
internal static class ColumnWords
{
    /// <summary>Key of the short mark under the day; null for a lesson like any other.</summary>
    public static string? Mark(LessonColumn lesson) => lesson switch
    {
        { NotHeld: not null } => "notheld",
        { Shift.Cancelled: true } => "cancelled",
        { Shift.To: not null } => "moved",
        { Shift.With: not null } => "combined",
        { Shift.Teacher: not null } => "substitute",
        { Shift: not null } => "received",
        { Extra: not null } => "extra",
        _ => null,
    };

    /// <summary>The same in full: who, why, from where and to where; null for a lesson like any other.</summary>
    public static string? Of(LessonColumn lesson)
    {
        var life = lesson switch
        {
            { NotHeld: not null } => PageTexts.All.With("grid.notheld", lesson.LifeText),
            { Extra: not null } => PageTexts.All.With("grid.extra", lesson.LifeText),
            _ => null,
        };
        var words = string.Join(" · ", new[] { lesson.ShiftText, life }.Where(w => !string.IsNullOrEmpty(w)));
        return words.Length == 0 ? null : words;
    }
}
