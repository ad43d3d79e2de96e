using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Accounting;

/// <summary>Замена назначена (D-10.13, Z-4): another teacher gives one lesson and writes in it. A later one replaces it.</summary>
/// <param name="Former">Who teaches the course that day by the assignment; null where nobody is assigned.</param>
/// <param name="Reason">One of <see cref="SubstitutionReasons"/>.</param>
/// <param name="Taught">The subject taught instead; null: the planned one. Only that counts for the programme.</param>
/// <param name="With">Объединённый урок: the lesson of the teacher with which it is given as one; null for a lesson of its own.</param>
[Recorded("accounting.substitute_assigned.v2")]
public sealed record SubstituteAssigned(LessonId Lesson, StaffId Teacher, StaffId? Former, string Reason, SubjectId? Taught, LessonId? With);

/// <summary>Замена снята: the lesson is again the assigned teacher's alone.</summary>
[Recorded("accounting.substitute_released.v1")]
public sealed record SubstituteReleased(LessonId Lesson, StaffId Teacher);

/// <summary>Урок отменён (D-10.13): it is not given, and nothing is entered in it.</summary>
/// <param name="Teacher">Who would have given it; null where nobody is assigned.</param>
/// <param name="Reason">One of <see cref="SubstitutionReasons"/>.</param>
[Recorded("accounting.lesson_cancelled.v1")]
public sealed record LessonCancelled(LessonId Lesson, StaffId? Teacher, string Reason);

/// <summary>Отмена урока снята: it is given after all.</summary>
[Recorded("accounting.lesson_restored.v1")]
public sealed record LessonRestored(LessonId Lesson);

/// <summary>Урок перенесён (D-10.13) to another day or hour. Recorded together with <see cref="LessonReceived"/> on the other lesson.</summary>
/// <param name="Reason">One of <see cref="SubstitutionReasons"/>.</param>
[Recorded("accounting.lesson_transferred.v1")]
public sealed record LessonTransferred(LessonId Lesson, LessonId To, string Reason);

/// <summary>Урок принят по переносу: given here, outside the timetable, instead of there.</summary>
[Recorded("accounting.lesson_received.v1")]
public sealed record LessonReceived(LessonId Lesson, LessonId From);

/// <summary>Перенос отменён: the lesson is given where the timetable has it.</summary>
[Recorded("accounting.transfer_undone.v1")]
public sealed record TransferUndone(LessonId Lesson, LessonId To);

/// <summary>Принятый по переносу урок возвращён: nothing is given here any more.</summary>
[Recorded("accounting.lesson_returned.v1")]
public sealed record LessonReturned(LessonId Lesson, LessonId From);

/// <summary>Месяц закрыт для оплаты замен: its substitutions stay as they are, with the totals that went to pay.</summary>
/// <param name="Month">As <c>2026-11</c>.</param>
[Recorded("accounting.pay_month_closed.v1")]
public sealed record PayMonthClosed(string Month, IReadOnlyList<PayTotal> Totals);

/// <summary>Итог замен за месяц of one substitute; hours in hundredths.</summary>
/// <param name="Lessons">How many lessons were given for others.</param>
/// <param name="WholeClass">Paid for whole classes.</param>
/// <param name="Group">Paid for groups.</param>
public sealed record PayTotal(StaffId Teacher, int Lessons, int WholeClass, int Group);

/// <summary>Закрытый месяц открыт снова.</summary>
/// <param name="Document">Приказ или служебная записка: number and date.</param>
/// <param name="Note">Why, in the deputy's words.</param>
[Recorded("accounting.pay_month_reopened.v1")]
public sealed record PayMonthReopened(string Month, string Document, PersonalText? Note);

/// <summary>Месяц замен: the key of its stream.</summary>
public static class PayMonths
{
    public static string Of(DateOnly day) => day.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

    public static string Stream(string month) => $"paymonth/{month}";

    /// <summary>First day of the month; null: what was given names none.</summary>
    public static DateOnly? FirstDay(string? month) => DateOnly.TryParseExact(
        month + "-01", "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>Причины замены, отмены и переноса: codes for the register of substitutions.</summary>
public static class SubstitutionReasons
{
    public const string Illness = "illness";
    public const string Leave = "leave";
    public const string BusinessTrip = "business_trip";
    public const string Training = "training";
    public const string Other = "other";

    public static readonly IReadOnlyList<string> All = [Illness, Leave, BusinessTrip, Training, Other];
}
