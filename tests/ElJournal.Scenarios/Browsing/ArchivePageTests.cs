using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>The director makes the archive of the year step by step; a teacher brings copies of it, one of which has lost a byte.</summary>
public sealed partial class ArchivePageTests : BrowserTest
{
    [Fact]
    public async Task It_is_made_by_steps_taken_out_and_judged()
    {
        var director = await Browser.Person(School, "director");
        await director.ClickAsync("nav >> text=Архив");
        await Browser.Shot(director, "archive-before", 1440, 390);
        // Without the tick nothing is closed: not by the page, and not behind its back.
        await director.EvaluateAsync("document.querySelector('[name=sure]').required = false");
        await director.ClickAsync("button:has-text('Закрыть год')");
        await Assertions.Expect(director.Locator(".note.bad")).ToContainTextAsync("Подтвердите галочкой");
        await ArchiveSteps.Close(director);
        await ArchiveSteps.Make(director);
        var link = director.Locator(".bags a.button").First;
        await Browser.Shot(director, "archive-made", 1440, 390);
        await ArchiveSteps.Sign(director, School);
        await Browser.Shot(director, "archive-signed", 1440, 390);
        var download = await director.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        download.SuggestedFilename.ShouldMatch(@"^elj-sample-.*-J5\.zip$");
        var whole = Path.Combine(School.Settings.DataDirectory, "whole.zip");
        await download.SaveAsAsync(whole);

        var teacher = await Browser.Person(School, "teacher");
        await teacher.GotoAsync("/archive");
        (await teacher.Locator(".steps").CountAsync()).ShouldBe(0);
        await Bring(teacher, whole);
        await Assertions.Expect(teacher.Locator("#report .note.good")).ToContainTextAsync("байт в байт");
        await Assertions.Expect(teacher.Locator("#report .seals")).ToContainTextAsync("Директорова Вера Сергеевна");
        await Browser.Shot(teacher, "archive-same", 1440, 390);

        var bytes = await File.ReadAllBytesAsync(whole, TestContext.Current.CancellationToken);
        bytes[bytes.Length / 3] ^= 0x20;
        var spoilt = Path.Combine(School.Settings.DataDirectory, "spoilt.zip");
        await File.WriteAllBytesAsync(spoilt, bytes, TestContext.Current.CancellationToken);
        await Bring(teacher, spoilt);
        await Assertions.Expect(teacher.Locator("#report .note.bad")).ToContainTextAsync("Не совпадает");
        await Assertions.Expect(teacher.Locator("#report .first")).ToHaveTextAsync(Place());
        await Browser.Shot(teacher, "archive-spoilt", 1440, 390);

        var letter = Path.Combine(School.Settings.DataDirectory, "letter.zip");
        await File.WriteAllTextAsync(letter, "не архив", TestContext.Current.CancellationToken);
        await Bring(teacher, letter);
        await Assertions.Expect(teacher.Locator("#report .first")).ToContainTextAsync("это не zip");
        Browser.NoComplaints();
    }

    private static async Task Bring(IPage page, string file)
    {
        await page.SetInputFilesAsync("[name=file]", file);
        await page.ClickAsync("#check button");
    }

    [GeneratedRegex("data/")]
    private static partial Regex Place();
}
