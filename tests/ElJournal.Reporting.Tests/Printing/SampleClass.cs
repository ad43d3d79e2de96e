using ElJournal.Accounting;
using ElJournal.Reporting.Printing;
using ElJournal.Reporting.Printing.Forms;
using ElJournal.Setup;
using ElJournal.Setup.Register;

namespace ElJournal.Reporting.Tests.Printing;

/// <summary>A class such as the forms are made for, or the worst of it.</summary>
internal static class SampleClass
{
    private static readonly string[] Subjects =
    [
        "Русский язык", "Литература", "Иностранный язык (английский)", "Алгебра", "Геометрия", "Вероятность и статистика", "Информатика", "История", "Обществознание", "География",
        "Физика", "Химия", "Биология", "Музыка", "Труд (технология)", "Физическая культура", "Основы безопасности и защиты Родины",
    ];

    private static readonly string[] Names =
    [
        "Абрамова Дарья", "Белов Кирилл", "Васильева Анна", "Григорьев Тимофей", "Дмитриева Полина", "Егоров Матвей", "Жукова Вероника", "Зайцев Артём", "Иванова Мария", "Иванова Мария",
        "Константинопольская-Заречная Александрина-Виктория Святославовна", "Лебедев Илья", "Морозова Ксения",
    ];

    private static readonly Term[] Quarters =
    [
        new(new("q1"), "quarter", 1, new(2025, 9, 1), new(2025, 10, 24)), new(new("q2"), "quarter", 2, new(2025, 11, 3), new(2025, 12, 30)),
        new(new("q3"), "quarter", 3, new(2026, 1, 12), new(2026, 3, 27)), new(new("q4"), "quarter", 4, new(2026, 4, 6), new(2026, 5, 26)),
    ];

    public static ClassData Of(int pupils, int lessons, int subjects = 17)
    {
        var courses = Subjects.Take(subjects).Select((s, i) => new CourseBook(CourseId.From($"c{i}"), s, null, "8 «Б»", Layers.Core)).ToList();
        var people = Enumerable.Range(0, pupils).Select(p => (Id: PupilId.From($"p{p:00}"), Name: Names[p % Names.Length] + (p < Names.Length ? "" : $" {p}"))).ToList();
        var book = new ClassBook(ClassId.From("8b"), "8 «Б»", 8, "2025/2026", "МБОУ «Средняя общеобразовательная школа № 7» г. Заречного", courses, Quarters, true)
        {
            Made = new DateTimeOffset(2026, 5, 27, 14, 5, 0, TimeSpan.FromHours(3)),
            Seal = new(new("journal.school7.example/7/2025", 184_223, new string('a', 40) + new string('c', 24)),
                "journal.school7.example/7/2025\n184223\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— journal.school7.example/7/2025 Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"),
            Pupils = [.. people.Select(p => new Enrolment(p.Id, new(2025, 9, 1), p.Id.Value == "p03" ? new DateOnly(2026, 2, 10) : null, p.Id.Value == "p03" ? "14-у" : null))],
        };
        var pages = courses.Select((c, i) => (c.Course, Pages: (IReadOnlyList<PageData>)[.. Quarters.Select(q => Page(c, q, people, lessons, i))])).ToDictionary(p => p.Course, p => p.Pages);
        return new(book, "Соколова И. В.", pages, pupils == 0 ? [] : [.. Quarters.Select(q => (q.Id, $"{q.Ordinal} четверть")).Append((YearPages.Annual, "год")).Select(t => Statement(t.Item1, t.Item2, courses, people))]);
    }

    private static PageData Page(CourseBook course, Term term, IReadOnlyList<(PupilId Id, string Name)> people, int lessons, int seed)
    {
        var held = Enumerable.Range(0, lessons).Select(l => new LessonData(
            term.From.AddDays(l * 2 % 50), (l % 6) + 1, l % 7 == 3 ? "К" : null, $"{course.Subject}: тема урока {l + 1}, повторение и обобщение изученного", $"§ {l + 1}, № {300 + l}, {301 + l} (а, б)",
            l % 11 == 5 ? "замена: Петров П. П." : null)).OrderBy(l => l.Date).ToList();
        var rows = people.Select((p, n) =>
        {
            var letters = held.Select((_, l) => ((n * 5) + (l * 7) + seed) % 23 == 0 ? "Н" : ((n * 3) + l + seed) % 41 == 0 ? "Б" : null).ToList();
            var cells = held.Select((_, l) => letters[l] ?? (((n * 7) + (l * 3) + seed) % 5 == 0 ? $"{3 + ((n + l) % 3)}" : ((n + l) % 37 == 0 ? "5/4" : ""))).ToList();
            return new RowData(p.Id, p.Name, n == 3 ? "выбыл 10.02.2026, 14-у" : null, cells, letters, $"{3 + (n % 3)}") { From = new(2025, 9, 1), Average = "4,12" };
        }).ToList();
        return new(
            course.Course, term.Id, course.Called, course.Subject, "Соколова И. В.", $"{term.Ordinal} четверть", "2025/2026", held, rows,
            [new("Н", "Отсутствовал", true), new("Б", "Болезнь", true), new("ОП", "Опоздание", false)], lessons, lessons - 1, 1)
        {
            Works = [("К", "Контрольная работа")],
        };
    }

    private static StatementData Statement(TermId term, string name, IReadOnlyList<CourseBook> courses, IReadOnlyList<(PupilId Id, string Name)> people) => new(
        ClassId.From("8b"), "8 «Б»", "Соколова И. В.", term, name, "2025/2026", [], [.. courses.Select(c => new SubjectData(c.Subject, [c.Course], "4,00", "100", "66,7"))],
        [.. people.Select((p, n) => new GradesData(p.Id, p.Name, n == 3, [.. courses.Select((_, i) => n == 3 ? null : $"{3 + ((n + i) % 3)}")], n == 3 ? null : "4,00",
            term == YearPages.Annual && n != 3 ? "Перевести в следующий класс: № 7 от 25.05.2026" : null))], "4,00", "100", "66,7", "64");
}
