using System.Net;
using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;
using ElJournal.Forms.Pdf;
using ElJournal.Forms.Tests;
using ElJournal.Reporting.Reading;
using ElJournal.Scenarios.Browsing;
using ElJournal.Setup;
using ElJournal.Testing;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Printing;

/// <summary>What is printed is what the page shows, to whom the page is shown (D-15, Z-13, Z-16.3).</summary>
public sealed class OfficePrintTests(OfficePrintTests.Office office) : IClassFixture<OfficePrintTests.Office>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ReportKinds.Results, "?class=8b")]
    [InlineData(ReportKinds.Works, "?class=8b")]
    [InlineData(ReportKinds.Missed, "?class=8b")]
    [InlineData(ReportKinds.Failures, "")]
    [InlineData(ReportKinds.Keeping, "?class=8b")]
    [InlineData(ReportKinds.Analysis, "?by=class")]
    [InlineData(ReportKinds.Risks, "?class=8b")]
    public async Task A_report_on_paper_says_what_its_file_says(string report, string query)
    {
        using var deputy = await Visit.SignIn(office.School, "deputy", Cancel);

        var printed = await Pdf(deputy, $"/reports/{report}/pdf{query}");

        foreach (var rows in (string[])["", "rows=1"])
        {
            var csv = await deputy.GetStringAsync($"/reports/{report}/csv{query}{(rows.Length == 0 ? "" : query.Length == 0 ? "?" + rows : "&" + rows)}", Cancel);
            var cells = csv.Split('\n').Skip(1).SelectMany(l => l.Trim('\r', '\uFEFF').Split(';')).SelectMany(c => c.Split(' ', '"', '-')).Where(w => w.Length is > 0 and < 18 && w.Any(char.IsLetterOrDigit)).Distinct();
            foreach (var cell in cells) printed.ShouldContain(Poppler.Letters(cell));
        }
    }

    [Fact]
    public async Task The_register_of_a_month_has_every_substitution_and_that_of_a_day_its_own()
    {
        using var deputy = await Visit.SignIn(office.School, "deputy", Cancel);
        var rows = (await deputy.GetStringAsync($"/substitutions/register.csv?month={office.Lesson.Date:yyyy-MM}", Cancel)).Split('\n').Skip(1).Select(l => l.Trim('\r')).Where(l => l.Length > 0).ToList();
        var day = rows[0].Split(';')[0];

        var month = await Pdf(deputy, $"/print/substitutions/pdf?month={office.Lesson.Date:yyyy-MM}");
        var ofDay = await Pdf(deputy, $"/print/substitutions/pdf?day={DateOnly.ParseExact(day, "dd.MM.yyyy"):yyyy-MM-dd}");

        rows.ShouldNotBeEmpty();
        foreach (var word in rows.SelectMany(r => r.Split(';')).SelectMany(c => c.Split(' ', '"', '(', ')')).Where(w => w.Length is > 3 and < 18 && w is not ("класс" or "группа")).Distinct())
            month.ShouldContain(Poppler.Letters(word));
        month.ShouldContain("Итого:");
        ofDay.ShouldContain($"{rows.Count(r => r.StartsWith(day, StringComparison.Ordinal) && r.Contains(";класс;", StringComparison.Ordinal))}урок");
    }

    [Fact]
    public async Task The_schedule_the_sheets_and_the_answer_are_printed()
    {
        using var deputy = await Visit.SignIn(office.School, "deputy", Cancel);
        using var teacher = await Visit.SignIn(office.School, "teacher", Cancel);

        var works = await Pdf(deputy, "/print/works/pdf?class=8b");
        var sheets = await Pdf(teacher, "/print/emergency/pdf");
        var ofClass = await Pdf(deputy, "/print/emergency/class/8b/pdf");
        var answer = await Pdf(deputy, $"/print/answer/pdf?lesson={office.Lesson}&pupil={office.Pupil}");

        works.ShouldContain("Приказ№214-у");
        works.ShouldContain("Приказ№231-у");
        sheets.ShouldContain("8«Б»·Алгебра");
        ofClass.ShouldContain("Подписьучителя");
        answer.ShouldContain("Записано:«2»");
        answer.ShouldContain("было«2»,стало«4»");
    }

    [Fact]
    public async Task The_remarks_stand_in_the_journal_of_the_class_for_whoever_controls_it()
    {
        using var deputy = await Visit.SignIn(office.School, "deputy", Cancel);
        using var leader = await Visit.SignIn(office.School, "classteacher", Cancel);

        var journal = await Pdf(deputy, "/print/class/8b/journal/pdf");
        var leaders = await Pdf(leader, "/print/class/8b/journal/pdf");

        journal.ShouldContain("графикопроса");
        journal.ShouldNotContain("неоткрыты");
        leaders.ShouldNotContain("графикопроса");
        leaders.ShouldContain("замечаний может быть больше".Replace(" ", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("teacher", "/print/substitutions")]
    [InlineData("teacher", "/print/substitutions/pdf")]
    [InlineData("parent", "/print/emergency/pdf")]
    [InlineData("parent", "/print/works/pdf")]
    [InlineData("parent", "/reports/results/pdf")]
    [InlineData("parent", "/reports/keeping/pdf")]
    [InlineData("teacher", "/print/emergency/class/7a/pdf")]
    [InlineData("deputy", "/print/emergency/class/none/pdf")]
    [InlineData("deputy", "/print/answer/pdf?lesson=none&pupil=none")]
    public async Task Who_may_not_see_the_page_prints_nothing(string login, string path)
    {
        using var person = await Visit.SignIn(office.School, login, Cancel);

        (await person.GetAsync(path, Cancel)).StatusCode.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
    }

    private static async Task<string> Pdf(HttpClient person, string path)
    {
        var bytes = await person.GetByteArrayAsync(path, Cancel);
        PdfLint.Faults(bytes).ShouldBeEmpty();
        return Poppler.Letters(Poppler.Text(bytes));
    }

    /// <summary>A school with lessons, substitutions, control works and remarks.</summary>
    public sealed class Office : IAsyncLifetime
    {
        internal TestSchool School { get; private set; } = null!;

        internal LessonId Lesson { get; private set; } = null!;

        internal PupilId Pupil { get; private set; }

        public async ValueTask InitializeAsync()
        {
            School = await TestSchool.Start();
            (Lesson, var pupils) = await School.TodaysLesson();
            Pupil = pupils[0];
            foreach (var (pupil, value) in pupils.Zip((string[])["2", "Н", "5"])) await School.Send(new EnterCells(new EnterCell(Guid.NewGuid(), Lesson, pupil, value, 0)), TestSchool.Teacher);
            (await School.Send(new EnterCells(new EnterCell(Guid.NewGuid(), Lesson, Pupil, "4", 2, "typo")), TestSchool.Teacher)).IsAccepted.ShouldBeTrue();
            await School.Send(new SetTopic(Guid.NewGuid(), Lesson, "Квадратный корень", null, 0), TestSchool.Teacher);
            await School.Send(new SetHomework(Guid.NewGuid(), Lesson, "§ 12, № 252", 30, 0), TestSchool.Teacher);
            await SubstitutionLife.Begin(School, Lesson.Date);
            await ControlLife.Begin(School);
            await WorkLife.Begin(School, Lesson);
            await RemarkLife.Begin(School, Lesson, pupils);
            await School.CaughtUp();
        }

        public ValueTask DisposeAsync() => School.DisposeAsync();
    }
}
