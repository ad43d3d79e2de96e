namespace ElJournal.Control.Tiles;

/// <summary>
/// Замещённые и пропущенные уроки (D-14.8, Z-10.8): what became of the lessons of the timetable. A lesson in another subject, and one not given at all,
/// is missing for the programme; one moved to another day counts there.
/// </summary>
internal static class SubstitutionCheck
{
    /// <summary>Замена тем же предметом.</summary>
    public const string Substituted = "substituted";

    /// <summary>Объединение.</summary>
    public const string Combined = "combined";

    /// <summary>Замена другим предметом.</summary>
    public const string OtherSubject = "other_subject";

    /// <summary>Перенос.</summary>
    public const string Moved = "moved";

    /// <summary>Отмена.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Не проведён.</summary>
    public const string NotHeld = "not_held";

    public static readonly IReadOnlyList<string> Kinds = [Substituted, Combined, OtherSubject, Moved, Cancelled, NotHeld];

    public static IEnumerable<Finding> Of(Picture picture, CheckArea area)
    {
        foreach (var (course, lesson) in area.Lessons(picture).Where(l => l.Lesson.Scheduled))
        {
            var kind = KindOf(lesson);
            var verdict = kind switch
            {
                null or Substituted or Combined => Verdict.Good,
                Moved => Verdict.Excused,
                _ => Verdict.Missing,
            };
            // Of what was not given the assigned teacher is named, as the register of substitutions does.
            yield return new Finding(course, lesson, lesson.Date, lesson.Fact?.Shift?.Former ?? course.TeacherOf(lesson), verdict) { Kind = kind };
        }
    }

    private static string? KindOf(LessonView lesson) => lesson.Fact switch
    {
        null => null,
        { Shift.Cancelled: true } => Cancelled,
        { Shift.To: not null } => Moved,
        { NotHeld: not null } => NotHeld,
        { Shift: { Teacher: not null, Taught: not null } } => OtherSubject,
        { Shift: { Teacher: not null, With: not null } } => Combined,
        { Shift.Teacher: not null } => Substituted,
        _ => null,
    };
}
