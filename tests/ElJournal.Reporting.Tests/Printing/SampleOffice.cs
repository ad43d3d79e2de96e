using ElJournal.Accounting;
using ElJournal.Reporting.Printing;
using ElJournal.Reporting.Reading;
using ElJournal.Setup;

namespace ElJournal.Reporting.Tests.Printing;

/// <summary>What the forms outside a class are made of: as much of it as is asked for, namesakes and long names among it.</summary>
internal static class SampleOffice
{
    public static readonly PrintGround Ground = new(
        "МБОУ «Средняя общеобразовательная школа № 7» г. Заречного", new DateTimeOffset(2026, 5, 27, 14, 5, 0, TimeSpan.FromHours(3)),
        new(new("journal.school7.example/7/2025", 184_223, new string('a', 40) + new string('c', 24)), "journal.school7.example/7/2025\n184223\n"),
        TimeZoneInfo.CreateCustomTimeZone("school", TimeSpan.FromHours(3), "school", "school"));

    private static readonly string[] Subjects = ["Русский язык", "Иностранный язык (английский)", "Алгебра", "Основы безопасности и защиты Родины", "Физика"];

    /// <summary>The first two share a name; the third has sixty letters.</summary>
    private static readonly string[] Teachers =
        ["Иванова М. И.", "Иванова М. И.", "Константинопольская-Заречная Александрина-Виктория Святославна", "Соколова И. В.", "Миронов П. П."];

    private static readonly string[] Pupils =
        ["Абрамова Дарья", "Иванова Мария", "Иванова Мария", "Константинопольская-Заречная Александрина-Виктория Святославна", "Лебедев Илья", "Морозова Ксения", "Никитин Роман"];

    public static SubstitutionData Substitutions(int rows, bool day)
    {
        var all = Enumerable.Range(0, rows).Select(i => new SubstitutionRow(
            day ? new(2025, 11, 27) : new DateOnly(2025, 11, 1).AddDays(i % 28), (i % 7) + 1, i % 4 == 3 ? "8 «Б», группа 1" : $"{5 + (i % 7)} «Б»", i % 4 == 3, Subjects[i % 5],
            i % 9 == 8 ? null : Teachers[(i + 2) % 5], StaffId.From($"t{i % 5}"), Teachers[i % 5], Subjects[i % 6 == 5 ? (i + 1) % 5 : i % 5], i % 6 != 5, i % 8 == 7,
            i % 2 == 0 ? "болезнь" : "командировка", i % 8 == 7 ? 50 : 100)).OrderBy(r => r.Date).ThenBy(r => r.Slot).ToList();
        return new(
            new(2025, 11, 1), day ? new DateOnly(2025, 11, 27) : null, !day, Differs: rows > 60, "Объединённый урок оплачивается как 0,5 ч: Положение об оплате труда, п. 4.2", all,
            [.. all.GroupBy(r => r.Teacher).Select(g => new SubstitutionTotal(g.First().Name, g.Count(), g.Where(r => !r.IsGroup).Sum(r => r.Hours), g.Where(r => r.IsGroup).Sum(r => r.Hours)))]);
    }

