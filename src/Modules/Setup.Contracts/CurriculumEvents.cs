using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Сведения о предмете уточнены (D-10.5): all that the list of subjects says of it now.</summary>
/// <param name="Short">Краткое название for a cell of the timetable: «Рус. яз.»; null: the whole name.</param>
/// <param name="Part">To which part of the curriculum it usually belongs: one of <see cref="CurriculumParts"/>; null: not said.</param>
/// <param name="Place">Порядок в учебном плане, from 1; 0: after all that have one.</param>
[Recorded("setup.subject_described.v1")]
public sealed record SubjectDescribed(SubjectId Subject, string Name, string? Short, string? Part, int Place);

/// <summary>
/// Учебный план параллели задан (D-10.5, D-10.6, Z-5.3): the whole set of lines of a year level, or of a profile of it,
/// in force from <paramref name="From"/> until the next version of the same.
/// </summary>
/// <param name="Level">Year level 1–11.</param>
/// <param name="Profile">«Инженерный»; null: the level's general curriculum.</param>
/// <param name="Classes">The classes of the profile; empty for the general one, which is for all that are in no profile.</param>
/// <param name="Lines">Empty: this profile is taught no more.</param>
[Recorded("setup.curriculum_set.v1")]
public sealed record CurriculumSet(
    YearId Year, int Level, string? Profile, IReadOnlyList<ClassId> Classes, DateOnly From, IReadOnlyList<CurriculumLine> Lines);

/// <summary>Строка учебного плана; a subject has one at most in each part and layer.</summary>
/// <param name="Hours">Hundredths of an hour a week.</param>
/// <param name="Part">One of <see cref="CurriculumParts"/>; outside <see cref="Layers.Core"/> always the school's.</param>
/// <param name="Layer">One of <see cref="Layers"/>.</param>
public sealed record CurriculumLine(SubjectId Subject, int Hours, string Part, string Layer);

/// <summary>Части учебного плана (D-10.5, D-10.6).</summary>
public static class CurriculumParts
{
    /// <summary>Обязательная часть.</summary>
    public const string Federal = "federal";

    /// <summary>Часть, формируемая участниками образовательных отношений (школьный компонент).</summary>
    public const string School = "school";

    public static readonly IReadOnlyList<string> All = [Federal, School];
}

/// <summary>Гигиенические нормативы заданы (D-4, Z-5.3): ceilings by year level, in force from <paramref name="From"/> until the next version.</summary>
/// <param name="Act">The act and its table.</param>
[Recorded("setup.sanitary_norms_set.v1")]
public sealed record SanitaryNormsSet(DateOnly From, IReadOnlyList<LevelNorm> Levels, string Act) : IRuleSet;

/// <summary>Нормативы параллели; null where the norm says nothing.</summary>
/// <param name="FiveDays">Most hundredths of an hour a week in a week of five days.</param>
/// <param name="SixDays">The same in a week of six days.</param>
/// <param name="Lessons">Most lessons a day.</param>
/// <param name="Homework">Most minutes of homework a day.</param>
public sealed record LevelNorm(int Level, int? FiveDays, int? SixDays, int? Lessons, int? Homework);

/// <summary>Норма часов за ставку задана (D-10.9), in force from <paramref name="From"/> until the next version.</summary>
/// <param name="Hours">Hundredths of an hour a week.</param>
/// <param name="Act">The act and its clause.</param>
[Recorded("setup.teaching_rate_set.v1")]
public sealed record TeachingRateSet(DateOnly From, int Hours, string Act) : IRuleSet;
