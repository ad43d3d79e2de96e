using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Учебные периоды параллелей заданы (D-10.1): instead of the school's own for these year levels, the whole set at once.</summary>
/// <param name="Levels">Year levels 1–11.</param>
[Recorded("setup.level_terms_set.v1")]
public sealed record LevelTermsSet(YearId Year, IReadOnlyList<int> Levels, IReadOnlyList<Term> Terms);

/// <summary>Каникулы заданы (D-10.2, Z-5.2): the whole set of these year levels.</summary>
/// <param name="Levels">Empty means all that have no set of their own.</param>
[Recorded("setup.holidays_set.v1")]
public sealed record HolidaysSet(YearId Year, IReadOnlyList<int> Levels, IReadOnlyList<Holiday> Holidays);

/// <summary>Каникулы: both days inclusive.</summary>
public sealed record Holiday(string Name, DateOnly From, DateOnly To);

/// <summary>Праздничные и перенесённые дни года заданы: the whole set.</summary>
[Recorded("setup.special_days_set.v1")]
public sealed record SpecialDaysSet(YearId Year, IReadOnlyList<SpecialDay> Days);

/// <summary>Особый день: without lessons, or with those of another day of the week.</summary>
/// <param name="Weekday">Whose timetable is taught on it, 1 (Monday) to 7; null: no lessons.</param>
public sealed record SpecialDay(DateOnly Date, string Name, int? Weekday);

/// <summary>Набор звонков задан (D-10.8): bells beside the year's own, for classes that have another regime.</summary>
/// <param name="Schedule">Code of the set within the year.</param>
[Recorded("setup.bell_schedule_set.v1")]
public sealed record BellScheduleSet(YearId Year, string Schedule, string Name, IReadOnlyList<Bell> Bells);

/// <summary>Режим работы класса установлен (D-10.8, Z-6.7) from this day until the next: week, shift, bells.</summary>
/// <param name="Days">Days of the school week: 5 or 6.</param>
/// <param name="Shift">1 or 2.</param>
/// <param name="Bells">Days with bells of their own; the others ring by the year's.</param>
[Recorded("setup.regime_set.v1")]
public sealed record RegimeSet(ClassId Class, DateOnly From, int Days, int Shift, IReadOnlyList<RegimeBells> Bells);

/// <summary>Which set of bells rings on a day of the week, 1 (Monday) to 7.</summary>
public sealed record RegimeBells(int Weekday, string Schedule);

/// <summary>Нормы звонков и каникул приняты (D-10.8): what schedules and holidays are held against, in force from <paramref name="From"/> until the next version.</summary>
/// <param name="Earliest">No lesson begins before, <c>HH:mm</c>.</param>
/// <param name="Latest">No lesson ends after, <c>HH:mm</c>.</param>
/// <param name="LessonMinutes">Longest lesson.</param>
/// <param name="BreakMinutes">Shortest break.</param>
/// <param name="LongBreakFrom">One break of the day lasts at least so many minutes …</param>
/// <param name="LongBreakTo">… and none longer than so many.</param>
/// <param name="FirstShiftLevels">Year levels taught in the first shift only.</param>
/// <param name="Steps">Ступенчатый режим: levels with shorter days.</param>
/// <param name="HolidayDays">Shortest holidays, in days.</param>
/// <param name="Act">The act the norms stand on.</param>
[Recorded("setup.bell_norms_set.v1")]
public sealed record BellNormsSet(
    DateOnly From, string Earliest, string Latest, int LessonMinutes, int BreakMinutes, int LongBreakFrom, int LongBreakTo,
    IReadOnlyList<int> FirstShiftLevels, IReadOnlyList<LessonStep> Steps, int HolidayDays, string Act) : IRuleSet;

/// <summary>Ступень: from this month of the school year, 1–12, until the next step a day has at most so many lessons, none longer than so many minutes.</summary>
public sealed record LessonStep(int Level, int Month, int LessonMinutes, int Lessons);
