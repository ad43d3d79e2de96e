using System.Text;
using System.Text.Json;
using ElJournal.Kernel;
using ElJournal.Reporting.Exports;
using MiniExcelLibs;
using Shouldly;
using Xunit;

namespace ElJournal.Reporting.Tests.Exports;

/// <summary>Файлы выгрузок: chosen columns in their order, safe for a spreadsheet, row by row; and the templates that keep a choice.</summary>
public class ExportTests
{
    private static readonly string[] Kept = ["pupil", "grade"];

    private static readonly string?[][] Rows =
    [
        ["8 «Б»", "Алгебра", "8 «Б»", "2026-09-01", "2", null, "=HYPERLINK(\"x\")", "Абрамова; Дарья", "1", "5", "Соколова И. В."],
        ["8 «Б»", "Алгебра", "8 «Б»", "2026-09-02", "3", "Контрольная", "Корень", "Белов Кирилл", "1", "-", "Соколова И. В."],
    ];

    [Theory]
    [InlineData("semicolon", "\uFEFFТема;Обучающийся\r\n\"'=HYPERLINK(\"\"x\"\")\";\"Абрамова; Дарья\"\r\nКорень;Белов Кирилл\r\n")]
    [InlineData("comma", "\uFEFFТема,Обучающийся\r\n\"'=HYPERLINK(\"\"x\"\")\",Абрамова; Дарья\r\nКорень,Белов Кирилл\r\n")]
    public async Task A_csv_has_the_chosen_columns_and_no_formulas(string separator, string expected)
    {
        var written = Encoding.UTF8.GetString(await Write(new ExportWish("grades", ["topic", "pupil"], "csv", separator), Rows));

        written.ReplaceLineEndings("\r\n").ShouldBe(expected);
    }

    [Fact]
    public async Task Json_and_xlsx_say_the_same()
    {
        using var json = JsonDocument.Parse(await Write(new ExportWish("grades", ["pupil", "grade", "work"], "json", "semicolon"), Rows));
        json.RootElement.EnumerateArray().Select(r => (r.GetProperty("pupil").GetString(), r.GetProperty("grade").GetString(), r.GetProperty("work").GetString()))
            .ShouldBe([("Абрамова; Дарья", "5", null), ("Белов Кирилл", "-", "Контрольная")]);

        using var xlsx = new MemoryStream(await Write(new ExportWish("grades", ["pupil", "grade"], "xlsx", "semicolon"), Rows));
        var read = xlsx.Query(useHeaderRow: true).Cast<IDictionary<string, object>>().ToList();
        read.Select(r => r["Обучающийся"]).ShouldBe(["Абрамова; Дарья", "Белов Кирилл"]);
        read[0].Keys.ShouldBe(["Обучающийся", "Отметка"]);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    [InlineData("json")]
    public async Task A_table_without_rows_still_has_its_headings(string format)
    {
        var bytes = await Write(new ExportWish("grades", ["pupil", "grade"], format, "semicolon"), []);

        if (format == "json") Encoding.UTF8.GetString(bytes).ShouldBe("[]");
        else if (format == "csv") Encoding.UTF8.GetString(bytes).Trim().ShouldEndWith("Обучающийся;Отметка");
        else
        {
            using var xlsx = new MemoryStream(bytes);
            xlsx.Query().Cast<IDictionary<string, object>>().Single().Values.ShouldBe(["Обучающийся", "Отметка"]);
        }
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task Rows_go_out_while_they_come(string format)
    {
        var (seen, at) = (new List<long>(), new MemoryStream());
        await ExportFiles.Write(new ExportWish("grades", ["pupil", "grade"], format, "semicolon"), Source(), at, TestContext.Current.CancellationToken);

        seen[^1].ShouldBeGreaterThan(0, "half of the rows were out before the last was asked for");
        (at.Length - seen[^1]).ShouldBeLessThan(at.Length / 4);

        async IAsyncEnumerable<string?[]> Source()
        {
            for (var i = 0; i < 10_000; i++)
            {
                await Task.CompletedTask;
                seen.Add(at.Length);
                yield return Rows[i % 2];
            }
        }
    }

    [Fact]
    public void Unknown_names_are_left_out_and_without_columns_all_are_meant()
    {
        var wish = ExportWish.Read(name => name switch { "table" => "absences", "column" => new Microsoft.Extensions.Primitives.StringValues(["pupil", "salary"]), "format" => "exe", "separator" => "#", "class" => "../8b", _ => default });

        (wish.Table, wish.Format, wish.Separator, wish.Class).ShouldBe(("absences", "csv", "semicolon", null));
        wish.Columns.ShouldBe(["pupil"]);
        ExportWish.Read(_ => default).Columns.ShouldBe(ExportTables.All[0].Columns);
    }

    [Fact]
    public void A_template_is_saved_replaced_and_dropped_by_name()
    {
        var account = AccountId.From("kim");
        var first = Saved(null, " Для педсовета ", ["pupil", "grade"]);
        first.ShouldHaveSingleItem().ShouldBeOfType<ExportTemplateSaved>().Name.ShouldBe("Для педсовета");
        var templates = ExportTemplates.Create((ExportTemplateSaved)first[0]);

        Saved(templates, "Для педсовета", ["pupil", "grade"]).ShouldBeEmpty("nothing has changed");
        var next = Saved(templates, "Для педсовета", ["grade"]);
        templates = ExportTemplates.Apply((ExportTemplateSaved)next[0], templates);
        templates.All.ShouldHaveSingleItem().Columns.ShouldBe(["grade"]);
        DropExportTemplateHandler.Handle(new DropExportTemplate(Guid.NewGuid(), account, "нет такого"), templates).Item2.ShouldBeEmpty();
        ExportTemplates.Apply((ExportTemplateDropped)DropExportTemplateHandler.Handle(new DropExportTemplate(Guid.NewGuid(), account, "Для педсовета"), templates).Item2.Single(), templates).All.ShouldBeEmpty();

        Refused("", Kept).ShouldBe(Refusals.TemplateLacksName.Code);
        Refused(new string('ж', 81), Kept).ShouldBe(Refusals.TemplateLacksName.Code);
        Refused("Зарплата", ["salary"]).ShouldBe(Refusals.TemplateIsUnknown.Code);

        List<object> Saved(ExportTemplates? standing, string name, string[] columns) =>
            [.. SaveExportTemplateHandler.Handle(new SaveExportTemplate(Guid.NewGuid(), account, name, "grades", columns, "csv", "semicolon"), standing).Item2];

        string Refused(string name, string[] columns) =>
            SaveExportTemplateHandler.Handle(new SaveExportTemplate(Guid.NewGuid(), account, name, "grades", columns, "csv", "semicolon"), null).Item1.Refusal!.Kind.Code;
    }

    private static async Task<byte[]> Write(ExportWish wish, string?[][] rows)
    {
        using var buffer = new MemoryStream();
        await ExportFiles.Write(wish, rows.ToAsyncEnumerable(), buffer, TestContext.Current.CancellationToken);
        return buffer.ToArray();
    }
}
