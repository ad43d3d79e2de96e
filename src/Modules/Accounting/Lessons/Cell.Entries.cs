using System.Text.Json.Serialization;
using JasperFx.Events;

namespace ElJournal.Accounting.Lessons;

/// <summary>
/// Which entry put in each thing that stands in the cell: a second grade beside a first one gives the first no new time for free
/// corrections (D-13, Z-9).
/// </summary>
public sealed partial record Cell
{
    /// <summary>Entries of the grades by place, where they are not the cell's last one; null: none is another.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Touch?>? GradeEntries { get; init; }

    /// <summary>The entry of the attendance, where it is not the cell's last one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Touch? AttendanceEntry { get; init; }

    /// <summary>By whom and in which event the grade of a place was entered.</summary>
    public Touch? EntryOfGrade(int place) => GradeEntries?.ElementAtOrDefault(place) ?? Last;

    /// <summary>The same of the attendance.</summary>
    [JsonIgnore]
    public Touch? EntryOfAttendance => AttendanceEntry ?? Last;

    internal Cell Marked(IEvent e, string? code) => Touched(e) with { Attendance = code, AttendanceEntry = null, Explained = null };

    internal Cell Graded(IEvent e, int place, string? grade)
    {
        var grades = Grades.Concat(Enumerable.Repeat<string?>(null, Math.Max(0, place + 1 - Grades.Count))).ToArray();
        grades[place] = grade;
        return Touched(e, place) with { Grades = grades };
    }

    /// <summary>A new last entry; what stands keeps its own.</summary>
    /// <param name="place">Of the grade that the entry is about.</param>
    internal Cell Touched(IEvent e, int? place = null)
    {
        var entries = Grades.Select((grade, i) => grade is null || i == place ? null : EntryOfGrade(i)).ToList();
        return this with
        {
            GradeEntries = entries.Exists(entry => entry is not null) ? entries : null,
            AttendanceEntry = Attendance is null ? null : EntryOfAttendance,
            Last = Touch.Of(e),
        };
    }
}
