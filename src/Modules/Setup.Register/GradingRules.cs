namespace ElJournal.Setup.Register;

/// <summary>Системы оценивания: all versions, oldest first.</summary>
public sealed record GradingRules(string Id, IReadOnlyList<GradingSet> Versions)
{
    public static GradingRules Create(GradingSet e) => new(Streams.Grading, [e]);

    public static GradingRules Apply(GradingSet e, GradingRules rules) =>
        rules with { Versions = [.. rules.Versions.Where(v => v.From != e.From).Append(e).OrderBy(v => v.From)] };

    /// <summary>The set in force on a date; null before the first.</summary>
    public GradingSet? On(DateOnly date) => Versions.LastOrDefault(v => v.From <= date);

    /// <summary>By which system a course is graded on a date; null where the set says nothing of it.</summary>
    public GradingSystem? Of(SubjectId subject, int level, DateOnly date)
    {
        if (On(date) is not { } set) return null;
        // An exception holds wherever it stands: who names the subject goes before who names the level, and that before the rule for all.
        var use = set.Uses.Where(u => (u.Levels.Count == 0 || u.Levels.Contains(level)) && (u.Subjects.Count == 0 || u.Subjects.Contains(subject)))
            .OrderBy(u => u.Subjects.Count == 0).ThenBy(u => u.Levels.Count == 0).FirstOrDefault();
        return use is null ? null : set.Systems.FirstOrDefault(s => s.Code == use.System);
    }

    /// <summary>The journal's rules with the marks of a course's own system in place of the general ones.</summary>
    /// <param name="grading">Null: the school has set no systems.</param>
    /// <returns>Null where there are no rules.</returns>
    public static JournalRulesSet? Entry(JournalRulesSet? rules, GradingRules? grading, SubjectId subject, int level, DateOnly date)
    {
        if (rules is null || grading?.Of(subject, level, date) is not { } system) return rules;
        var specials = grading.On(date)!.Specials.Where(m => m.InLesson && rules.Attendance.All(a => !a.Letter.Equals(m.Symbol, StringComparison.OrdinalIgnoreCase)));
        // Безотметочное обучение takes nothing at all, nor a special mark.
        return rules with { Grades = system.Symbols.Count == 0 ? [] : [.. system.Symbols, .. specials.Select(m => new GradeSymbol(m.Symbol, null))] };
    }
}
