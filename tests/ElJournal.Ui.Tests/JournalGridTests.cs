using System.Text.Json;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Pages;
using ElJournal.Accounting.Terms;
using Shouldly;
using Xunit;

namespace ElJournal.Ui.Tests;

public class JournalGridTests
{
    private static Task<Drawn> Draw(JournalPage page, string culture = "ru-RU") =>
        Drawn.From<JournalGrid>(culture, ("Page", page), ("User", "a1"));

    [Fact]
    public async Task A_cell_says_by_its_class_what_stands_in_it()
    {
        var grid = await Draw(Sample.Page());

        grid.Cell(0, 0).ClassName.ShouldBe("d");
        grid.Cell(0, 1).ClassName.ShouldBe("n");
        grid.Cell(0, 2).ClassName.ShouldBe("u");
        grid.Cell(0, 4).ClassName.ShouldBe("o");
        grid.Cell(0, 4).TextContent.ShouldBe("О 4");
        grid.Cell(0, 5).TextContent.ShouldBe("5/4");
    }

    [Fact]
    public async Task A_corrected_cell_carries_the_corner_mark() =>
        (await Draw(Sample.Page())).Cell(0, 3).ClassList.ShouldContain("c");

    [Fact]
    public async Task A_replay_frames_what_the_last_event_changed_and_cannot_be_written()
    {
        var grid = await Draw(Sample.Page(Sample.Moment));

        grid.All("#journal td.w").ShouldHaveSingleItem().ShouldBe(grid.Cell(0, 3));
        grid.One("#journal").GetAttribute("aria-readonly").ShouldBe("true");
        grid.All("#journal-panel form").ShouldBeEmpty();
        grid.All("dialog#reason").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_empty_cell_has_no_attributes()
    {
        var cell = (await Draw(Sample.Page())).Cell(0, 6);

        cell.Attributes.ShouldBeEmpty();
        cell.TextContent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ru-RU", "4,62")]
    [InlineData("en-US", "4.62")]
    public async Task The_average_is_written_in_the_readers_language(string culture, string average)
    {
        var grid = await Draw(Sample.Page(), culture);

        grid.All("#journal tbody tr td:nth-last-child(2)")[0].TextContent.ShouldBe(average);
        grid.All("#journal tbody tr td:nth-last-child(2)")[9].TextContent.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_low_average_stands_out()
    {
        var means = (await Draw(Sample.Page())).All("#journal tbody tr td:nth-last-child(2)");

        means[29].ClassName.ShouldBe("low");
        means[0].ClassName.ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task Headings_name_their_rows_and_columns()
    {
        var grid = await Draw(Sample.Page());

        grid.All("#journal th").ShouldAllBe(th => th.HasAttribute("scope"));
        grid.All("#journal thead tr:first-child th[scope=colgroup]").Select(th => th.TextContent).ShouldBe(["октябрь", "ноябрь", "декабрь"]);
        grid.All("#journal thead tr:last-child th[scope=col]").Length.ShouldBe(40);
        grid.All("#journal tbody th[scope=row]").Length.ShouldBe(30);
    }

    [Fact]
    public async Task Month_headings_span_all_lessons() =>
        (await Draw(Sample.Page())).All("#journal th[scope=colgroup]").Sum(th => int.Parse(th.GetAttribute("colspan")!)).ShouldBe(40);

    [Fact]
    public async Task Todays_lesson_is_marked_and_chosen_and_its_topic_comes_from_the_plan()
    {
        var grid = await Draw(Sample.Page());

        grid.All("#journal thead th.today").ShouldHaveSingleItem().TextContent.ShouldStartWith("27");
        grid.All("#journal col").Index().Single(c => c.Item.ClassName == "at").Index.ShouldBe(Sample.TodayIndex + 1);
        grid.One("textarea[name=topic]").TextContent.ShouldBe("Преобразование выражений с корнями");
        grid.One("[data-planned]").TextContent.ShouldBe($"из КТП, № {Sample.TodayIndex + 1}");
    }

    [Fact]
    public async Task The_row_of_a_pupil_who_left_is_pale_from_that_day_with_the_orders_number()
    {
        var grid = await Draw(Sample.Page());
        var pale = grid.All("#journal tbody tr")[7].QuerySelectorAll("td.g");

        pale.Length.ShouldBe(Sample.Page().Lessons.Count(l => l.Date >= new DateOnly(2026, 11, 12)));
        pale[0].GetAttribute("title").ShouldBe("Нет в классе с 12.11.2026, приказ № 112-у");
        pale.Skip(1).ShouldAllBe(td => !td.HasAttribute("title"));
    }

    [Fact]
    public async Task English_changes_the_words_and_leaves_the_schools_data()
    {
        var grid = await Draw(Sample.Page(), "en-US");

        grid.One("#journal thead th").TextContent.ShouldBe("Pupil");
        grid.One("h1").TextContent.ShouldStartWith("8 «Б» · Алгебра");
        grid.One(".legend").TextContent.ShouldContain("не был");
    }

    [Fact]
    public async Task A_class_without_pupils_says_so()
    {
        var grid = await Draw(Sample.Page() with { Pupils = [] });

        grid.One(".nobody").TextContent.ShouldBe("В классе пока нет учеников.");
        grid.All("#journal").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_term_without_lessons_is_drawn()
    {
        var page = Sample.Page();
        var grid = await Draw(page with { Lessons = [], Pupils = [.. page.Pupils.Select(p => p with { Cells = [] })] });

        grid.One(".nobody").TextContent.ShouldBe("В этом периоде пока нет уроков по расписанию.");
        grid.All("#journal tbody tr").Length.ShouldBe(30);
    }

    [Fact]
    public async Task The_script_gets_versions_rules_and_texts_as_data()
    {
        using var data = JsonDocument.Parse((await Draw(Sample.Page())).One("script#journal-data").TextContent);
        var root = data.RootElement;

        root.GetProperty("user").GetString().ShouldBe("a1");
        root.GetProperty("write").GetBoolean().ShouldBeTrue();
        root.GetProperty("versions")[0].EnumerateArray().Take(7).Select(v => v.GetInt32()).ShouldBe([4, 5, 6, 7, 8, 9, 0]);
        root.GetProperty("reasons").EnumerateArray().Select(r => r.GetString()).ShouldBe(["typo", "retake", "appeal", "other"]);
        root.GetProperty("texts").GetProperty("saved").GetString().ShouldBe("Сохранено {0}");
    }

    [Fact]
    public async Task A_topic_cannot_close_the_data_block()
    {
        var page = Sample.Page();
        var evil = "</script><script>alert(1)</script>";
        var grid = await Draw(page with { Lessons = [.. page.Lessons.Select(l => l with { Topic = evil })] });

        grid.All("script").Length.ShouldBe((await Draw(page)).All("script").Length);
        using var data = JsonDocument.Parse(grid.One("script#journal-data").TextContent);
        data.RootElement.GetProperty("lessons")[0].GetProperty("topic").GetString().ShouldBe(evil);
    }

    [Fact]
    public async Task A_page_of_30_by_40_is_at_most_80_kilobytes() =>
        (await Draw(Sample.Page())).Bytes.ShouldBeLessThan(80 * 1024);

    [Fact]
    public async Task The_panel_is_a_form_that_works_without_a_script()
    {
        var form = (await Draw(Sample.Page())).One("#journal-panel form");

        form.GetAttribute("method").ShouldBe("post");
        form.GetAttribute("action").ShouldBe("/lessons/alg8b/2026-11-27/2");
        form.QuerySelectorAll("[name]").Select(f => f.GetAttribute("name")).ShouldBe(
            ["seen.topic", "seen.homework", "worktype", "topic", "homework", "minutes"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_point_a_comment_a_leaver_and_a_plan_are_told_in_words_too()
    {
        var page = Sample.Page();
        PageCell Noted(PageCell cell) => cell with { Grades = [], Due = new(2026, 11, 26), Comment = "Тетрадь у меня", CommentVersion = 3 };
        var pupils = page.Pupils.Select((p, i) => i == 0 ? p with { Plan = "home", Cells = [Noted(p.Cells[0]!), .. p.Cells.Skip(1)] } : p).ToList();
        var grid = await Draw(page with { Pupils = pupils });

        grid.Cell(0, 0).ClassName.ShouldBe("p late m");
        grid.Cell(0, 0).GetAttribute("title").ShouldBe("отметка отложена, срок был 26 нояб. · Тетрадь у меня");
        var heads = grid.All("#journal tbody th");
        heads[0].GetAttribute("title").ShouldBe("Учится на дому");
        heads[7].QuerySelector("small")!.TextContent.ShouldBe("выб. 12.11");
        heads[7].GetAttribute("title").ShouldBe("Нет в классе с 12.11.2026, приказ № 112-у");
        using var data = JsonDocument.Parse(grid.One("script#journal-data").TextContent);
        data.RootElement.GetProperty("notes").EnumerateArray().ShouldHaveSingleItem().GetProperty("text").GetString().ShouldBe("Тетрадь у меня");
    }

    [Fact]
    public async Task The_foot_has_the_average_and_the_quality_of_each_lesson_and_of_the_class()
    {
        var foot = (await Draw(Sample.Page())).All("#journal tfoot tr");

        foot.Select(row => row.Children.Length).ShouldBe([43, 43]);
        foot[0].Children[41].TextContent.ShouldNotBeEmpty();
        PageBuilder.Quality([500, 400, 300]).ShouldBe(67);
        PageBuilder.Quality([]).ShouldBeNull();
    }

    [Fact]
    public async Task Beside_the_average_stands_the_terms_grade_or_what_the_rules_say_of_it()
    {
        var page = Sample.Page();
        PupilRow[] rows =
        [
            page.Pupils[0] with { TermGrade = "5" },
            page.Pupils[1] with { Proposed = new Proposal(ProposalKind.Average, "4") { Count = 3, Minimum = 3 } },
            page.Pupils[2] with { Proposed = new Proposal(ProposalKind.Average, "4") { Count = 2, Minimum = 3 } },
            page.Pupils[3] with { Proposed = new Proposal(ProposalKind.NotAttested, "н/а") { Minimum = 3 } },
            page.Pupils[7],
        ];
        var grid = await Draw(page with { Pupils = rows, Closed = true, Scale = new TermScale(3, [new("4", 350), new("2", 0)]) });

        grid.All("#journal tbody td:last-child").Select(td => (td.TextContent, td.ClassName ?? "")).ShouldBe(
            [("5", "t"), ("(4)", "h"), ("2 из 3", "few"), ("(н/а)", "h t"), ("", "t")]);
        var head = grid.One("#journal thead tr:first-child th:last-child");
        head.QuerySelector("a")!.GetAttribute("href").ShouldBe("/terms/alg8b/2026-2027.q2");
        head.QuerySelector("abbr")!.GetAttribute("title").ShouldBe("Отметка за период; страница закрыта");
        grid.One("#journal tfoot tr:first-child td:last-child").TextContent.ShouldBe("5,00");
        grid.All("#journal-sift option[value=few]").ShouldHaveSingleItem();
        using var data = JsonDocument.Parse(grid.One("script#journal-data").TextContent);
        (data.RootElement.GetProperty("min").GetInt32(), data.RootElement.GetProperty("marks")[0].GetProperty("v").GetInt32()).ShouldBe((3, 350));
    }

    [Fact]
    public async Task A_lesson_that_went_another_way_says_so_at_its_head_and_takes_no_marks_where_nothing_was_given()
    {
        var page = Sample.Page();
        var lessons = page.Lessons.Index().Select(l => l.Index switch
        {
            7 => l.Item with { NotHeld = "q", LifeText = "карантин" },
            8 => l.Item with { Shift = new() { Teacher = new("mironov") }, ShiftText = "замена: Миронов П. С." },
            9 => l.Item with { Extra = "c", LifeText = "консультация" },
            _ => l.Item,
        }).ToList();
        var grid = await Draw(page with { Lessons = lessons, Pupils = [page.Pupils[0] with { Cells = [.. page.Pupils[0].Cells.Select((c, i) => i == 7 ? null : c)] }] });

        var heads = grid.All("#journal thead tr:last-child th");
        heads.Skip(7).Take(3).Select(th => (th.ClassName, th.QuerySelector("abbr")!.TextContent, th.QuerySelector("abbr")!.GetAttribute("title"))).ShouldBe(
            [("off", "нет", "не проведён: карантин"), ("shifted", "зам", "замена: Миронов П. С."), ("shifted", "доп", "вне расписания: консультация")]);
        grid.Cell(0, 7).ClassName.ShouldBe("x");
        using var data = JsonDocument.Parse(grid.One("script#journal-data").TextContent);
        data.RootElement.GetProperty("lessons")[7].GetProperty("off").GetBoolean().ShouldBeTrue();
        data.RootElement.GetProperty("lessons")[8].TryGetProperty("off", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task An_exemption_is_told_beside_the_name_with_its_order()
    {
        var page = Sample.Page();
        var grid = await Draw(page with { ExemptMark = "осв", Pupils = [page.Pupils[0] with { Plan = "home", Exempt = new(page.Pupils[0].Pupil, new(2026, 9, 1), null, "17-у") }] });

        grid.All("#journal tbody th small").Select(s => s.TextContent).ShouldBe(["осв · на дому"]);
        grid.One("#journal tbody th").GetAttribute("title").ShouldBe("Освобождение от предмета с 01.09.2026, приказ 17-у · Учится на дому");
    }

    [Fact]
    public void The_grids_modules_stay_small()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "ElJournal.sln"))) root = root.Parent;

        foreach (var file in Directory.GetFiles(Path.Combine(root!.FullName, "src/Modules/Accounting/wwwroot"), "*.js", SearchOption.AllDirectories))
            File.ReadLines(file).Count().ShouldBeLessThan(300, file);
    }
}
