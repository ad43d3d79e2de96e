using ElJournal.Accounting;
using ElJournal.Forms;
using ElJournal.Reporting.Printing.Forms;
using ElJournal.Reporting.Reading;
using ElJournal.Setup;

namespace ElJournal.Reporting.Printing.SchoolTemplates;

/// <summary>Samples of the forms that do not belong to a class journal: a little of everything with a full class, nothing with a bare one.</summary>
internal static class OfficeSamples
{
    private static readonly DateOnly Day = new(2025, 11, 27);

    public static IEnumerable<FormPart> Extracts(ClassData d) => ((TermId[])[d.Book.Terms[0].Id, YearPages.Annual]).Select(term => ExtractForm.Of(d, term,
        [.. d.Pupils.Select((p, i) => ExtractForm.Sheet(d, term, p.Pupil, [new(p.Pupil, d.Book.Courses[0].Course, Day, "Повторить § 12")])! with { Number = $"{i + 1}", Issued = "28.05.2026" })]));

    public static IEnumerable<FormPart> Remarks(ClassData d) => [RemarksForm.Of(IsBare(d) ? null : new RemarksData(true,
        [new(Day, "Русский язык", "27 ноября, 2-й урок", "Соколова И. В.", "Нет темы урока", "Запишите тему", "Захарова Н. Н.", Day.AddDays(5), "Исправлено 28.11.2025", "Тема записана", "Исправлено", false)]))];

    public static IEnumerable<FormPart> Reports(ClassData d) => [ReportForm.Of(
        new Report(
            ReportKinds.Missed, "01.09.2025–24.10.2025", "class", ["class"], ["missed.what"],
            new Sheet("figures", [new("class"), new("missed", true)], IsBare(d) ? [] : [[new Cell("8 «А»"), Cell.Of(12)], [new Cell("Всего"), Cell.Of(12)]]),
            new Sheet("missed", [new("date"), new("pupil"), new("topic")], IsBare(d) ? [] : [[new Cell("27.11.2025"), new Cell("Иванова Мария"), new Cell("Тема урока")]]), null),
        "Класс: 8 «А»", Ground(d))];

    public static IEnumerable<FormPart> Substitutions(ClassData d)
    {
        SubstitutionRow[] rows = IsBare(d) ? [] :
        [
            new(Day, 2, "8 «А»", false, "Русский язык", "Соколова И. В.", StaffId.From("sample-1"), "Петрова А. А.", "Русский язык", true, false, "болезнь", 100),
            new(Day, 3, "8 «А», группа 1", true, "Иностранный язык (английский)", null, StaffId.From("sample-2"), "Миронов П. П.", "Физика", false, true, "командировка", 50),
        ];
        return [SubstitutionForm.Of(
            new SubstitutionData(new(2025, 11, 1), null, true, false, "Положение об оплате труда, п. 4.2", rows,
                [.. rows.Select(r => new SubstitutionTotal(r.Name, 1, r.IsGroup ? 0 : r.Hours, r.IsGroup ? r.Hours : 0))]), Ground(d))];
    }

    public static IEnumerable<FormPart> Works(ClassData d) => [WorksForm.Of(
        IsBare(d)
            ? new WorksData("2025/2026", "1-я четверть", "", "", [], [], [], [], 0, 0, null, [], [], [])
            : new WorksData(
                "2025/2026", "1-я четверть", "8 «А»", "", [new("06–11.10", "")],
                [new("8-е классы", "8 «А»", [[new WorksCell("Русский язык", "К, школьный", "08.10, 2 ур.", "Соколова И. В.", true, true)]])], ["К – письменная контрольная"],
                [new("Приказ № 31-у от 01.09.2025", "на 01.09.2025 – 30.12.2025")], 1, 1, "Действуют с 01.09.2025. Положение о контрольных работах.",
                [new("не больше 1 работы в день у класса", "Положение, п. 3", 1, 1)], [new("8 «А», Русский язык, 08.10.2025", "не больше 1 работы в день", false)],
                [new("12.10.2025", "Приказ № 44-у", "8 «А», Русский язык", "перенесена на 20.10.2025")]),
        Ground(d))];

    public static IEnumerable<FormPart> Emergency(ClassData d) => [LessonForms.Emergency(
        new EmergencyData(Day, IsBare(d) ? "8 «А»" : null, IsBare(d) ? [] : [new(CourseId.From("1"), 2, "8 «А»", "Русский язык", "Соколова И. В.", "Тема урока", [.. d.Pupils.Select(p => p.Name)])]), Ground(d))];

    public static IEnumerable<FormPart> Answer(ClassData d) => [LessonForms.Answer(
        new AnswerData("Иванова Мария", "8 «А»", "Русский язык", new LessonId(CourseId.From("1"), Day, 2), IsBare(d) ? "" : "4", IsBare(d) ? [] :
        [
            new(new(2025, 11, 27, 6, 30, 5, TimeSpan.Zero), "Отметка. Записано: «3»", "Соколова И. В., учитель, браузер", null, null, null, null, null),
            new(new(2025, 11, 28, 6, 30, 5, TimeSpan.Zero), "Отметка. Исправлено: было «3», стало «4»", "Соколова И. В., учитель, браузер", "Петрова А. А.", new(2025, 11, 28, 6, 29, 0, TimeSpan.Zero),
                "Опечатка при вводе", "Отметка другого обучающегося", new AnswerPermit("Захарова Н. Н.", new(2025, 11, 28, 6, 0, 0, TimeSpan.Zero), "Прошу открыть запись", "Служебная записка № 14")),
        ]), Ground(d))];

    private static bool IsBare(ClassData data) => data.Pupils.Count == 0;

    private static PrintGround Ground(ClassData data) => new(data.SchoolName, data.Book.Made, data.Book.Seal, TimeZoneInfo.Utc);
}
