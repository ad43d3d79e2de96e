using ElJournal.Setup;

namespace ElJournal.Accounting.Lessons;

/// <summary>What a person types into a cell: <c>5</c>, <c>5/4</c>, <c>Н</c>, <c>О 4</c>, <c>.</c>, or nothing.</summary>
public sealed record CellValue(string? Attendance, IReadOnlyList<string> Grades)
{
    public const int MostGrades = 4;

    /// <summary>How a deferred grade is written.</summary>
    public const string Point = ".";

    /// <summary>Точка in place of a grade.</summary>
    public bool Deferred { get; init; }

    public override string ToString() =>
        string.Join(' ', new[] { Attendance, Grades.Count > 0 ? string.Join('/', Grades) : null, Deferred ? Point : null }.OfType<string>());

    public bool Equals(CellValue? other) =>
        other is not null && Attendance == other.Attendance && Deferred == other.Deferred && Grades.SequenceEqual(other.Grades);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>Reads typed text by the school's rules; false when a part is neither a grade of the scale nor a code nor the point, which stands in place of grades.</summary>
    public static bool TryRead(string text, JournalRulesSet rules, out CellValue value)
    {
        string? attendance = null;
        var grades = new List<string>();
        var deferred = false;
        foreach (var part in text.Split(['/', ' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (rules.Grades.FirstOrDefault(g => g.Symbol.Equals(part, StringComparison.OrdinalIgnoreCase)) is { } grade) grades.Add(grade.Symbol);
            else if (attendance is null && rules.Attendance.FirstOrDefault(a => a.Letter.Equals(part, StringComparison.OrdinalIgnoreCase)) is { } code) attendance = code.Letter;
            else if (part == Point && !deferred) deferred = true;
            else
            {
                value = new CellValue(null, []);
                return false;
            }
        }
        value = new CellValue(attendance, grades) { Deferred = deferred };
        return grades.Count <= MostGrades && !(deferred && grades.Count > 0);
    }
}