    public static WorksData Works(int classes, int columns)
    {
        var rows = Enumerable.Range(0, classes).Select(c => new WorksClass($"{5 + (c / 4)}-е классы", $"{5 + (c / 4)} «{"АБВГ"[c % 4]}»",
        [
            .. Enumerable.Range(0, columns).Select(w => (IReadOnlyList<WorksCell>)[.. Enumerable.Range(0, ((c * 3) + w) % 4 == 1 ? 2 : ((c * 3) + w) % 4 == 2 ? 1 : 0).Select(n => new WorksCell(
                Subjects[(c + w + n) % 5], n == 0 ? "К, школьный" : "ВПР, федеральный", $"{1 + ((w * 5) % 28):00}.10, {1 + n} ур.{(n == 1 ? ", группа 2" : "")}", Teachers[(c + n) % 5], (c + w) % 7 == 1, w % 5 != 4))]),
        ])).ToList();
        var works = rows.Sum(r => r.Cells.Sum(c => c.Count));
        return new(
            "2025/2026", columns > 15 ? "Октябрь 2025" : "1-я четверть", "", "?period=q1",
            [.. Enumerable.Range(0, columns).Select(w => columns > 15 ? new WorksColumn($"{1 + w:00}.10", "пн") : new WorksColumn($"{1 + w:00}–{6 + w:00}.10", ""))], rows,
            ["К – письменная контрольная", "Т – тест", "ВПР – ВПР"],
            classes == 0 ? [] : [new("Приказ № 31-у от 01.09.2025", "на 01.09.2025 – 30.12.2025"), new("Приказ № 90-у от 12.01.2026", "на 12.01.2026 – 26.05.2026")], works, works,
            "Действуют с 01.09.2025. Положение о контрольных работах.",
            [
                new("не больше 1 работы в день у класса", "Письмо СК-228/03, 01-169/08-01, п. 3", 3, 1), new("не меньше 17 дней между работами по предмету", "Письмо СК-228/03, п. 2", 0, 0),
                new("не больше 10 % уроков предмета за год", "Приказ № 704, п. 5", 1, 0),
            ],
            [.. Enumerable.Range(0, classes).Select(i => new WorksDeviation($"{5 + (i / 4)} «Б», {Subjects[i % 5]}, 0{1 + (i % 9)}.10.2025", "не больше 1 работы в день у класса: с этой работой 2", i % 2 == 0))],
            [.. Enumerable.Range(0, classes * 2).Select(i => new WorksChange("12.10.2025", "Приказ № 44-у", $"8 «Б», {Subjects[i % 5]}", "перенесена с 13.10.2025 на 20.10.2025"))]);
    }

    public static RemarksData Remarks(int rows) => new(rows != 1,
    [
        .. Enumerable.Range(0, rows).Select(i => new RemarkData(
            new DateOnly(2025, 9, 20).AddDays(i), Subjects[i % 5], i % 3 == 2 ? "страница в целом" : $"27 ноября, {1 + (i % 7)}-й урок{(i % 5 == 0 ? " · " + Pupils[i % 7] : "")}", Teachers[i % 5],
            i % 4 == 3 ? "Иное замечание" : "Нет темы урока", i % 4 == 3 ? "Записать темы трёх уроков так, как они стоят в рабочей программе, и указать вид работы" : null, Teachers[(i + 3) % 5],
            new DateOnly(2025, 9, 27).AddDays(i), i % 3 == 0 ? "Исправлено 25.09.2025" : i % 3 == 1 ? "Снято 28.09.2025" : "", i % 3 == 1 ? "Темы записаны, замечание больше не нужно" : null,
            i % 3 == 1 ? "Исправлено на следующий день" : null, i % 3 == 2)),
    ]);

    public static EmergencyData Emergency(int lessons, int pupils, bool longNames) => new(new(2025, 11, 27), lessons == 0 ? "8 «Б»" : null,
    [
        .. Enumerable.Range(0, lessons).Select(l => new EmergencyLesson(
            CourseId.From($"c{l}"), l + 1, "8 «Б»", Subjects[l % 5], l == 4 ? null : Teachers[l % 5], l % 2 == 0 ? "Квадратный корень из произведения и дроби. Самостоятельная работа" : null,
            [.. Enumerable.Range(0, pupils).Select(p => Pupils[p % 7] is var name && (longNames || name.Length < 40) ? name : "Константинов Глеб")])),
    ]);

    /// <param name="isProven">With the codes of its last record.</param>
    public static AnswerData Answer(int steps, bool isProven = false) => new(Pupils[3], "8 «Б»", Subjects[1], new LessonId(CourseId.From("c1"), new(2025, 11, 27), 2), steps == 0 ? "" : "4",
    [
        .. Enumerable.Range(0, steps).Select(i => new AnswerStep(
            new DateTimeOffset(2025, 11, 27, 6, 30, 5, TimeSpan.Zero).AddHours(i), i == 0 ? "Отметка. Записано: «3»" : $"Отметка. Исправлено: было «{3 + (i % 2)}», стало «{3 + ((i + 1) % 2)}»",
            Teachers[i % 5] + ", учитель, браузер", i % 4 == 3 ? Teachers[0] : null, i % 4 == 2 ? new DateTimeOffset(2025, 11, 27, 6, 29, 58, TimeSpan.Zero) : null,
            i == 0 ? null : "Опечатка при вводе", i == 0 ? null : "Отметка поставлена не тому обучающемуся: однофамилица",
            i % 3 == 1 ? new AnswerPermit("Захарова Н. Н.", new DateTimeOffset(2025, 11, 27, 7, 0, 0, TimeSpan.Zero), "Прошу открыть запись за 27 ноября", "Служебная записка № 14 от 27.11.2025") : null)),
    ],
    isProven ? Proof : null);

