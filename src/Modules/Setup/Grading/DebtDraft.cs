using System.Globalization;
using ElJournal.Setup.Register;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Setup.Grading;

/// <summary>Порядок ликвидации задолженности as it stands in the form.</summary>
/// <param name="Grades">As typed, with commas.</param>
/// <param name="Months">Of each retake as typed; an empty one is none.</param>
/// <param name="Commissions">Numbers of the retakes before a commission.</param>
public sealed record DebtDraft(
    string From, IReadOnlyList<string> Pages, string Grades, IReadOnlyList<string> Months, IReadOnlyList<int> Commissions, string Members, bool MissedCounts,
    bool IllnessExcluded, string Act) : IRulesDraft
{
    /// <summary>So many retakes fit into the form.</summary>
    public const int Lines = 4;

    /// <summary>What the law says; the act is the school's own.</summary>
    public static DebtDraft Of(DebtRulesSet? set, DateOnly from)
    {
        var rules = set ?? DebtRules.Lawful(from, "");
        return new DebtDraft(
            Pages: rules.Pages, From: from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Grades: string.Join(", ", rules.Grades),
            Months: [.. rules.Retakes.Select(r => r.Months.ToString(CultureInfo.InvariantCulture))],
            Commissions: [.. rules.Retakes.Index().Where(r => r.Item.Commission).Select(r => r.Index + 1)],
            Members: rules.Members.ToString(CultureInfo.InvariantCulture), MissedCounts: rules.MissedCounts, IllnessExcluded: rules.IllnessExcluded, Act: rules.Act);
    }

    public static DebtDraft Read(IFormCollection form) => new(
        form["from"].ToString(), [.. form["page"].OfType<string>()], form["grades"].ToString(), [.. form["months"].Select(m => m?.Trim() ?? "")],
        [.. form["commission"].Select(Number)], form["members"].ToString(), form["missed"] == "counts", form["illness"] == "on", form["act"].ToString());

    public DebtRulesSet Set(DateOnly from) => new(
        from, Pages, [.. Grades.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()],
        [.. Months.Index().Where(m => m.Item.Length > 0).Select(m => new RetakeRule(Number(m.Item), Commissions.Contains(m.Index + 1)))],
        Number(Members), MissedCounts, IllnessExcluded, Act.Trim());

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
