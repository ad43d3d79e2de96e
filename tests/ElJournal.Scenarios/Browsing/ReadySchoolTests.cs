using System.Globalization;
using System.Text;
using ElJournal.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ElJournal.Scenarios.Browsing;

/// <summary>From an empty school to one that is ready for its year: files and screens only, in the order in which the sections stand.</summary>
public sealed class ReadySchoolTests : BrowserTest
{
    private protected override Task<TestSchool> Begin() => TestSchool.Empty();

    [Fact]
    public async Task The_deputy_brings_an_empty_school_to_ready_from_files()
    {
        var page = await Browser.Person(School, "deputy");
        await page.GotoAsync("/school");
        await Expect(page.Locator(".readiness h2").First).ToContainTextAsync("2 из 10");

        await page.GotoAsync("/school/card");
        await page.FillAsync("[name=name]", "МБОУ «Школа № 7»");
        await page.ClickAsync("button.main");
        await page.GotoAsync("/school/year");
        await page.ClickAsync("button.main");
        await page.WaitForURLAsync("**/school/year/*");
        await page.GotoAsync(page.Url.Split('?')[0] + "/bells");
        await page.ClickAsync("button.main");
        await page.WaitForURLAsync("**?saved=true");

        await Load(page, "staff", "ФИО;Должность\nСоколова Ирина Викторовна;учитель\nМиронов Олег Львович;учитель\n");
        await Load(page, "classes", "Класс;Классный руководитель\n5А;Соколова И. В.\n5Б;Миронов О. Л.\n");
        await Load(page, "pupils", """
            Фамилия;Имя;Отчество;Дата рождения;Пол;Класс;Личное дело
            Лосев;Ян;Олегович;01.02.2015;М;5А;Л-1
            Ежова;Ева;Львовна;03.03.2015;Ж;5А;Е-2
            Чижов;Лев;Ильич;05.04.2015;М;5Б;Ч-3
            Цаплина;Ия;Марковна;07.05.2015;Ж;5Б;Ц-4
            """);
        await Load(page, "curriculum", "Предмет;Часть;5 класс\nМатематика;обязательная;3\nАнглийский язык;обязательная;2\nШахматы;школьная;1\n");
        await Load(page, "groups", "Предмет;Группа;Класс;Обучающийся\nАнглийский язык;Группа 1;5А;Лосев Ян\nАнглийский язык;Группа 2;5А;Ежова Ева\n");
        await Load(page, "load", """
            Учитель;Предмет;Класс;Группа;Часов
            Соколова Ирина Викторовна;Математика;5А;;3
            Соколова Ирина Викторовна;Математика;5Б;;3
            Миронов Олег Львович;Английский язык;5А;Группа 1;2
            Соколова Ирина Викторовна;Английский язык;5А;Группа 2;2
            Миронов Олег Львович;Английский язык;5Б;;2
            Миронов Олег Львович;Шахматы;5А;;1
            Миронов Олег Львович;Шахматы;5Б;;1
            """);

        await page.GotoAsync("/school/rooms");
        foreach (var room in (string[])["21", "22"])
        {
            await page.FillAsync("#room [name=number]", room);
            await page.ClickAsync("#room button.main");
            await Expect(page.Locator("#rooms")).ToContainTextAsync(room);
        }
        await Load(page, "timetable", """
            Класс;Группа;День;Урок;Предмет;Кабинет
            5А;;пн;1;Математика;21
            5А;;вт;1;Математика;21
            5А;;ср;1;Математика;21
            5Б;;пн;2;Математика;21
            5Б;;вт;2;Математика;21
            5Б;;ср;2;Математика;21
            5А;Группа 1;чт;1;Английский язык;22
            5А;Группа 1;пт;1;Английский язык;22
            5А;Группа 2;чт;1;Английский язык;21
            5А;Группа 2;пт;1;Английский язык;21
            5Б;;чт;2;Английский язык;22
            5Б;;пт;2;Английский язык;22
            5А;;пн;3;Шахматы;22
            5Б;;пн;4;Шахматы;22
            """);

        // A plan is missing for each course; the board leads to the screen that mends it.
        await page.GotoAsync("/school");
        await Expect(page.Locator(".readiness h2").First).ToContainTextAsync("9 из 10");
        await Browser.Shot(page, "almost-ready-1440");
        var plans = await page.Locator(".lacks li a").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");
        plans.Length.ShouldBe(7);
        foreach (var address in plans) await Plan(page, address);

        await page.GotoAsync("/school");
        await Expect(page.Locator(".readiness h2").First).ToContainTextAsync("Школа готова");
        await Browser.Shot(page, "ready-1440");
        await Assertions.Expect(page.Locator(".matrix .tag:not(.good)")).ToHaveCountAsync(0);
        await page.GotoAsync("/school?on=" + DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await Expect(page.Locator(".readiness h2").First).ToContainTextAsync("2 из 10");
        Browser.NoComplaints();
    }

    /// <summary>A file goes through the wizard: looked through, nothing to ask, loaded.</summary>
    private static async Task Load(IPage page, string kind, string table)
    {
        await page.GotoAsync("/school/imports");
        await page.CheckAsync($"input[name=kind][value={kind}]");
        await page.SetInputFilesAsync("input[name=file]", new FilePayload { Name = kind + ".csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(table) });
        await page.ClickAsync("#upload button.main");
        await Expect(page.Locator("#totals")).ToBeVisibleAsync();
        (await page.Locator("#totals").InnerTextAsync()).ShouldNotContain("ошибки", Case.Insensitive, $"{kind}: {await page.Locator("main").InnerTextAsync()}");
        await page.ClickAsync("#load button.main");
        await Expect(page.Locator("#batch")).ToBeVisibleAsync();
    }

    private static async Task Plan(IPage page, string address)
    {
        await page.GotoAsync(address);
        await page.FillAsync("textarea", "Тема\tЧасов\nПовторение\t2\nЧисла\t10\nКонтрольная работа\t1\n");
        await page.Locator("form:has(textarea) button").First.ClickAsync();
        await page.Locator("button.main").First.ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Повторение");
    }
}
