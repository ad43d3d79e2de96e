using System.Text.RegularExpressions;
using ElJournal.Testing.Signing;
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
        await director.CheckAsync("[name=sure]");
        await director.ClickAsync("button:has-text('Закрыть год')");
        await Assertions.Expect(director.GetByText("год закрыт")).ToBeVisibleAsync();
        await director.ClickAsync("text=Сделать архив >> nth=-1");
        var link = director.Locator(".bags a.button").First;
        await Assertions.Expect(link).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(director.Locator(".bags a.button")).ToHaveCountAsync(3, new() { Timeout = 60_000 });
        await Browser.Shot(director, "archive-made", 1440, 390);
        await Sign(director);
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

    /// <summary>The manifest is taken out, signed elsewhere and brought back; first a signature of something else.</summary>
    private async Task Sign(IPage director)
    {
        var outside = Directory.CreateDirectory(Path.Combine(School.Settings.DataDirectory, "outside")).FullName;
        var signatory = await Signatory.Come(outside);
        var manifest = Path.Combine(outside, "manifest.txt");
        var taken = await director.RunAndWaitForDownloadAsync(() => director.Locator("#sign .seals a.button").First.ClickAsync());
        taken.SuggestedFilename.ShouldMatch(@"^elj-sample-.*-J5-tagmanifest-sha256\.txt$");
        await taken.SaveAsAsync(manifest);
        await Bring("wrong.p7s", await signatory.Sign([1]));
        await Assertions.Expect(director.Locator(".note.bad")).ToContainTextAsync("wrong.p7s: подписан другой файл");
        await Assertions.Expect(director.Locator("#sign .tag.good")).ToHaveCountAsync(0);
        await Bring("director.p7s", await signatory.Sign(await File.ReadAllBytesAsync(manifest, TestContext.Current.CancellationToken)));
        await Assertions.Expect(director.Locator("#sign .tag.good")).ToHaveTextAsync("подписано");
        await director.ReloadAsync();
        await Assertions.Expect(director.Locator("#sign .seals li").First).ToContainTextAsync("Директорова Вера Сергеевна");
        await Browser.Shot(director, "archive-signed", 1440, 390);

        async Task Bring(string name, byte[] signature)
        {
            await director.SetInputFilesAsync("[name=signature]", new FilePayload { Name = name, MimeType = "application/pkcs7-signature", Buffer = signature });
            await director.ClickAsync("#sign button:has-text('Загрузить')");
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
