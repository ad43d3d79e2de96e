using CsCheck;
using ElJournal.Setup.Imports;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Imports;

public sealed class PupilListTests
{
    private static readonly string[] Header = ["Фамилия", "Имя", "Отчество", "Пол", "Дата рождения", "Класс", "Личное дело"];

    private static readonly string[][] Pupils =
    [
        ["Ёжикова", "Алёна", "Семёновна", "Ж", "12.03.2012", "8А", "Ё-17"],
        ["Никонов-Пестов", "Игорь", "Ефимович", "М", "01.11.2012", "8Б", "Н-4"],
        ["Гайнуллин", "Тимур", "", "М", "30.06.2011", "8А", "Г-9"],
        ["Саргсян", "Анаит", "Арменовна", "Ж", "29.02.2012", "8Б", "С-2"],
    ];

    private static readonly PersonCard[] Cards =
    [
        new("Ёжикова", "Алёна", "Семёновна", new(2012, 3, 12), "Ж", "Ё-17"),
        new("Никонов-Пестов", "Игорь", "Ефимович", new(2012, 11, 1), "М", "Н-4"),
        new("Гайнуллин", "Тимур", null, new(2011, 6, 30), "М", "Г-9"),
        new("Саргсян", "Анаит", "Арменовна", new(2012, 2, 29), "Ж", "С-2"),
    ];

    [Fact]
    public void Both_real_files_are_the_same_three_hundred_pupils_in_twenty_classes()
    {
        var one = PupilList.Read(TableFile.Read(RealFiles.Path("roster-ru/pupils.cp1251.csv")));
        var other = PupilList.Read(TableFile.Read(RealFiles.Path("roster-ru/pupils.utf8bom.csv")));

        one.File.Encoding.ShouldBe("windows-1251");
        other.File.Encoding.ShouldBe("utf-8-bom");
        one.Faults.ShouldBeEmpty();
        one.Rows.Count.ShouldBe(300);
        one.Rows.Select(row => row.Class).Distinct().Count().ShouldBe(20);
        one.Rows.ShouldBe(other.Rows);
        PupilMatch.Judge(one, []).ShouldAllBe(verdict => verdict.Outcome == RowOutcome.Create);
    }

    [Fact]
    public void Columns_rows_encodings_and_separators_may_come_in_any_order()
    {
        var orders = Gen.Select(
            Gen.Shuffle(Enumerable.Range(0, Header.Length).ToArray()),
            Gen.Shuffle(Pupils),
            Gen.OneOf(';', ',', '\t'),
            Gen.OneOf("utf-8", "utf-8-bom", "windows-1251", "utf-16"),
            Gen.Int[0, 5]);
        orders.Sample(
            (columns, rows, separator, encoding, titles) =>
            {
                var table = Enumerable.Repeat(new[] { "Список обучающихся, школа № 1" }, titles)
                    .Append([.. columns.Select(column => Header[column])])
                    .Concat(rows.Select(row => columns.Select(column => row[column]).ToArray()));
                var list = PupilList.Read(TableFile.Read(Tables.Csv(table, separator, encoding), "список.csv"));

                list.HeaderLine.ShouldBe(titles + 1);
                list.Faults.ShouldBeEmpty();
                list.Rows.Select(row => row.Card).ShouldBe(Cards, ignoreOrder: true);
            },
            iter: 300,
            writeLine: TestContext.Current.TestOutputHelper!.WriteLine);
    }

    [Fact]
    public void A_workbook_says_the_same_with_its_own_dates_and_sheets_named_after_classes()
    {
        object?[] header = ["№", "ФИО", "Пол", "Дата рождения", "Личное дело"];
        var book = Tables.Xlsx(
            ("Титул", [["Контингент"]]),
            ("8 «А»", [["Список класса"], header, [1.0, "Ёжикова Алёна Семёновна", "жен.", new DateTime(2012, 3, 12), "Ё-17"], [2.0, "Гайнуллин Тимур", "мальчик", 40724.0, "Г-9"]]),
            ("8Б", [header, [1.0, "Никонов-Пестов  Игорь Ефимович", "муж", "2012-11-01", "Н-4"], [2.0, "Саргсян Анаит Арменовна", "девочка", "29.02.2012", "С-2"], ["Всего: 2"]]));
        var list = PupilList.Read(TableFile.Read(book, "список.xlsx"));

        list.Faults.ShouldBeEmpty();
        list.Rows.Select(row => row.Card).ShouldBe(Cards, ignoreOrder: true);
        list.Rows.Select(row => (row.Sheet, row.Line, row.Class.ToString()))
            .ShouldBe([("8 «А»", 3, "8А"), ("8 «А»", 4, "8А"), ("8Б", 2, "8Б"), ("8Б", 3, "8Б")]);
    }

