using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Accounting;

/// <summary>Замена назначена (D-10.13, Z-4): another teacher gives one lesson and writes in it. A later one replaces it.</summary>
/// <param name="Former">Who teaches the course that day by the assignment; null where nobody is assigned.</param>
/// <param name="Reason">One of <see cref="SubstitutionReasons"/>.</param>
[Recorded("accounting.substitute_assigned.v1")]
public sealed record SubstituteAssigned(LessonId Lesson, StaffId Teacher, StaffId? Former, string Reason);

/// <summary>Замена снята: the lesson is again the assigned teacher's alone.</summary>
[Recorded("accounting.substitute_released.v1")]
public sealed record SubstituteReleased(LessonId Lesson, StaffId Teacher);

/// <summary>Причины замены: codes for the register of substitutions.</summary>
public static class SubstitutionReasons
{
    public const string Illness = "illness";
    public const string Leave = "leave";
    public const string BusinessTrip = "business_trip";
    public const string Training = "training";
    public const string Other = "other";

    public static readonly IReadOnlyList<string> All = [Illness, Leave, BusinessTrip, Training, Other];
}
