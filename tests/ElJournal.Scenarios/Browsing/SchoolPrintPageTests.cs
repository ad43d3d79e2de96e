using System.IO.Compression;
using ElJournal.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>The director prints the whole school, comes back to it and takes it out; nobody else does.</summary>
public sealed class SchoolPrintPageTests : BrowserTest
{
    [Fact]
    public async Task The_school_is_printed_behind_the_page_and_taken_by_the_one_who_asked()
    {
        var director = await Browser.Person(School, "director");
        await director.GotoAsync("/print");
        await director.ClickAsync("text=Вся школа сразу");
        await director.UncheckAsync("[value=journal]");
        await director.ClickAsync("#order button");
        await Assertions.Expect(director.Locator(".note.bad")).ToContainTextAsync("Отметьте, что печатать");
        await director.CheckAsync("[value=journal]");
        await director.CheckAsync("[value=missed]");
        await director.ClickAsync("#order button");
        await Browser.Shot(director, "school-print-running", 1440, 390);
        // Somewhere else and back: it goes on.
        await director.GotoAsync("/print");
        await director.GotoAsync("/print/school");
        var link = director.Locator("#ready a.button");
        await Assertions.Expect(link).ToBeVisibleAsync(new() { Timeout = 240_000 });
        await Browser.Shot(director, "school-print-ready", 1440, 390);
        await Axe.IsSatisfied(director, "a print that is ready");
        var address = (await link.GetAttributeAsync("href"))!;
        var download = await director.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        download.SuggestedFilename.ShouldMatch(@"^journals-.*\.zip$");
        var file = Path.Combine(School.Settings.DataDirectory, "taken.zip");
        await download.SaveAsAsync(file);
        using (var zip = ZipFile.OpenRead(file))
            zip.Entries.Select(e => e.FullName.Split('/')[0]).Distinct().ShouldBe(["7А", "8А", "8Б", "Содержание.txt"]);

        var deputy = await Browser.Person(School, "deputy");
        (await deputy.APIRequest.GetAsync(address)).Status.ShouldBe(404);
        var teacher = await Browser.Person(School, "teacher");
        (await teacher.APIRequest.GetAsync(address)).Status.ShouldBe(403);
        (await teacher.GotoAsync("/print/school"))!.Status.ShouldBe(403);
        Browser.NoComplaints();
    }
}