    /// <summary>As long as of a whole year.</summary>
    private static readonly AnswerProof Proof = new(
        """{"actor":"sample-teacher","at":"2025-11-27T06:30:05.000000Z","data":{"grade":"4","lesson":"c1/2025-11-27/2","pupil":"p-4"},"id":"0199b2f0-0000-7000-8000-000000000001","seq":412345,"stream":"lesson/c1/2025-11-27/2"}""",
        $"c2sp.org/tlog-proof@v1\nindex 412344\n{string.Concat(Enumerable.Range(0, 20).Select(i => new string((char)('A' + i), 43) + "=\n"))}\nschool/2025-2026\n608947\n{new string('R', 43)}=\n\n— school/2025-2026 {new string('S', 92)}\n");

    /// <summary>R1 as it is widest, or R3 with its rows.</summary>
    public static Report Report(string kind, int rows) => kind == ReportKinds.Results
        ? new(kind, "1-я четверть · 2025/26", "class-subject", ["class-subject", "class"], ["formula.regulation", "formula.success", "formula.quality", "formula.learning", "formula.average", "formula.who"],
            new("figures",
                [
                    new("class"), new("subject"), new("pupils", true), new("n", true), new("n5", true), new("n4", true), new("n3", true), new("n2", true), new("na", true), new("exempt", true),
                    new("without", true), new("regulation", true), new("success", true), new("quality", true), new("learning", true), new("average", true),
                ],
                [
                    .. Enumerable.Range(0, rows).Select(i => (IReadOnlyList<Cell>)[new($"{5 + (i % 7)} «Б»"), new(Subjects[i % 5]), .. Figures(i)]),
                    .. rows > 1 ? [(IReadOnlyList<Cell>)[new("Всего"), new(""), .. Figures(9)]] : Array.Empty<IReadOnlyList<Cell>>(),
                ]), null, null)
        : new(kind, "01.09.2025–24.10.2025", "pupil", ["class", "pupil"], ["missed.what", "missed.cause", "missed.good"],
            new("figures", [new("pupil"), new("missed", true), new("people", true), new("excused", true), new("unexcused", true), new("good", true), new("good-share", true)],
                [.. Enumerable.Range(0, rows).Select(i => (IReadOnlyList<Cell>)[new(Pupils[i % 7]), Cell.Of(i), Cell.Of(1), Cell.Of(i / 2), Cell.Of(i - (i / 2), tone: "warn"), Cell.Of(i / 3), new("33,3 %", 33.3m)])]),
            new("missed", [new("date"), new("slot", true), new("class"), new("pupil"), new("subject"), new("topic"), new("cause"), new("made-good")],
                [.. Enumerable.Range(0, rows * 2).Select(i => (IReadOnlyList<Cell>)
                    [new("27.09.2025"), Cell.Of(i % 7), new("8 «Б»"), new(Pupils[i % 7]), new(Subjects[i % 5]), new("Правописание суффиксов причастий настоящего времени, повторение и обобщение изученного"), new("Болезнь", Tone: "bad"), new("отметка 4, 03.10.2025")])]), null);

    private static IEnumerable<Cell> Figures(int i) =>
        [Cell.Of(28), Cell.Of(27), Cell.Of(i % 9), Cell.Of(10), Cell.Of(8), Cell.Of(i % 3, tone: i % 3 > 0 ? "bad" : null), Cell.Of(1), Cell.Of(0), Cell.Of(1), new("92,9 %", 92.9m), new("96,3 %", 96.3m), new("66,7 %", 66.7m), new("64,1 %", 64.1m), new("4,05", 4.05m)];
}
