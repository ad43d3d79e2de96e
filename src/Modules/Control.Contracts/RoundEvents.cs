using System.Text.Json.Serialization;
using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Control;

/// <summary>Проверка журналов: one round of a deputy.</summary>
[JsonConverter(typeof(IdJsonConverter<RoundId>))]
public readonly record struct RoundId(string Value) : IId<RoundId>
{
    public static RoundId From(string value) => new(Id.Checked(value));

    /// <summary>Key of the round's stream.</summary>
    public string Stream => "round/" + Value;

    public override string ToString() => Value;
}

/// <summary>Что проверяется, as it was chosen; an empty list: no matter which.</summary>
/// <param name="Levels">Параллели 1–11.</param>
/// <param name="Courses">The pages that this came to on the day: what was really looked at.</param>
public sealed record RoundScope(
    IReadOnlyList<int> Levels, IReadOnlyList<ClassId> Classes, IReadOnlyList<SubjectId> Subjects, IReadOnlyList<StaffId> Teachers, IReadOnlyList<CourseId> Courses);

/// <summary>Показатель проверки as it stood.</summary>
/// <param name="Check">One of <see cref="Checks"/>.</param>
/// <param name="Number">How many were in order.</param>
/// <param name="Of">Of how many.</param>
public sealed record RoundFigure(string Check, int Number, int Of);

/// <summary>Проверка начата (D-11, D-14): what a deputy looks at, and over which days.</summary>
/// <param name="Checks">Направления: of <see cref="Control.Checks"/>.</param>
/// <param name="From">First day looked at.</param>
/// <param name="To">Last day looked at, inclusive.</param>
/// <param name="On">Дата проверки: the school's day.</param>
/// <param name="Figures">As they stood when it began; empty where none are reckoned.</param>
[Recorded("control.round_begun.v1")]
public sealed record RoundBegun(
    RoundId Round, RoundScope Scope, IReadOnlyList<string> Checks, DateOnly From, DateOnly To, DateOnly On, IReadOnlyList<RoundFigure> Figures);

/// <summary>Проверка завершена.</summary>
/// <param name="Result">Вывод in words.</param>
/// <param name="On">The school's day.</param>
/// <param name="Figures">As they stood at its end.</param>
[Recorded("control.round_concluded.v1")]
public sealed record RoundConcluded(RoundId Round, PersonalText Result, DateOnly On, IReadOnlyList<RoundFigure> Figures);

/// <summary>Проверка отменена: it was begun by mistake. Remarks made in it stand.</summary>
[Recorded("control.round_cancelled.v1")]
public sealed record RoundCancelled(RoundId Round);
