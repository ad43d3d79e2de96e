using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Setup.Grading;

/// <summary>Порядок учёта документов об отсутствии as it stands in the form.</summary>
/// <param name="Days">As typed.</param>
public sealed record AbsenceDraft(string From, IReadOnlyList<AbsenceKind> Kinds, IReadOnlyList<string> Explained, string Days, string Act) : IRulesDraft
{
    /// <summary>What most schools have; the act is the school's own.</summary>
    /// <param name="codes">Codes of attendance of the school.</param>
    public static AbsenceRulesSet Usual(DateOnly from, IReadOnlyList<AttendanceCode> codes, string act)
    {
        var excused = codes.Where(c => c is { Missed: true, Excused: true }).Select(c => c.Letter).ToList();
        var (ill, other) = (excused.FirstOrDefault() ?? "", excused.Skip(1).FirstOrDefault() ?? excused.FirstOrDefault() ?? "");
        return new AbsenceRulesSet(
            from,
            [
                new("medical", "Медицинская справка", ill), new("parents", "Заявление родителей", other),
                new("order", "Приказ по школе", other), new("call", "Вызов на олимпиаду или соревнования", other),
            ],
            [.. codes.Where(c => c is { Missed: true, Excused: false }).Select(c => c.Letter).Take(1)], 10, act);
    }

    public static AbsenceDraft Of(AbsenceRulesSet set, string from) => new(from, set.Kinds, set.Explained, set.AttachDays.ToString(CultureInfo.InvariantCulture), set.Act);

    public static AbsenceDraft Read(IFormCollection form)
    {
        return new AbsenceDraft(
            form["from"].ToString(),
            [.. form["kind"].Select((code, i) => new AbsenceKind(code ?? "", At("kind-name", i), At("letter", i))).Where(k => k.Name.Length > 0)],
            [.. form["explained"].OfType<string>()], form["days"].ToString().Trim(), form["act"].ToString());

        string At(string name, int i) => form[name].ElementAtOrDefault(i)?.Trim() ?? "";
    }

    /// <summary>With an empty line for adding.</summary>
    public AbsenceDraft WithEmpty() => this with { Kinds = [.. Kinds, new("", "", "")] };

    /// <summary>Days that are no number are no days at all: the rules refuse them by name.</summary>
    public AbsenceRulesSet Set(DateOnly from) => new(
        from, JournalDraft.Coded(Kinds, k => k.Code, (k, code) => k with { Code = code }, "d"), Explained,
        int.TryParse(Days, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : -1, Act.Trim());
}
