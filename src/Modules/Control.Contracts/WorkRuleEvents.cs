using ElJournal.Kernel;

namespace ElJournal.Control;

/// <summary>
/// Ограничения графика контрольных работ утверждены (D-10.12, Z-5.10, Z-6.11), in force from <paramref name="From"/> until the next version.
/// A work is judged by the version in force on its day, for ever.
/// </summary>
/// <param name="Limits">One of each of <see cref="WorkLimits"/>.</param>
/// <param name="Act">Локальный акт: what the limits stand on in this school.</param>
[Recorded("control.work_rules_set.v1")]
public sealed record ControlWorkRulesSet(DateOnly From, IReadOnlyList<WorkLimit> Limits, string Act) : IRuleSet
{
    /// <summary>The limit of a kind; null where this version has none.</summary>
    public WorkLimit? Of(string limit) => Limits.FirstOrDefault(l => l.Limit == limit);
}

/// <summary>Ограничение.</summary>
/// <param name="Limit">One of <see cref="WorkLimits"/>, which says the unit of the value.</param>
/// <param name="Clause">Source: рекомендации, приказ, пункт.</param>
public sealed record WorkLimit(string Limit, int Value, string Clause);

/// <summary>Ограничения: codes, and in what their values are counted.</summary>
public static class WorkLimits
{
    /// <summary>Работ в день у класса, at most: number.</summary>
    public const string Day = "day";

    /// <summary>Дней между работами по одному предмету, at least: calendar days.</summary>
    public const string Apart = "apart";

    /// <summary>Доля часов предмета за год, at most: hundredths of a per cent of the lessons.</summary>
    public const string Share = "share";

    /// <summary>Не первый и не последний урок дня, unless the subject has no more than so many hundredths of an hour a week.</summary>
    public const string Edge = "edge";

    /// <summary>Уроков подряд, at most: number.</summary>
    public const string Length = "length";

    /// <summary>С какой продолжительности работа – оценочная процедура: minutes, at least.</summary>
    public const string Minutes = "minutes";

    /// <summary>За сколько дней меняется утверждённый график, at least: calendar days.</summary>
    public const string Notice = "notice";

    public static readonly IReadOnlyList<string> All = [Day, Apart, Share, Edge, Length, Minutes, Notice];
}
