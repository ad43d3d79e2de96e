using System.Text.RegularExpressions;
using ElJournal.Reporting.Printing;
using ElJournal.Testing;
using Microsoft.Extensions.DependencyInjection;
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

    [Fact]
    public async Task A_printed_sheet_is_checked_by_the_line_at_its_foot_and_by_its_code()
    {
        var seal = (await School.Services.GetRequiredService<IJournalSheets>().Seal(TestSchool.School, TestContext.Current.CancellationToken))!;
        var line = $"{seal.Seal.Origin} · {seal.Seal.Size}:{seal.Seal.Root[..16]} · 9f8e7d6c";
        var teacher = await Browser.Person(School, "teacher");
        await teacher.GotoAsync("/archive");
        await Check(line.Replace(" ·", "", StringComparison.Ordinal).ToUpperInvariant().Replace(seal.Seal.Origin.ToUpperInvariant(), seal.Seal.Origin, StringComparison.Ordinal));
        await Assertions.Expect(teacher.Locator("#sheet-report .note.good")).ToContainTextAsync("Совпадает");
        await Assertions.Expect(teacher.Locator("#sheet-report")).ToContainTextAsync("9f8e7d6c");
        await Browser.Shot(teacher, "archive-sheet", 390, 1440);
        await Check(seal.Note);
        await Assertions.Expect(teacher.Locator("#sheet-report .note.good")).ToContainTextAsync("Совпадает");

        await Check(line.Replace(seal.Seal.Root[..16], new string('0', 16), StringComparison.Ordinal));
        await Assertions.Expect(teacher.Locator("#sheet-report .note.bad")).ToContainTextAsync("не те, по которым лист напечатан");
        await Check(line.Replace($"{seal.Seal.Size}:", "9000000:", StringComparison.Ordinal));
        await Assertions.Expect(teacher.Locator("#sheet-report .note.bad")).ToContainTextAsync("лист знает больше записей");
        await Check(line.Replace("sample/", "simple/", StringComparison.Ordinal));
        await Assertions.Expect(teacher.Locator("#sheet-report .note.bad")).ToContainTextAsync("не по журналу этой школы");
        var digit = seal.Note[^4] == 'A' ? 'B' : 'A';
        await Check(seal.Note[..^4] + digit + seal.Note[^3..]);
        await Assertions.Expect(teacher.Locator("#sheet-report .note.bad")).ToContainTextAsync("подписан не ключом");
        await Check("лист 3 из 12");
        await Assertions.Expect(teacher.Locator("main .note.bad")).ToContainTextAsync("Это не строка листа");
        await Assertions.Expect(teacher.Locator("#sheet textarea")).ToHaveValueAsync("лист 3 из 12");
        Browser.NoComplaints();

        async Task Check(string text)
        {
            await teacher.FillAsync("#sheet textarea", text);
            await teacher.ClickAsync("#sheet button");
        }
    }

    private static async Task Bring(IPage page, string file)
    {
        await page.SetInputFilesAsync("[name=file]", file);
        await page.ClickAsync("#check button");
    }

    [GeneratedRegex("data/")]
    private static partial Regex Place();
}
