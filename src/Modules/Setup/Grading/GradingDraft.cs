using Microsoft.AspNetCore.Http;

namespace ElJournal.Setup.Grading;

/// <summary>Системы оценивания as they stand in the form; the last lines are empty, for what is added.</summary>
public sealed record GradingDraft(
    string From, IReadOnlyList<SystemRow> Systems, IReadOnlyList<UseRow> Uses, IReadOnlyList<SpecialRow> Specials, IReadOnlyList<WorkCategory> Works, string Act)
{
    /// <summary>Before the school has set any: what most schools have, its clauses still to be named.</summary>
    public static GradingDraft First(string from) => new(
        from,
        [
            new("five", "Пятибалльная", "5 4 3 2", "5=4,5 4=3,5 3=2,5", Roundings.Mean, ""),
            new("pass", "Зачётная", "зач незач", "", Roundings.None, ""),
            new("none", "Безотметочное обучение", "", "", Roundings.None, ""),
        ],
        [new("1", [], "none", ""), new("2–11", [], "five", "")],
        [new("н/а", "Не аттестован", false), new("осв.", "Освобождён", false), new("зач.", "Зачтено", false)],
        [], "");

    public static GradingDraft Of(GradingSet set, string from) => new(
        from,
        [.. set.Systems.Select(s => new SystemRow(s.Code, s.Name, Notation.Of(s.Symbols), Notation.Of(s.Thresholds), s.Rounding, s.Clause))],
        [.. set.Uses.Select(u => new UseRow(Notation.Of(u.Levels), [.. u.Subjects.Select(s => s.Value)], u.System, u.Clause))],
        [.. set.Specials.Select(m => new SpecialRow(m.Symbol, m.Name, m.InLesson))], set.Works, set.Act);

    public static GradingDraft Read(IFormCollection form)
    {
        return new GradingDraft(
            form["from"].ToString(),
            [.. form["code"].Select((code, i) => new SystemRow(code ?? "", At("name", i), At("symbols", i), At("thresholds", i), At("rounding", i), At("clause", i))).Where(s => !s.IsEmpty)],
            [.. form["levels"].Select((levels, i) => new UseRow(levels ?? "", SubjectsOf($"{i}:"), At("use-system", i), At("use-clause", i))).Where(u => u.System.Length > 0)],
            [.. form["mark"].Select((mark, i) => new SpecialRow(mark?.Trim() ?? "", At("mark-name", i), form["mark-lesson"].Contains($"{i}"))).Where(m => m.Symbol.Length + m.Name.Length > 0)],
            [.. form["work"].Select((work, i) => new WorkCategory(work ?? "", At("category", i)))], form["act"].ToString());

        string At(string name, int i) => form[name].ElementAtOrDefault(i)?.Trim() ?? "";

        IReadOnlyList<string> SubjectsOf(string prefix) =>
            [.. form["use-subject"].OfType<string>().Where(s => s.StartsWith(prefix, StringComparison.Ordinal)).Select(s => s[prefix.Length..])];
    }

    /// <summary>With as many empty lines as the page shows for adding.</summary>
    public GradingDraft WithEmpty() => this with
    {
        Systems = [.. Systems, SystemRow.Empty],
        Uses = [.. Uses, UseRow.Empty],
        Specials = [.. Specials, new SpecialRow("", "", false)],
    };

    /// <summary>What is to be recorded; null with the line that cannot be read.</summary>
    public GradingSet? Set(DateOnly from, out string? unread)
    {
        unread = Systems.FirstOrDefault(s => Notation.Symbols(s.Symbols) is null || Notation.Thresholds(s.Thresholds) is null)?.Name
            ?? Uses.FirstOrDefault(u => Notation.Levels(u.Levels) is null)?.Levels;
        if (unread is not null) return null;
        var codes = Systems.Select(s => s.Code).Where(c => c.Length > 0).ToHashSet();
        return new GradingSet(
            from,
            [.. Systems.Select(s => new GradingSystem(
                s.Code.Length > 0 ? s.Code : New(codes), s.Name, Notation.Symbols(s.Symbols)!, Notation.Thresholds(s.Thresholds)!, s.Rounding, s.Clause))],
            [.. Uses.Select(u => new GradingUse(Notation.Levels(u.Levels)!, [.. u.Subjects.Select(id => new SubjectId(id))], u.System, u.Clause))],
            [.. Specials.Select(m => new SpecialMark(m.Symbol, m.Name, m.InLesson))], Works, Act.Trim());
    }

    /// <summary>A code that no other system has.</summary>
    private static string New(HashSet<string> codes)
    {
        var number = Enumerable.Range(1, codes.Count + 1).First(n => !codes.Contains($"s{n}"));
        codes.Add($"s{number}");
        return $"s{number}";
    }
}

/// <summary>A system as typed.</summary>
/// <param name="Code">Empty in a new one.</param>
public sealed record SystemRow(string Code, string Name, string Symbols, string Thresholds, string Rounding, string Clause)
{
    public static readonly SystemRow Empty = new("", "", "", "", Roundings.Mean, "");

    public bool IsEmpty => Name.Length + Symbols.Length + Thresholds.Length + Clause.Length == 0;
}

/// <summary>Where a system is used, as typed; without a system the line is nothing.</summary>
public sealed record UseRow(string Levels, IReadOnlyList<string> Subjects, string System, string Clause)
{
    public static readonly UseRow Empty = new("", [], "", "");
}

/// <summary>A special mark as typed.</summary>
public sealed record SpecialRow(string Symbol, string Name, bool InLesson);
