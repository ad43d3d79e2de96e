using ElJournal.Accounting.Journal;
using ElJournal.Setup;

namespace ElJournal.Accounting.Pages;

/// <summary>
/// The one-letter classes of a cell; the script sets the same ones. Short, because a page has 1,200 cells.
/// d: the lowest grades; n: absent; u: absent for a reason; o: present with a mark (late);
/// c: corrected; w: changed by the shown event; g: the pupil is not in the class; p: a point, with late an overdue one; m: a comment.
/// </summary>
public static class CellStyle
{
    public static string? Of(PageCell? cell, EntryRules rules, bool gone, DateOnly today = default)
    {
        if (cell is null) return gone ? "g" : null;

        var letters = new List<string>(4);
        if (Kind(cell, rules) is { } kind) letters.Add(kind);
        if (cell.Corrected) letters.Add("c");
        if (cell.ChangedNow) letters.Add("w");
        if (gone) letters.Add("g");
        if (cell.Due is { } due) letters.Add(due < today ? "p late" : "p");
        if (cell.Comment is not null) letters.Add("m");
        return letters.Count == 0 ? null : string.Join(' ', letters);
    }

    /// <summary>Whether a counted grade calls for attention: 2 and below.</summary>
    public static bool IsLow(GradeSymbol grade) => grade.Hundredths <= 200;

    // Plain loops: asked for each of 1,200 cells.
    private static string? Kind(PageCell cell, EntryRules rules)
    {
        foreach (var grade in cell.Grades)
        {
            foreach (var known in rules.Grades)
            {
                if (known.Symbol == grade && IsLow(known)) return "d";
            }
        }
        if (cell.Attendance is null) return null;
        foreach (var code in rules.Attendance)
        {
            if (code.Letter == cell.Attendance) return Of(code);
        }
        return null;
    }

    public static string Of(AttendanceCode code) => code switch { { Missed: false } => "o", { Excused: true } => "u", _ => "n" };
}
