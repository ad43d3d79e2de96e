using System.Globalization;
using ElJournal.Setup.Pages;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Setup.Grading;

/// <summary>Правила отметок за период и год as they stand in the form; the last lines are empty, for what is added.</summary>
public sealed record TermGradeDraft(
    string From, IReadOnlyList<MinimumRow> Minimums, string NotAttested, string Percent, bool OnlyBelow, string NotAttestedClause, string Exempt,
    IReadOnlyList<AnnualRow> Annuals, IReadOnlyList<FinalRow> Finals, string Ranks, IReadOnlyList<CorrectionReason> Reasons, string Act)
{
    /// <summary>Before the school has set any: what most schools have; act and clauses are still to be named.</summary>
    public static TermGradeDraft First(string from) => new(
        from, [new("quarter", "0", "3", ""), new("quarter", "2", "5", ""), new("trimester", "0", "3", ""), new("half_year", "0", "5", "")],
        "н/а", "50", true, "", "осв", [new("", "", "", "")],
        [new("9", "год 9 + экзамен 9", ""), new("11", "периоды 10 + год 10 + периоды 11 + год 11", "")], "5=5 4=4 3=3 2=2 1=2 н/а=2",
        [new("dynamics", "Учтена положительная динамика"), new("control", "Решающая контрольная работа"), new("retake", "Пересдача"), new("typo", "Опечатка")],
        "");

    public static TermGradeDraft Of(TermGradeRulesSet set, string from) => new(
        from, [.. set.Minimums.Select(m => new MinimumRow(m.TermKind, HourText.Of(m.Over), Number(m.Grades), m.Clause))],
        set.NotAttested.Symbol, Number(set.NotAttested.Percent), set.NotAttested.OnlyBelowMinimum, set.NotAttested.Clause, set.Exempt,
        [.. set.Annuals.Select(a => new AnnualRow(Notation.Of(a.Levels), a.UpTo == 0 ? "" : HourText.Of(a.UpTo), string.Join(' ', a.Ordinals), a.Clause))],
        [.. set.Finals.Select(f => new FinalRow(Number(f.Level), FinalNotation.Of(f.Parts), f.Clause))],
        string.Join(' ', set.Ranks.Select(r => $"{r.Symbol}={Number(r.Rank)}")), set.Reasons, set.Act);

    public static TermGradeDraft Read(IFormCollection form)
    {
        return new TermGradeDraft(
            form["from"].ToString(),
            [.. form["min-kind"].Select((kind, i) => new MinimumRow(kind ?? "", At("min-over", i), At("min-count", i), At("min-clause", i))).Where(m => m.Count.Length > 0)],
            One("na"), One("percent"), form["only-below"] == "true", One("na-clause"), One("exempt"),
            [.. form["annual-levels"].Select((levels, i) => new AnnualRow(levels?.Trim() ?? "", At("annual-hours", i), At("annual-terms", i), At("annual-clause", i)))
                .Where(a => a.Clause.Length + a.Levels.Length + a.Hours.Length + a.Ordinals.Length > 0)],
            [.. form["final-level"].Select((level, i) => new FinalRow(level?.Trim() ?? "", At("final-parts", i), At("final-clause", i))).Where(f => f.Level.Length + f.Parts.Length > 0)],
            One("ranks"),
            [.. form["reason"].Select((code, i) => new CorrectionReason(code ?? "", At("reason-name", i))).Where(r => r.Name.Length > 0)],
            One("act"));

        string One(string name) => form[name].ToString().Trim();
        string At(string name, int i) => form[name].ElementAtOrDefault(i)?.Trim() ?? "";
    }

    /// <summary>With as many empty lines as the page shows for adding.</summary>
    public TermGradeDraft WithEmpty() => this with
    {
        Minimums = [.. Minimums, new MinimumRow("quarter", "", "", "")],
        Annuals = [.. Annuals, new AnnualRow("", "", "", "")],
        Finals = [.. Finals, new FinalRow("", "", "")],
        Reasons = [.. Reasons, new CorrectionReason("", "")],
    };

    /// <summary>What is to be recorded; null with the text that cannot be read.</summary>
    public TermGradeRulesSet? Set(DateOnly from, out string? unread)
    {
        string? faulty = null;
        var set = new TermGradeRulesSet(
            from, [.. Minimums.Select(m => new GradeMinimum(m.Kind, Hours(m.Over), Whole(m.Count), m.Clause))],
            new NotAttestedRule(NotAttested, Whole(Percent), OnlyBelow, NotAttestedClause), Exempt,
            [.. Annuals.Select(a => new AnnualRule(Levels(a.Levels), Hours(a.Hours), Levels(a.Ordinals), a.Clause))],
            [.. Finals.Select(f => new FinalRule(Whole(f.Level), Parts(f.Parts), f.Clause))],
            RankList(), Coded(Reasons, r => r.Code, (r, code) => r with { Code = code }, "r"),
            Act);
        unread = faulty;
        return faulty is null ? set : null;

        int Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : Fault<int>(text);
        int Hours(string text) => HourText.Read(text) ?? Fault<int>(text);
        IReadOnlyList<int> Levels(string text) => Notation.Levels(text) ?? Fault<IReadOnlyList<int>>(text) ?? [];
        IReadOnlyList<FinalPart> Parts(string text) => FinalNotation.Read(text) ?? Fault<IReadOnlyList<FinalPart>>(text) ?? [];
        IReadOnlyList<GradeRank> RankList()
        {
            var ranks = new List<GradeRank>();
            foreach (var word in Ranks.Split([' ', ';'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (word.Split('=') is [{ Length: > 0 } symbol, var rank]) ranks.Add(new GradeRank(symbol, Whole(rank)));
                else Fault<int>(word);
            }
            return ranks;
        }
        T? Fault<T>(string text)
        {
            faulty ??= text.Length == 0 ? "—" : text;
            return default;
        }
    }

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);

    /// <summary>A new line gets a code that no other has: what is recorded refers to it for ever.</summary>
    private static List<T> Coded<T>(IReadOnlyList<T> rows, Func<T, string> code, Func<T, string, T> with, string prefix)
    {
        var taken = rows.Select(code).Where(c => c.Length > 0).ToHashSet();
        return [.. rows.Select(row =>
        {
            if (code(row).Length > 0) return row;
            var free = Enumerable.Range(1, taken.Count + 1).Select(n => $"{prefix}{n}").First(c => !taken.Contains(c));
            taken.Add(free);
            return with(row, free);
        })];
    }
}

/// <summary>Минимум отметок as typed.</summary>
public sealed record MinimumRow(string Kind, string Over, string Count, string Clause);

/// <summary>Из каких периодов годовая, as typed.</summary>
public sealed record AnnualRow(string Levels, string Hours, string Ordinals, string Clause);

/// <summary>Итоговая отметка as typed.</summary>
public sealed record FinalRow(string Level, string Parts, string Clause);

/// <summary>Parts of a final grade in one line: «год 9 + экзамен 9», «2×год 9 + экзамен 9».</summary>
internal static class FinalNotation
{
    private static readonly IReadOnlyList<(string Word, string Source)> Words =
    [
        ("периоды", FinalSources.Terms), ("год", FinalSources.Annual), ("экзамен", FinalSources.Exam),
        ("terms", FinalSources.Terms), ("year", FinalSources.Annual), ("exam", FinalSources.Exam),
    ];

    /// <summary>Null where a part is not understood.</summary>
    public static IReadOnlyList<FinalPart>? Read(string text)
    {
        var parts = new List<FinalPart>();
        foreach (var part in text.Split(['+', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var factor = part.Split(['×', '*', 'x'], 2, StringSplitOptions.TrimEntries);
            var words = factor[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var weight = 1;
            if ((factor.Length == 2 && !Whole(factor[0], out weight)) || words.Length != 2 || !Whole(words[1], out var level)
                || Words.FirstOrDefault(w => w.Word == words[0].ToLowerInvariant()).Source is not { } source) return null;
            parts.Add(new FinalPart(source, level, weight));
        }
        return parts;
    }

    public static string Of(IReadOnlyList<FinalPart> parts)
    {
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        return string.Join(" + ", parts.Select(p =>
            $"{(p.Weight == 1 ? "" : $"{p.Weight}×")}{(english ? Words.Last(w => w.Source == p.Source) : Words.First(w => w.Source == p.Source)).Word} {p.Level}"));
    }

    private static bool Whole(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
