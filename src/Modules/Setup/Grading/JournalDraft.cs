using System.Globalization;
using ElJournal.Setup.Pages;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Setup.Grading;

/// <summary>Правила записей as they stand in the form; the last lines are empty, for what is added.</summary>
/// <param name="Grades">Marks where no grading system says otherwise, in one line.</param>
/// <param name="Free">Minutes in which an author changes an entry without a reason.</param>
public sealed record JournalDraft(
    string From, string Grades, IReadOnlyList<AttendanceCode> Codes, IReadOnlyList<CorrectionReason> Reasons, string Free, IReadOnlyList<WorkRow> Works, string Act)
{
    /// <summary>Before the school has set any: what most schools have, the act still to be named.</summary>
    public static JournalDraft First(string from) => new(
        from, "5 4 3 2",
        [
            new("Н", "Не был, причина неизвестна", true, false), new("Б", "Болен", true, true),
            new("У", "Не был по уважительной причине", true, true), new("О", "Опоздал", false, false),
        ],
        [new("typo", "Опечатка"), new("retake", "Пересдача"), new("appeal", "Апелляция"), new("wrong_pupil", "Не тот ученик")],
        "15",
        [
            new("control", "К", "Контрольная работа", "3"), new("dictation", "Д", "Диктант", "2"), new("independent", "С", "Самостоятельная работа", "2"),
            new("laboratory", "Л", "Лабораторная работа", "2"), new("practical", "П", "Практическая работа", "1,5"), new("test", "Т", "Тест", "1,5"),
            new("project", "Пр", "Проект", "2"), new("composition", "Сч", "Сочинение", "2"), new("answer", "О", "Ответ на уроке", "1"),
            new("recitation", "Н", "Чтение наизусть", "1"), new("homework", "Дз", "Домашняя работа", "1"), new("notebook", "Тт", "Ведение тетради", "1"),
        ],
        "");

    public static JournalDraft Of(JournalRulesSet set, string from) => new(
        from, Notation.Of(set.Grades), set.Attendance, set.Reasons, set.FreeMinutes.ToString(CultureInfo.InvariantCulture),
        [.. set.WorkTypes.Select(w => new WorkRow(w.Code, w.Letter, w.Name, HourText.Of(w.Weight)))], set.Act);

    public static JournalDraft Read(IFormCollection form)
    {
        return new JournalDraft(
            form["from"].ToString(), form["grades"].ToString(),
            [.. form["letter"].Select((letter, i) => new AttendanceCode(
                letter?.Trim() ?? "", At("letter-name", i), At("missed", i) != "no", At("missed", i) == "excused")).Where(c => c.Letter.Length + c.Name.Length > 0)],
            [.. form["reason"].Select((code, i) => new CorrectionReason(code ?? "", At("reason-name", i))).Where(r => r.Name.Length > 0)],
            form["free"].ToString(),
            [.. form["work"].Select((code, i) => new WorkRow(code ?? "", At("work-letter", i), At("work-name", i), At("work-weight", i))).Where(w => w.Name.Length > 0)],
            form["act"].ToString());

        string At(string name, int i) => form[name].ElementAtOrDefault(i)?.Trim() ?? "";
    }

    /// <summary>With as many empty lines as the page shows for adding.</summary>
    public JournalDraft WithEmpty() => this with
    {
        Codes = [.. Codes, new AttendanceCode("", "", true, false)],
        Reasons = [.. Reasons, new CorrectionReason("", "")],
        Works = [.. Works, new WorkRow("", "", "", "1")],
    };

    /// <summary>What is to be recorded; null with the line that cannot be read.</summary>
    public JournalRulesSet? Set(DateOnly from, out string? unread)
    {
        var grades = Notation.Symbols(Grades);
        var free = int.TryParse(Free, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var minutes);
        unread = grades is null ? Grades : !free ? Free : Works.FirstOrDefault(w => HourText.Read(w.Weight) is null)?.Name;
        if (unread is not null) return null;
        return new JournalRulesSet(
            from, grades!, Codes, Coded(Reasons, r => r.Code, (r, code) => r with { Code = code }, "r"), minutes,
            [.. Coded(Works, w => w.Code, (w, code) => w with { Code = code }, "w").Select(w => new WorkType(w.Code, w.Letter, w.Name, HourText.Read(w.Weight)!.Value))],
            Act.Trim());
    }

    /// <summary>A new line gets a code that no other has: what is recorded refers to it for ever.</summary>
    internal static List<T> Coded<T>(IReadOnlyList<T> rows, Func<T, string> code, Func<T, string, T> with, string prefix)
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

/// <summary>Вид работы as typed.</summary>
/// <param name="Code">Empty in a new one.</param>
public sealed record WorkRow(string Code, string Letter, string Name, string Weight);
