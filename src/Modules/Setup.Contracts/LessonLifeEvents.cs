using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Правила проведения уроков (D-4, D-12), in force from <paramref name="From"/> until the next version.</summary>
/// <param name="NotHeld">Why a lesson of the timetable may not be given.</param>
/// <param name="Extra">What may be taught outside the timetable.</param>
/// <param name="Act">Локальный акт: the clause the rules stand on.</param>
[Recorded("setup.lesson_life_set.v1")]
public sealed record LessonLifeSet(DateOnly From, IReadOnlyList<LessonReason> NotHeld, IReadOnlyList<ExtraLessonKind> Extra, string Act) : IRuleSet;

/// <summary>Причина, по которой урок не проведён: stable code and words.</summary>
public sealed record LessonReason(string Code, string Name);

/// <summary>Вид урока вне расписания.</summary>
/// <param name="ByTeacher">The course's own teacher may open one; else only a deputy.</param>
public sealed record ExtraLessonKind(string Code, string Name, bool ByTeacher);
