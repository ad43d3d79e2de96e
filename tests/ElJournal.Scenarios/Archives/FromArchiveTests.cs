using System.Text.Json.Nodes;
using ElJournal.Accounting.Journal;
using ElJournal.Host.Archives;
using ElJournal.Integrity.Archives.Reading;
using ElJournal.Kernel;
using ElJournal.Scenarios.Browsing;
using ElJournal.Scenarios.Cli;
using ElJournal.Setup;
using ElJournal.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Archives;

/// <summary>An archived year is read as the journal itself reads it, page by page and change by change, without its database.</summary>
public sealed class FromArchiveTests(ArchivedSchool archived) : IClassFixture<ArchivedSchool>
{
    private static readonly Dictionary<string, string> NoDatabase = new() { ["ELJ_PG"] = "external", ["ConnectionStrings__ElJournal"] = "Host=nowhere.invalid;Database=none;Username=none" };

    private static readonly Actor Auditor = new(
        new AccountId("sample-auditor"), Role.Auditor, TestSchool.School, Channel.Web, "test",
        new Grants([new Grant(Permission.ReadJournal, Grant.WholeSchool), new Grant(Permission.ReplayJournal, Grant.WholeSchool)]));

    private CourseId Course => archived.Lesson.Course;

    [Fact]
    public async Task Every_step_of_a_page_is_what_the_journal_shows_of_it()
    {
        var pages = archived.School.Services.GetRequiredService<JournalPages>();
        var now = (await pages.Now(Auditor, Course, null, TestContext.Current.CancellationToken))!;
        using var log = Opened("J5");
        using var openings = Opened("P");
        var journal = new ArchivedJournal(log, ArchivedJournal.Names(log, openings));
        var last = journal.Page(Course, now.Term)!;
        // Five cells, a mended slip and a topic.
        last.Times.Count.ShouldBe(7);
        for (var step = 0; step <= last.Times.Count; step++)
        {
            var (told, lived) = (journal.Page(Course, now.Term, step)!, (await pages.At(Auditor, Course, now.Term, step, null, TestContext.Current.CancellationToken))!);
            told.Name.Subject.ShouldBe(lived.Subject);
            told.Pupils.Select(row => (row.Pupil, row.Name)).ShouldBe(lived.Pupils.Select(row => (row.Pupil, row.Name)));
            told.Pupils.SelectMany(row => row.Cells.Zip(told.Lessons).Where(c => c.First is not null).Select(c => $"{row.Pupil} {c.Second.Lesson} {c.First!.Text}{(c.First.Corrected ? " corrected" : "")}")).ShouldBe(
                lived.Pupils.SelectMany(row => row.Cells.Zip(lived.Lessons).Where(c => c.First is { } cell && (cell.Attendance is not null || cell.Grades.Count > 0 || cell.Corrected))
                    .Select(c => $"{row.Pupil} {c.Second.Lesson} {string.Join(' ', (c.First!.Attendance is { } code ? (string[])[code] : []).Concat(c.First.Grades))}{(c.First.Corrected ? " corrected" : "")}")), $"step {step}");
            told.Lessons.Where(l => l.Topic is not null).Select(l => l.Topic).ShouldBe(lived.Lessons.Where(l => l.Topic is not null).Select(l => l.Topic));
            if (step > 0) told.Last!.Entry.At.ShouldBe(lived.Moment!.At);
        }
        // A moment between two changes is the state after the earlier one.
        journal.Page(Course, now.Term, at: last.Times[2])!.Step.ShouldBe(last.Times.Count(t => t <= last.Times[2]));
    }

    [Fact]
    public async Task The_command_line_shows_it_where_there_is_no_database()
    {
        var nowhere = Path.Combine(archived.Folder, "nowhere");
        var list = await Answer.Of(nowhere, NoDatabase, "archive", "replay", archived.Zip(), "--json");
        list.Code.ShouldBe(0, list.Out + list.Error);
        var page = list.Json["pages"]!.AsArray().Where(p => Text(p, "course") == Course.Value).OrderBy(p => Text(p, "from"), StringComparer.Ordinal)
            .Last(p => string.CompareOrdinal(Text(p, "from"), archived.Lesson.Date.ToString("O")) <= 0);
        string[] asked = ["archive", "replay", archived.Zip(), "--names", archived.Zip("P"), "--page", $"{Course}/{Text(page, "term")}", "--step", "2"];
        var shown = await Answer.Of(nowhere, NoDatabase, [.. asked, "--json"]);
        shown.Code.ShouldBe(0, shown.Out + shown.Error);
        shown.Json["pupils"]!.AsArray().SelectMany(row => row!["cells"]!.AsArray().Select(cell => cell?["text"]?.ToString()).OfType<string>()).ShouldBe(["5", "4"], ignoreOrder: true);
        var said = await Answer.Of(nowhere, NoDatabase, asked);
        said.Out.ShouldContain("После изменения 2 из 7");
        said.Out.ShouldContain((await archived.School.Services.GetRequiredService<JournalPages>().Now(Auditor, Course, null, TestContext.Current.CancellationToken))!.Pupils[0].Name);
        (await Answer.Of(nowhere, NoDatabase, "archive", "replay", archived.Zip("P"))).Error.ShouldContain("это не архив журналов");
        (await Answer.Of(nowhere, NoDatabase, "archive", "replay", archived.Zip(), "--page", "none/q1")).Error.ShouldContain("в архиве нет");

        static string Text(JsonNode? node, string name) => node![name]!.ToString();
    }

    [Fact]
    public async Task An_auditor_goes_through_a_page_of_the_archive_in_the_browser()
    {
        await using var browser = await Browser.Open();
        var page = await browser.Person(archived.School, "auditor");
        await page.GotoAsync("/archive");
        await page.GetByRole(AriaRole.Link, new() { Name = "Журнал из архива" }).ClickAsync();
        await page.WaitForURLAsync($"**/archive/{archived.Year}/replay");
        await Browser.Shot(page, "from-archive-list", 1440, 390);
        var term = (await archived.School.Services.GetRequiredService<JournalPages>().Now(Auditor, Course, null, TestContext.Current.CancellationToken))!.Term;
        var link = $"a[href='/archive/{archived.Year}/replay/{Course}/{term}']";
        await page.Locator($"details:has({link}) summary").ClickAsync();
        await page.ClickAsync(link);
        await Assertions.Expect(page.Locator(".archived-page td").Filter(new() { HasText = "5" })).ToHaveCountAsync(3);
        // Of five cells one was mended, and only that one says so.
        await Assertions.Expect(page.Locator(".archived-page td.c")).ToHaveTextAsync(["5"]);
        await Axe.IsSatisfied(page, "a page of an archive");
        await Browser.Shot(page, "from-archive", 1440, 390);
        await page.ClickAsync("a[aria-label='До первой записи']");
        await Assertions.Expect(page.GetByText("К этому моменту на странице ничего не записано")).ToBeVisibleAsync();
        await page.ClickAsync("a[aria-label='На запись позже']");
        await Assertions.Expect(page.Locator(".archived-page td.changed")).ToHaveTextAsync("5");
        browser.NoComplaints();
    }

    private ArchivedLog Opened(string kind) => ArchivedLog.Open(File.OpenRead(archived.Zip(kind))) ?? throw new InvalidOperationException("The archive does not open.");
}