    [Theory]
    [InlineData(";Ян;М;01.02.2012;8А", "Фамилия", "", "фамилия")]
    [InlineData("Ким;;М;01.02.2012;8А", "Имя", "", "имя")]
    [InlineData("Ким;Ян;М;31.02.2012;8А", "Дата рождения", "31.02.2012", "даты нет")]
    [InlineData("Ким;Ян;М;29.02.2011;8А", "Дата рождения", "29.02.2011", "даты нет")]
    [InlineData("Ким;Ян;М;вчера;8А", "Дата рождения", "вчера", "даты нет")]
    [InlineData("Ким;Ян;М;01.02.2999;8А", "Дата рождения", "01.02.2999", "в будущем")]
    [InlineData("Ким;Ян;М;01.02.1812;8А", "Дата рождения", "01.02.1812", "1900")]
    [InlineData("Ким;Ян;М;01.02.2012;восьмой", "Класс", "восьмой", "8А")]
    [InlineData("Ким;Ян;М;01.02.2012;", "Класс", "", "класс")]
    [InlineData("Ким;Ян;оно;01.02.2012;8А", "Пол", "оно", "М или Ж")]
    [InlineData("=1+1;Ян;М;01.02.2012;8А", "Фамилия", "=1+1", "имя")]
    public void A_bad_cell_is_named_by_line_column_value_and_reason(string row, string column, string value, string reason)
    {
        var list = PupilList.Read(Tables.Text($"Фамилия;Имя;Пол;Дата рождения;Класс\nЛи;Ия;Ж;02.03.2012;8Б\n{row}\n"), new DateOnly(2026, 11, 24));

        list.Rows.Count.ShouldBe(1);
        var fault = list.Faults.ShouldHaveSingleItem();
        (fault.Line, fault.Column, fault.Value).ShouldBe((3, column, value));
        fault.Reason.ShouldContain(reason, Case.Insensitive);
    }

    [Fact]
    public void One_personal_file_for_two_people_is_a_fault_of_both()
    {
        var list = PupilList.Read(Tables.Text("Фамилия;Имя;Класс;Личное дело\nКим;Ян;8А;К-1\nЛи;Ия;8А;к-1\nПак;Юн;8А;П-1\n"));

        list.Rows.Single().Card.Family.ShouldBe("Пак");
        list.Faults.Select(fault => (fault.Line, fault.Column, fault.Value)).ShouldBe([(2, "Личное дело", "К-1"), (3, "Личное дело", "к-1")]);
    }

    [Fact]
    public void A_class_without_a_letter_is_refused_only_where_its_level_has_letters()
    {
        PupilList.Read(Tables.Text("Фамилия;Имя;Класс\nКим;Ян;9\nЛи;Ия;8А\n")).Faults.ShouldBeEmpty();
        PupilList.Read(Tables.Text("Фамилия;Имя;Класс\nКим;Ян;8\nЛи;Ия;8А\n")).Faults.Single().Line.ShouldBe(2);
    }

    [Fact]
    public void Latin_look_alikes_make_no_second_class() =>
        PupilList.Read(Tables.Text("Фамилия;Имя;Класс\nКим;Ян;8A\nЛи;Ия;8А\n")).Rows.Select(row => row.Class).Distinct().Count().ShouldBe(1);

    [Fact]
    public void A_plan_is_not_a_list_of_pupils() =>
        Should.Throw<ImportRefusal>(() => PupilList.Read(Tables.Text("№;Тема урока\n1;Введение\n"))).Refusal.Kind.Code.ShouldBe("setup.import_no_pupil_header");

    [Fact]
    public void A_list_without_classes_is_refused() =>
        Should.Throw<ImportRefusal>(() => PupilList.Read(Tables.Text("Фамилия;Имя\nКим;Ян\n"))).Refusal.Kind.Code.ShouldBe("setup.import_no_class_column");
}
