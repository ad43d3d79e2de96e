using System.Text.Json.Serialization;
using ElJournal.Setup;

namespace ElJournal.Accounting;

/// <summary>Изменение урока: what was decided about it beside the timetable — замена, объединение, отмена, перенос. What is not there is not stored.</summary>
public sealed record LessonShift
{
    /// <summary>Кто ведёт вместо назначенного учителя.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StaffId? Teacher { get; init; }

    /// <summary>Кого замещают.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StaffId? Former { get; init; }

    /// <summary>One of <see cref="SubstitutionReasons"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>The subject taught instead of the planned one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SubjectId? Taught { get; init; }

    /// <summary>Объединён с этим уроком.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LessonId? With { get; init; }

    /// <summary>Отменён.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Cancelled { get; init; }

    /// <summary>Перенесён на.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LessonId? To { get; init; }

    /// <summary>Перенесён с.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LessonId? From { get; init; }

    /// <summary>Nothing is given on it.</summary>
    [JsonIgnore]
    public bool IsOff => Cancelled || To is not null;

    /// <summary>Its hour counts for the programme: it is given, and in the planned subject.</summary>
    [JsonIgnore]
    public bool Counts => !IsOff && Taught is null;

    /// <summary>What stands after one more event; null when nothing does. The lesson, the table of changed lessons and the facts of the control fold by this.</summary>
    public static LessonShift? Next(LessonShift? shift, object e)
    {
        // Who came by transfer stays so whatever is decided about the teacher.
        var kept = new LessonShift { From = shift?.From };
        var next = e switch
        {
            SubstituteAssigned d => kept with { Teacher = d.Teacher, Former = d.Former, Reason = d.Reason, Taught = d.Taught, With = d.With },
            SubstituteReleased or LessonRestored or TransferUndone => kept,
            LessonCancelled d => kept with { Cancelled = true, Former = d.Teacher, Reason = d.Reason },
            LessonTransferred d => kept with { To = d.To, Reason = d.Reason },
            LessonReceived d => kept with { From = d.From },
            LessonReturned => new LessonShift(),
            _ => shift,
        };
        return next == new LessonShift() ? null : next;
    }
}
