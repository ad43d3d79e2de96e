using ElJournal.Access;
using ElJournal.Access.Rules;
using ElJournal.Setup;

namespace ElJournal.Sample.Setting;

/// <summary>Локальные акты of a sample: what may be entered, how it is graded, and what terms come to.</summary>
public static class SampleRules
{
    /// <summary>The days of grace are many: whoever tries the sample is asked for no second step.</summary>
    public static AccessRulesSet Access(DateOnly from) =>
        AccessRules.BeforeOwn with { From = from, GraceDays = 3650, Act = "Положение об электронном журнале (образец), п. 18" };

    public static JournalRulesSet Rules(DateOnly from) => new(
        from,
        [new("5", 500), new("4", 400), new("3", 300), new("2", 200), new("1", 100)],
        [
            new("Н", "Не был, причина неизвестна", true, false), new("Б", "Болен", true, true),
            new("У", "Не был по уважительной причине", true, true), new("О", "Опоздал", false, false),
        ],
        [new("typo", "Опечатка"), new("retake", "Пересдача"), new("appeal", "Апелляция"), new("wrong_pupil", "Не тот ученик")],
        0,
        [
            new("control", "К", "Контрольная работа", 200), new("independent", "С", "Самостоятельная работа", 150),
            new("test", "Т", "Тест", 120), new("answer", "О", "Ответ на уроке", 100), new("homework", "Д", "Домашняя работа", 100),
        ],
        "Регламент ведения журнала, п. 4.2");

    /// <summary>What stands in a lesson stays with the journal's own scale; here are the thresholds and the marks of a term.</summary>
    public static GradingSet Systems(DateOnly from) => new(
        from,
        [new GradingSystem(
            "five", "Пятибалльная", Rules(from).Grades, [new("5", 450), new("4", 350), new("3", 250), new("2", 0)], Roundings.Mean,
            "Положение о текущем контроле, п. 3.2")],
        [new GradingUse([], [], "five", "Положение о текущем контроле, п. 3.1")],
        [new("н/а", "Не аттестован", false), new("осв", "Освобождён", false), new("зач", "Зачтено", false)], [], "Положение о текущем контроле");

    public static TermGradeRulesSet TermGrades(DateOnly from) => new(
        from, [new("quarter", 0, 3, "п. 3.4"), new("quarter", 200, 5, "п. 3.4"), new("half_year", 0, 5, "п. 3.4")],
        new NotAttestedRule("н/а", 50, true, "п. 3.5"), "осв", [new AnnualRule([], 0, [], "п. 4.1")],
        [
            new FinalRule(9, [new(FinalSources.Annual, 9, 1), new(FinalSources.Exam, 9, 1)], "п. 4.3"),
            new FinalRule(11, [new(FinalSources.Terms, 10, 1), new(FinalSources.Annual, 10, 1), new(FinalSources.Terms, 11, 1), new(FinalSources.Annual, 11, 1)], "п. 4.4"),
        ],
        [new("5", 5), new("4", 4), new("3", 3), new("2", 2), new("1", 2), new("н/а", 2)],
        [new("dynamics", "Учтена положительная динамика"), new("control", "Решающая контрольная работа"), new("retake", "Пересдача"), new("typo", "Опечатка")],
        "Положение о текущем контроле и промежуточной аттестации");

    public static MarkingRulesSet Marking(DateOnly from) => new(from, 14, AbsentGrades.Refuse, "Регламент ведения журнала, п. 4.5");
}
