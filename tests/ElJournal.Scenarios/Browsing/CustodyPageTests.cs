using System.Globalization;
using System.Text.RegularExpressions;
using ElJournal.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>Июнь директора (D-5): what is open is seen, the year is closed, the archive made, signed and kept: two copies on two media, a volume certified, an act that comes too early and one that comes in time; a deputy reads.</summary>
public sealed partial class CustodyPageTests : BrowserTest
{
    private readonly MovedClock _clock = new();

    private protected override Task<TestSchool> Begin() => TestSchool.Start(builder => builder.Services.AddSingleton<TimeProvider>(_clock));

    [Fact]
    public async Task The_year_is_closed_archived_signed_kept_and_in_the_end_destroyed()
    {
        var director = await Browser.Person(School, "director");
        await director.GotoAsync("/archive");
        // What is not finished is said, with the way to it, before anything is closed.
        await Assertions.Expect(director.Locator(".steps ul a[href]").First).ToHaveAttributeAsync("href", new Regex("^/"));
        // The days that nobody has signed are those that the report counts.
        var days = director.Locator(".steps ul a[href^='/reports/keeping']");
        var unsigned = Number().Match(await days.InnerTextAsync()).Value;
        await days.ClickAsync();
        await Assertions.Expect(director.Locator("#figures tbody tr, #figures tfoot tr").Last.Locator("td").Last).ToHaveTextAsync(unsigned);
        await director.GoBackAsync();
        await ArchiveSteps.Close(director);
        await ArchiveSteps.Make(director);
        await ArchiveSteps.Sign(director, School);
        var zip = Path.Combine(School.Settings.DataDirectory, "archives", (await director.Locator(".bags .sum").First.InnerTextAsync()).Split('\n')[0].Trim());
        var sum = (await File.ReadAllTextAsync(zip + ".sha256", TestContext.Current.CancellationToken))[..64];

        await director.ClickAsync(".switch >> text=Носители");
        await Assertions.Expect(director.Locator("#lacks li").First).ToContainTextAsync("экземпляров на разных носителях – 0, нужно 2");
        await Register(director, "410-01");
        await Axe.IsSatisfied(director, "medium");
        // The file itself, taken from the medium, is checked in place.
        await director.SetInputFilesAsync("#enter [name=file]", zip);
        await director.ClickAsync("#enter button");
        await Assertions.Expect(director.Locator(".copy .tag.good")).ToBeVisibleAsync();

        await director.GotoAsync("/archive/media");
        await Register(director, "410-02");
        await director.FillAsync("#enter [name=sum]", new string('d', 64));
        await director.ClickAsync("#enter button");
        await Assertions.Expect(director.Locator(".note.bad")).ToContainTextAsync("Среди сделанных архивов нет файла с суммой dddddddddddd");
        await Assertions.Expect(director.Locator("#enter [name=sum]")).ToHaveValueAsync(new string('d', 64));
        await director.FillAsync("#enter [name=sum]", sum.ToUpperInvariant());
        await director.ClickAsync("#enter button");
        await Assertions.Expect(director.Locator(".copy")).ToHaveCountAsync(1);

        await director.ClickAsync(".copy summary");
        await director.SelectOptionAsync(".copy [name=result]", "same");
        await director.FillAsync(".copy [name=sum]", sum);
        await director.SelectOptionAsync(".copy [name=by]", "sokolova");
        await director.ClickAsync(".copy form button");
        await Assertions.Expect(director.Locator(".copy .looks")).ToContainTextAsync("совпадает (Соколова И. В.)");
        await Browser.Shot(director, "custody-medium", 390, 1440);
        await director.GotoAsync("/archive/media");
        await Assertions.Expect(director.Locator("#stands tbody tr").First.Locator(".tag.good")).ToHaveTextAsync("2 из 2");
        await Browser.Shot(director, "custody-media", 390, 1440);

        await director.ClickAsync(".switch >> text=Распечатки");
        await Assertions.Expect(director.Locator("#countdown")).ToContainTextAsync("Заверено 0 из");
        await Assertions.Expect(director.Locator("#countdown")).ToContainTextAsync(Left());
        await director.ClickAsync("#journal a:has-text('8 «Б»')");
        await director.ClickAsync("#count button");
        await Assertions.Expect(director.Locator("#count")).ToContainTextAsync("При печати с двух сторон");
        var sheets = int.Parse(await director.InputValueAsync("#certify [name=sheets]"), CultureInfo.InvariantCulture);
        sheets.ShouldBeGreaterThan(1);
        await director.FillAsync("#certify [name=sheets]", "21");
        await director.SelectOptionAsync("#certify [name=by]", "sokolova");
        await director.ClickAsync("#certify button");
        await Assertions.Expect(director.Locator("#certified .inscription")).ToHaveTextAsync("Прошнуровано, пронумеровано и скреплено печатью 21\u00A0(двадцать один)\u00A0лист.");
        await director.ClickAsync("text=Надпись для печати");
        await Assertions.Expect(director.Locator(".leaf")).ToContainTextAsync("21 (двадцать один) лист");
        await Browser.Shot(director, "custody-inscription", 390, 1440);

        await director.GotoAsync("/archive/retention");
        await director.ClickAsync("#calendar a >> nth=0");
        await Fill(director, await director.InputValueAsync("#destroy [name=on]"));
        await director.ClickAsync("#destroy button");
        await Assertions.Expect(director.Locator(".note.bad")).ToContainTextAsync("не истёк");
        await Assertions.Expect(director.Locator("#destroy [name=number]")).ToHaveValueAsync("7");
        await Assertions.Expect(director.Locator("#destroy [name=member] >> nth=1")).ToHaveValueAsync("zaharova");
        await Browser.Shot(director, "custody-early", 390, 1440);
        File.Exists(zip).ShouldBeTrue();

        var deputy = await Browser.Person(School, "deputy");
        foreach (var path in (string[])["/archive/media", "/archive/prints", "/archive/retention"])
        {
            (await deputy.GotoAsync(path))!.Status.ShouldBe(200);
            (await deputy.Locator("main form[method=post]").CountAsync()).ShouldBe(0, path);
        }
        var teacher = await Browser.Person(School, "teacher");
        (await teacher.GotoAsync("/archive/media"))!.Status.ShouldBe(404);

        _clock.Ahead = TimeSpan.FromDays(7 * 366);
        var successor = await Browser.Person(School, "director");
        await successor.GotoAsync("/archive/retention");
        await successor.ClickAsync("#calendar a >> nth=0");
        await Fill(successor, _clock.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await successor.ClickAsync("#destroy button");
        await successor.ClickAsync("#acts a");
        await Assertions.Expect(successor.Locator(".leaf")).ToContainTextAsync("Акт № 7");
        await Assertions.Expect(successor.Locator(".leaf")).ToContainTextAsync("21 (двадцать один) лист");
        await Browser.Shot(successor, "custody-act", 390, 1440);
        File.Exists(zip).ShouldBeFalse();
        Browser.NoComplaints();
    }

    /// <summary>In the summer the day of a sample made today is over.</summary>
    [GeneratedRegex("остал.* дн|срок прошёл|последний день")]
    private static partial Regex Left();

    [GeneratedRegex(@"^\d+")]
    private static partial Regex Number();

    private static async Task Register(IPage page, string label)
    {
        await page.FillAsync("#register [name=label]", label);
        await page.FillAsync("#register [name=place]", "сейф директора");
        await page.SelectOptionAsync("#register [name=keeper]", "zaharova");
        await page.ClickAsync("#register button");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync(label);
    }

    private static async Task Fill(IPage page, string day)
    {
        await page.ClickAsync("summary:has-text('Записать акт')");
        await page.CheckAsync("#destroy [value=J5]");
        await page.FillAsync("#destroy [name=number]", "7");
        await page.FillAsync("#destroy [name=on]", day);
        await page.FillAsync("#destroy [name=basis]", "приказ № 1");
        foreach (var (i, member) in ((string[])["sokolova", "zaharova", "timofeeva"]).Index()) await page.SelectOptionAsync($"#destroy [name=member] >> nth={i}", member);
        await page.CheckAsync("#destroy [name=sure]");
    }
}
