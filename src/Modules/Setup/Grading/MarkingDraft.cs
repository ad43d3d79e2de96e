using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Setup.Grading;

/// <summary>Порядок выставления отметок as it stands in the form.</summary>
/// <param name="PointDays">Days after the lesson in which a deferred grade is due.</param>
/// <param name="AbsentGrade">One of <see cref="AbsentGrades"/>.</param>
public sealed record MarkingDraft(string From, string PointDays, string AbsentGrade, string Act)
{
    /// <summary>Before the school has set any: a fortnight to offer, the act still to be named.</summary>
    public static MarkingDraft First(string from) => new(from, "14", AbsentGrades.Refuse, "");

    public static MarkingDraft Of(MarkingRulesSet set, string from) => new(from, set.PointDays.ToString(CultureInfo.InvariantCulture), set.AbsentGrade, set.Act);

    public static MarkingDraft Read(IFormCollection form) =>
        new(form["from"].ToString(), form["point-days"].ToString(), form["absent-grade"].ToString(), form["act"].ToString());

    /// <summary>What is to be recorded; null where the number of days cannot be read.</summary>
    public MarkingRulesSet? Set(DateOnly from) =>
        int.TryParse(PointDays, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var days)
            ? new MarkingRulesSet(from, days, AbsentGrade, Act.Trim())
            : null;
}
