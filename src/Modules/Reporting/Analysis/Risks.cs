using ElJournal.Reporting.Reading;
using ElJournal.Reporting.Results;

namespace ElJournal.Reporting.Analysis;

/// <summary>Группы риска и резерва: codes.</summary>
public static class RiskKinds
{
    /// <summary>Резерв отличников: all «5» but one «4».</summary>
    public const string OneFour = "one_four";

    /// <summary>Резерв хорошистов: «4» and «5» but one «3».</summary>
    public const string OneThree = "one_three";

    /// <summary>Неуспевающие: at least one «2».</summary>
    public const string Failing = "failing";

    /// <summary>Угроза «н/а»: missed more, or fewer grades, than the rules of the term allow.</summary>
    public const string NotAttested = "not_attested";

    public static readonly IReadOnlyList<string> All = [Failing, NotAttested, OneThree, OneFour];
}

/// <summary>Обучающийся в группе риска, with the subject on which it hangs.</summary>
/// <param name="Standing">The grade of the term stands; otherwise it is what the average comes to.</param>
/// <param name="Average">Средневзвешенный балл in hundredths; null: no grade counts.</param>
/// <param name="Missed">Пропущено of <paramref name="Given"/> lessons.</param>
public sealed record Risk(string Kind, ResultMark Mark, bool Standing, int? Average, int Missed, int Given, int Grades, int Needed);

/// <summary>What is known of a pupil in a course in the term.</summary>
public sealed record CourseStanding(ResultMark Mark, bool Standing, int? Rank, int? Average, int Missed, int Given, int Grades, int Needed);

/// <summary>Risk by pure functions of marks, current grades and dated rules.</summary>
public static class Risks
{
    public static IEnumerable<Risk> Of(ReportArea area, IEnumerable<CourseStanding> standings)
    {
        foreach (var pupil in standings.GroupBy(s => s.Mark.Pupil))
        {
            var own = pupil.ToList();
            foreach (var failing in own.Where(s => s.Mark.NotAttested || s.Rank <= 2)) yield return Risk(RiskKinds.Failing, failing);
            foreach (var threatened in own.Where(s => !s.Standing && IsThreatened(area, s))) yield return Risk(RiskKinds.NotAttested, threatened);
            if (own.Exists(s => s.Mark.NotAttested || s.Rank <= 2)) continue;
            var ranked = own.Where(s => s.Rank is not null).ToList();
            if (ranked.Count < 2) continue;
            var (fours, threes) = (ranked.FindAll(s => s.Rank == 4), ranked.FindAll(s => s.Rank == 3));
            if (threes.Count == 1) yield return Risk(RiskKinds.OneThree, threes[0]);
            else if (threes.Count == 0 && fours.Count == 1) yield return Risk(RiskKinds.OneFour, fours[0]);
        }

        static Risk Risk(string kind, CourseStanding s) => new(kind, s.Mark, s.Standing, s.Average, s.Missed, s.Given, s.Grades, s.Needed);
    }

    /// <summary>By the rule of the term: the share of missed lessons, or too few grades, or both where the rule asks for both.</summary>
    private static bool IsThreatened(ReportArea area, CourseStanding s)
    {
        if (s.Mark.Course is not { } course || area.PeriodOf(course.Level) is not { Term: { } term } || area.School.Rules.Terms?.On(term.To)?.NotAttested is not { } rule) return false;
        var few = s.Grades < s.Needed;
        if (rule.Percent == 0) return rule.OnlyBelowMinimum && few && s.Grades == 0;
        var absent = s.Given > 0 && s.Missed * 100 >= rule.Percent * s.Given;
        return absent && (!rule.OnlyBelowMinimum || few);
    }

    /// <summary>What the average comes to by the thresholds of the course's system; null: the system has none, or no grade counts.</summary>
    public static int? RankOf(ReportArea area, ReportCourse course, int? average, DateOnly day)
    {
        if (average is not { } value || area.School.Rules.Grading?.Of(course.Card.Subject, course.Level, day)?.Thresholds is not { Count: > 0 } thresholds) return null;
        var symbol = thresholds.Where(t => value >= t.From).MaxBy(t => t.From)?.Symbol ?? thresholds.MinBy(t => t.From)!.Symbol;
        return area.School.Rules.RankOf(course, symbol, day);
    }

    /// <summary>Средневзвешенный балл: Σ(grade × weight) / Σ weight, by the weights of the day; a grade without a kind of work weighs 1.</summary>
    public static int? Average(ReportArea area, ReportCourse course, IEnumerable<(DateOnly Day, string Grade, string? WorkType)> grades)
    {
        const int Plain = 100;
        var (sum, weights) = (0L, 0L);
        foreach (var (day, grade, type) in grades)
        {
            if (area.School.Rules.HundredthsOf(course, grade, day) is not { } value) continue;
            var weight = type is null ? Plain : area.School.Rules.Journal?.On(day)?.WorkTypes.FirstOrDefault(w => w.Code == type)?.Weight ?? Plain;
            (sum, weights) = (sum + ((long)value * weight), weights + weight);
        }
        return weights == 0 ? null : (int)(((sum * 2) + weights) / (weights * 2));
    }
}
