using System.Text.Json.Serialization;
using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Control;

/// <summary>Контрольная работа of the schedule (оценочная процедура).</summary>
[JsonConverter(typeof(IdJsonConverter<ControlWorkId>))]
public readonly record struct ControlWorkId(string Value) : IId<ControlWorkId>
{
    public static ControlWorkId From(string value) => new(Id.Checked(value));

    /// <summary>Key of the work's stream.</summary>
    public string Stream => "control-work/" + Value;

    public override string ToString() => Value;
}

/// <summary>Контрольная работа внесена в график (D-10.12, Z-5.10, Z-6.11).</summary>
/// <param name="Slot">Номер урока in the day's timetable, from 1.</param>
/// <param name="Lessons">How many lessons one after another it takes.</param>
/// <param name="Form">Форма контроля: one of <see cref="ControlForms"/>.</param>
/// <param name="Level">Уровень: one of <see cref="ControlLevels"/>.</param>
/// <param name="Paper">Приказ or another document of the change, where the schedule was approved already; else null.</param>
[Recorded("control.work_planned.v1")]
public sealed record ControlWorkPlanned(
    ControlWorkId Work, YearId Year, CourseId Course, DateOnly Date, int Slot, int Lessons, string Form, string Level, string Topic, WorkPaper? Paper);

/// <summary>Контрольная работа перенесена to another lesson of its course.</summary>
[Recorded("control.work_moved.v1")]
public sealed record ControlWorkMoved(ControlWorkId Work, DateOnly Date, int Slot, int Lessons, WorkPaper? Paper);

/// <summary>Контрольная работа снята с графика.</summary>
[Recorded("control.work_cancelled.v1")]
public sealed record ControlWorkCancelled(ControlWorkId Work, WorkPaper? Paper);

/// <summary>Отклонение от ограничений объяснено: for the place in which the work stands then; a move lets it lapse.</summary>
/// <param name="Limits">What is not kept, with what was in force then.</param>
/// <param name="Explanation">Words of the one who plans, personal.</param>
/// <param name="Document">On what it rests: служебная записка, приказ.</param>
[Recorded("control.work_deviation_explained.v1")]
public sealed record ControlWorkDeviationExplained(
    ControlWorkId Work, DateOnly Date, int Slot, IReadOnlyList<BrokenLimit> Limits, PersonalText Explanation, string Document);

/// <summary>График утверждён приказом, for these days: from then on a change in them needs a document.</summary>
[Recorded("control.schedule_approved.v1")]
public sealed record ControlScheduleApproved(YearId Year, DateOnly From, DateOnly To, WorkPaper Order);

/// <summary>Документ: «Приказ № 31-у» and its date.</summary>
public sealed record WorkPaper(string Title, DateOnly Date);

/// <summary>Нарушенное ограничение.</summary>
/// <param name="Limit">One of <see cref="WorkLimits"/>.</param>
/// <param name="Allowed">Its value, in its own unit.</param>
/// <param name="Found">What the work comes to, in the same unit.</param>
/// <param name="Clause">Пункт, на котором стоит ограничение.</param>
/// <param name="Act">Локальный акт.</param>
public sealed record BrokenLimit(string Limit, int Allowed, int Found, string Clause, string Act);

/// <summary>Формы контроля. Практическая и лабораторная работа are none.</summary>
public static class ControlForms
{
    /// <summary>Письменная контрольная работа.</summary>
    public const string Written = "written";

    /// <summary>Тест.</summary>
    public const string Test = "test";

    /// <summary>Диктант.</summary>
    public const string Dictation = "dictation";

    /// <summary>Сочинение.</summary>
    public const string Essay = "essay";

    /// <summary>Изложение.</summary>
    public const string Exposition = "exposition";

    /// <summary>Диагностическая работа.</summary>
    public const string Diagnostic = "diagnostic";

    /// <summary>Всероссийская проверочная работа.</summary>
    public const string AllRussian = "vpr";

    public static readonly IReadOnlyList<string> All = [Written, Test, Dictation, Essay, Exposition, Diagnostic, AllRussian];
}

/// <summary>Уровни оценочных процедур.</summary>
public static class ControlLevels
{
    /// <summary>Школьный.</summary>
    public const string School = "school";

    /// <summary>Муниципальный.</summary>
    public const string Municipal = "municipal";

    /// <summary>Региональный.</summary>
    public const string Regional = "regional";

    /// <summary>Федеральный.</summary>
    public const string Federal = "federal";

    public static readonly IReadOnlyList<string> All = [School, Municipal, Regional, Federal];
}

/// <summary>Keys of the streams of the schedule.</summary>
public static class ControlWorkStreams
{
    /// <summary>Ограничения графика.</summary>
    public const string Rules = "regulation/control-works";

    /// <summary>График года as a whole: its approvals.</summary>
    public static string Schedule(YearId year) => $"control-schedule/{year}";
}
