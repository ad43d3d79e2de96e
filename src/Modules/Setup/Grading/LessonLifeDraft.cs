using Microsoft.AspNetCore.Http;

namespace ElJournal.Setup.Grading;

/// <summary>Правила проведения уроков as they stand in the form.</summary>
public sealed record LessonLifeDraft(string From, IReadOnlyList<LessonReason> NotHeld, IReadOnlyList<ExtraLessonKind> Extra, string Act) : IRulesDraft
{
    /// <summary>What most schools have; the act is the school's own.</summary>
    public static LessonLifeSet Usual(DateOnly from, string act) => new(
        from,
        [
            new("teacher_absent", "Некому вести: педагог болен"), new("class_absent", "Класс отсутствовал"), new("event", "Общешкольное мероприятие"),
            new("quarantine", "Карантин"), new("emergency", "Чрезвычайная ситуация"),
        ],
        [
            new("consultation", "Консультация", true), new("makeup", "Восполнение пропущенного урока", true), new("exam", "Репетиционный экзамен", false),
            new("replacing", "Урок вместо отменённого", false),
        ],
        act);

    public static LessonLifeDraft Of(LessonLifeSet set, string from) => new(from, set.NotHeld, set.Extra, set.Act);

    public static LessonLifeDraft Read(IFormCollection form)
    {
        return new LessonLifeDraft(
            form["from"].ToString(),
            [.. form["reason"].Select((code, i) => new LessonReason(code ?? "", At("reason-name", i))).Where(r => r.Name.Length > 0)],
            [.. form["kind"].Select((code, i) => new ExtraLessonKind(code ?? "", At("kind-name", i), At("by", i) == "teacher")).Where(k => k.Name.Length > 0)],
            form["act"].ToString());

        string At(string name, int i) => form[name].ElementAtOrDefault(i)?.Trim() ?? "";
    }

    /// <summary>With an empty line for adding to each list.</summary>
    public LessonLifeDraft WithEmpty() => this with { NotHeld = [.. NotHeld, new("", "")], Extra = [.. Extra, new("", "", false)] };

    public LessonLifeSet Set(DateOnly from) => new(
        from, JournalDraft.Coded(NotHeld, r => r.Code, (r, code) => r with { Code = code }, "n"), JournalDraft.Coded(Extra, k => k.Code, (k, code) => k with { Code = code }, "e"), Act.Trim());
}
