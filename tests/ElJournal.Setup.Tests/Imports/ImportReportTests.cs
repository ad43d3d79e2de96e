using System.Text.Json;
using ElJournal.Setup.Imports;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Imports;

public sealed class ImportReportTests
{
    private static readonly ImportReport Report = Judged("Фамилия;Имя;Дата рождения;Класс\nКим;Ян;01.02.2012;8А\nКим;Ян;01.02.2012;8А\nЛи;=2+2;31.02.2012;8А\n");

    [Fact]
    public void Json_has_exactly_the_agreed_names()
    {
        using var json = JsonDocument.Parse(Report.ToJson());

        json.RootElement.EnumerateObject().Select(property => property.Name).ShouldBe(["encoding", "separator", "headerLine", "rows", "totals"]);
        json.RootElement.GetProperty("encoding").GetString().ShouldBe("utf-8");
        json.RootElement.GetProperty("separator").GetString().ShouldBe(";");
        json.RootElement.GetProperty("headerLine").GetInt32().ShouldBe(1);
        json.RootElement.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("outcome").GetString()).ShouldBe(["create", "duplicate", "error"]);
        var error = json.RootElement.GetProperty("rows")[2];
        error.EnumerateObject().Select(property => property.Name).ShouldBe(["sheet", "line", "outcome", "column", "value", "reason", "what"]);
        error.GetProperty("line").GetInt32().ShouldBe(4);
        error.GetProperty("column").GetString().ShouldBe("Имя");
        error.GetProperty("value").GetString().ShouldBe("=2+2");
        json.RootElement.GetProperty("totals").EnumerateObject().Select(total => (total.Name, total.Value.GetInt32())).ShouldBe([
            ("create", 1), ("update", 0), ("remove", 0), ("unchanged", 0), ("duplicate", 1), ("ask", 0), ("ignored", 0), ("error", 1),
        ]);
    }

    [Fact]
    public void Text_says_it_in_russian()
    {
        Report.TotalsText().ShouldBe("Создать: 1, дубли: 1, ошибки: 1");
        Report.ToText().ShouldContain("строка 4, столбец «Имя» — ошибки: ");
        Report.ToText().ShouldContain("Кодировка utf-8, разделитель «;», шапка в строке 1.");
    }

    [Fact]
    public void The_file_of_errors_names_the_same_rows_and_calculates_nothing()
    {
        var table = TableFile.Read(System.Text.Encoding.UTF8.GetBytes(Report.ToCsv()), "ошибки.csv").Sheets[0].Rows;

        Report.ToCsv().ShouldContain("'=2+2");
        table.Count.ShouldBe(2);
        table[1].Cells.Take(2).ShouldBe(["", "4"]);
    }

    [Fact]
    public void English_is_spoken_too()
    {
        var before = System.Globalization.CultureInfo.CurrentUICulture;
        try
        {
            System.Globalization.CultureInfo.CurrentUICulture = new("en");
            Report.TotalsText().ShouldBe("Create: 1, duplicates: 1, errors: 1");
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentUICulture = before;
        }
    }

    private static ImportReport Judged(string text)
    {
        var list = PupilList.Read(Tables.Text(text));
        return list.Report(PupilMatch.Judge(list, []));
    }
}
