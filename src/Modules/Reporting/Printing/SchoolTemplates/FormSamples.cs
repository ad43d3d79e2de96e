using ElJournal.Accounting;
using ElJournal.Forms;
using ElJournal.Reporting.Printing.Forms;
using ElJournal.Setup;
using ElJournal.Setup.Register;

namespace ElJournal.Reporting.Printing.SchoolTemplates;

/// <summary>
/// Класс-образец, on which templates are tried and shown: three pupils, two subjects, two half-years, and something of everything that a form can
/// meet: a pupil who has left, more lessons than a spread holds, an absence, a substitution, a decision of the council.
/// </summary>
internal static class FormSamples
{
    public static readonly DateTimeOffset Made = new(2026, 5, 27, 14, 5, 0, TimeSpan.FromHours(3));

    private static readonly string[] Names = ["Иванова Мария", "Кузнецов Пётр", "Константинопольская-Заречная Александра"];

    private static readonly string[] Subjects = ["Русский язык", "Иностранный язык (английский)"];

    private static readonly Term[] Halves =
    [
        new(new("s1"), "half_year", 1, new(2025, 9, 1), new(2025, 12, 30)), new(new("s2"), "half_year", 2, new(2026, 1, 12), new(2026, 5, 26)),
    ];

    private static readonly IReadOnlyList<CodeData> Codes = [new("Н", "Отсутствовал", true), new("Б", "Болезнь", true), new("ОП", "Опоздание", false)];

    /// <summary>A class of which everything is known.</summary>
    public static ClassData Full { get; } = Of([.. Names.Select((name, i) => (PupilId.From($"sample-{i}"), name))], sealing: true);

    /// <summary>A class just formed: nobody in it, nothing written, nothing sealed.</summary>
    public static ClassData Bare { get; } = Of([], sealing: false);

    private static ClassData Of(IReadOnlyList<(PupilId Id, string Name)> people, bool sealing)
    {
        var courses = Subjects.Select((s, i) => new CourseBook(CourseId.From($"{i + 1}"), s, null, i == 0 ? "8 «А»" : "8 «А», группа 1", Layers.Core)).ToList();
        var book = new ClassBook(ClassId.From("sample"), "8 «А»", 8, "2025/2026", "Школа (образец формы)", courses, Halves, true)
        {
            Made = Made,
            Seal = sealing ? new SealData(new PrintSeal("journal.example/2025", 1234, new string('a', 64)), "journal.example/2025\n1234\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n") : null,
            Pupils = [.. people.Select((p, i) => new Enrolment(p.Id, new(2025, 9, 1), i == 1 ? new DateOnly(2026, 2, 10) : null, i == 1 ? "14-у" : null))],
        };
        var lead = people.Count > 0 ? "Соколова И. В." : null;
        return new(
            book, lead, courses.ToDictionary(c => c.Course, c => (IReadOnlyList<PageData>)[.. Halves.Select(half => Page(c, half, people, lead))]),
            [.. Halves.Select(h => (h.Id, $"{h.Ordinal} полугодие")).Append((YearPages.Annual, "год")).Select(t => Statement(t.Item1, t.Item2, courses, people, lead))]);
    }

    private static PageData Page(CourseBook course, Term half, IReadOnlyList<(PupilId Id, string Name)> people, string? teacher)
    {
        // One half-year goes over two spreads, the other has lessons for one.
        var count = people.Count == 0 ? 0 : half.Ordinal == 1 ? SubjectForm.MostLessons + 3 : 8;
        var lessons = Enumerable.Range(0, count).Select(i => new LessonData(
            half.From.AddDays(i * 4), (i % 6) + 1, i % 7 == 3 ? "К" : null, i == 2 ? null : $"Тема урока {i + 1}", i == 4 ? null : $"§ {i + 1}, № {10 + i}",
            i == 5 ? "замена: Петрова А. А." : null)).ToList();
        var rows = people.Select((p, n) =>
        {
            var letters = lessons.Select((_, i) => (i + n) % 9 == 4 ? "Н" : (i + n) % 11 == 7 ? "Б" : null).ToList();
            return new RowData(
                p.Id, p.Name, n == 1 ? "выбыл 10.02.2026, 14-у" : null, [.. letters.Select((l, i) => l ?? ((i + n) % 3 == 0 ? $"{3 + ((i + n) % 3)}" : i == 1 ? "5/4" : ""))],
                letters, n == 1 ? null : $"{4 + (n % 2)}")
            { From = new(2025, 9, 1), Left = n == 1 ? new DateOnly(2026, 2, 10) : null };
        }).ToList();
        return new(
            course.Course, half.Id, course.Called, course.Subject, teacher, $"{half.Ordinal} полугодие", "2025/2026", lessons, rows, Codes, count, count == 0 ? 0 : count - 1,
            count == 0 ? 0 : 1);
    }

    private static StatementData Statement(TermId term, string name, IReadOnlyList<CourseBook> courses, IReadOnlyList<(PupilId Id, string Name)> people, string? lead)
    {
        var (average, whole) = people.Count == 0 ? ((string?)null, (string?)null) : ("4,50", "100");
        return new(
            ClassId.From("sample"), "8 «А»", lead, term, name, "2025/2026", [], [.. courses.Select(c => new SubjectData(c.Subject, [c.Course], average, whole, whole))],
            [.. people.Select((p, n) => new GradesData(
                p.Id, p.Name, n == 1, [.. courses.Select((_, i) => n == 1 ? null : $"{4 + ((n + i) % 2)}")], n == 1 ? null : average,
                term == YearPages.Annual && n != 1 ? "Перевести в следующий класс: № 7 от 25.05.2026" : null))], average, whole, whole, people.Count == 0 ? null : "82");
    }
}
