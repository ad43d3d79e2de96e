using System.Globalization;
using ElJournal.Accounting.Lessons;

namespace ElJournal.Accounting.Corrections;

/// <summary>What a request may want where it is neither a mark nor words: codes, so that no words about a person get into the log.</summary>
public static class CorrectionWishes
{
    public const string Attach = "attach";
    public const string Remove = "remove";
    public const string Write = "write";
    public const string Withdraw = "withdraw";

    /// <summary>Посещаемость проверена.</summary>
    public const string Checked = "checked";

    private const string Until = " до ";

    /// <summary>Codes of the kind; null where it is said otherwise.</summary>
    public static IReadOnlyList<string>? Codes(string kind) => kind switch
    {
        CorrectionKinds.HomeworkFile => [Attach, Remove],
        CorrectionKinds.PupilHomework or CorrectionKinds.Recommendation => [Write, Withdraw],
        CorrectionKinds.AttendanceCheck => [Checked],
        _ => null,
    };

    /// <summary>It is entered by the button beside the request; what is not, on the page of the place itself.</summary>
    public static bool IsAtHand(string kind) => Codes(kind) is null || kind == CorrectionKinds.AttendanceCheck;

    public static bool IsOne(string kind, string wanted) => kind switch
    {
        CorrectionKinds.Substitution => Substitutions.ShiftWish.IsOne(wanted),
        CorrectionKinds.HomeworkDue => wanted.Length == 0 || LessonId.TryParse(wanted, out _),
        _ => Codes(kind)?.Contains(wanted) != false,
    };

    /// <summary>Точка со сроком: «. до 05.12.2026».</summary>
    public static string Point(DateOnly due) => CellValue.Point + Until + due.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    /// <summary>What is typed into the cell, and the day until when a grade is owed, where one is named.</summary>
    public static (string Value, DateOnly? Due) Cell(string wanted) =>
        wanted.Split(Until) is [var value, var day] && DateOnly.TryParseExact(day, "dd.MM.yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due)
            ? (value, due) : (wanted, null);
}
