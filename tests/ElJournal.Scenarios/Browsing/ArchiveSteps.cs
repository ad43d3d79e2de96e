using ElJournal.Testing;
using ElJournal.Testing.Signing;
using Microsoft.Playwright;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>What a director does on the page of the archive, step by step.</summary>
internal static class ArchiveSteps
{
    /// <summary>Закрыть год.</summary>
    public static async Task Close(IPage director)
    {
        await director.CheckAsync("[name=sure]");
        await director.ClickAsync("button:has-text('Закрыть год')");
        await Assertions.Expect(director.GetByText("год закрыт")).ToBeVisibleAsync();
    }

    /// <summary>All three kinds.</summary>
    public static async Task Make(IPage director)
    {
        await director.ClickAsync("text=Сделать архив >> nth=-1");
        await Assertions.Expect(director.Locator(".bags a.button")).ToHaveCountAsync(3, new() { Timeout = 60_000 });
    }

    /// <summary>The manifest of the journals is taken out and signed elsewhere; what is brought back first is a signature of something else.</summary>
    public static async Task Sign(IPage director, TestSchool school)
    {
        var outside = Directory.CreateDirectory(Path.Combine(school.Settings.DataDirectory, "outside")).FullName;
        var signatory = await Signatory.Come(outside);
        var manifest = Path.Combine(outside, "manifest.txt");
        var taken = await director.RunAndWaitForDownloadAsync(() => director.Locator("#sign .seals a.button").First.ClickAsync());
        await taken.SaveAsAsync(manifest);
        await Bring("wrong.p7s", await signatory.Sign([1]));
        await Assertions.Expect(director.Locator(".note.bad")).ToContainTextAsync("wrong.p7s: подписан другой файл");
        await Assertions.Expect(director.Locator("#sign .tag.good")).ToHaveCountAsync(0);
        await Bring("director.p7s", await signatory.Sign(await File.ReadAllBytesAsync(manifest, TestContext.Current.CancellationToken)));
        await Assertions.Expect(director.Locator("#sign .tag.good")).ToHaveTextAsync("подписано");
        await director.ReloadAsync();
        await Assertions.Expect(director.Locator("#sign .seals li").First).ToContainTextAsync("Директорова Вера Сергеевна");

        async Task Bring(string name, byte[] signature)
        {
            await director.SetInputFilesAsync("[name=signature]", new FilePayload { Name = name, MimeType = "application/pkcs7-signature", Buffer = signature });
            await director.ClickAsync("#sign button:has-text('Загрузить')");
        }
    }
}
