using CsCheck;
using ElJournal.Setup.Imports;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Imports;

public sealed class PlanFileTests
{
    private const string Header = "№ п/п;Тема урока;Кол-во часов;Домашнее задание\n";

    [Fact]
    public void Titles_sections_and_totals_are_passed_over_and_reported()
    {
        var plan = Read("Рабочая программа\n\n" + Header + ";Раздел 1. Введение;;\n1;Числа;2 ч.;§ 1\n2;Дроби;1;\n;Раздел 2. Уравнения;10;\n3;Контрольная работа № 1;1 час;\n;Всего часов;4;\n");

        plan.HeaderLine.ShouldBe(3);
        plan.Items.ShouldBe([new(1, "Числа", 2, "§ 1", null), new(2, "Дроби", 1, null, null), new(3, "Контрольная работа № 1", 1, null, PlanWorks.Control)]);
        plan.TotalHours.ShouldBe(4);
        plan.Lines.Select(line => (line.Report.Line, line.Report.Outcome)).ShouldBe([
            (4, RowOutcome.Ignored), (5, RowOutcome.Create), (6, RowOutcome.Create), (7, RowOutcome.Ignored), (8, RowOutcome.Create), (9, RowOutcome.Ignored),
        ]);
    }

    [Theory]
    [InlineData("№;Тема;Часы;Д/з")]
    [InlineData("№ урока;Наименование темы;Количество часов;Домашнее задание")]
    [InlineData("N;Тема занятия;Часов;ДЗ")]
    [InlineData("№п/п;ТЕМЫ УРОКОВ;Кол-во часов (всего);Домашнее  задание:")]
    public void Headings_have_many_spellings(string header) =>
        Read(header + "\n1;Числа;2;§ 1\n").Items.ShouldBe([new(1, "Числа", 2, "§ 1", null)]);

    [Theory]
    [InlineData("-1", "больше нуля")]
    [InlineData("−2 ч.", "больше нуля")]
    [InlineData("0", "больше нуля")]
    [InlineData("500", "больше нуля")]
    [InlineData("много", "число")]
    public void Impossible_hours_are_refused(string hours, string reason)
    {
        var row = Read(Header + $"1;Числа;1;\n2;Дроби;{hours};\n").Lines[1];

        row.Item.ShouldBeNull();
        (row.Report.Line, row.Report.Outcome, row.Report.Column, row.Report.Value).ShouldBe((3, RowOutcome.Error, "Кол-во часов", hours));
        row.Report.Reason!.ShouldContain(reason);
    }

    [Fact]
    public void A_lesson_without_a_topic_is_refused()
    {
        var row = Read(Header + "1;Числа;1;\n2;;1;§ 2\n").Lines[1];

        (row.Report.Line, row.Report.Outcome, row.Report.Column).ShouldBe((3, RowOutcome.Error, "Тема урока"));
    }

    [Fact]
    public void Two_halves_of_an_hour_are_one_lesson_and_the_report_says_so()
    {
        var plan = Read(Header + "1;Глобус;0,5;§ 1\n2;Практическая работа № 1;0.5;\n3;Карта;1,5;\n");

        plan.Items.ShouldBe([new(1, "Глобус; Практическая работа № 1", 1, "§ 1", PlanWorks.Practice), new(3, "Карта", 2, null, null)]);
        plan.Lines.ShouldAllBe(line => line.Report.Reason != null);
        plan.Lines.Select(line => line.Report.Outcome).ShouldBe([RowOutcome.Create, RowOutcome.Ignored, RowOutcome.Create]);
    }

    [Fact]
    public void Numbers_that_begin_anew_in_each_section_give_way_to_the_files_order() =>
        Read(Header + "1;Числа;1;\n2;Дроби;1;\nРаздел 2;;;\n1;Углы;1;\n").Items.Select(item => (item.Number, item.Topic))
            .ShouldBe([(1, "Числа"), (2, "Дроби"), (3, "Углы")]);

    [Fact]
    public void A_total_that_does_not_agree_is_said() => Read(Header + "1;Числа;1;\n;Итого;34;\n").Lines[1].Report.Reason!.ShouldContain("34");

    [Fact]
    public void Rows_encodings_and_separators_may_come_in_any_order()
    {
        var lessons = Enumerable.Range(1, 12).Select(n => new[] { $"{n}", $"Тема {n}, часть «{n % 3}»; итог", $"{1 + n % 2} ч.", n % 4 == 0 ? "" : $"§ {n}" }).ToArray();
        var expected = lessons.Select((row, i) => new PlanItem(i + 1, row[1], 1 + (i + 1) % 2, row[3].Length == 0 ? null : row[3], null)).ToList();
        Gen.Select(Gen.Shuffle(lessons), Gen.OneOf(';', ',', '\t'), Gen.OneOf("utf-8", "utf-8-bom", "windows-1251", "xlsx")).Sample(
            (rows, separator, encoding) =>
            {
                var table = rows.Prepend(["№ п/п", "Тема урока", "Кол-во часов", "Домашнее задание"]).ToList();
                var bytes = encoding == "xlsx" ? Tables.Xlsx(("Титул", [["Рабочая программа"]]), ("КТП", table)) : Tables.Csv(table, separator, encoding);
                PlanFile.Read(TableFile.Read(bytes, "план.csv")).Items.ShouldBe(expected);
            },
            iter: 200,
            writeLine: TestContext.Current.TestOutputHelper!.WriteLine);
    }

    [Fact]
    public void The_same_plan_again_changes_nothing_and_another_word_is_an_update()
    {
        var before = Read(Header + "1;Числа;1;\n2;Дроби;1;\n");
        var after = Read(Header + "1;Числа;1;\n2;Дроби и доли;1;\n3;Углы;1;\n");

        before.Changes(before.Items).ShouldBeFalse();
        before.Report(before.Items).Totals[RowOutcome.Unchanged].ShouldBe(2);
        after.Changes(before.Items).ShouldBeTrue();
        after.Report(before.Items).Rows.Select(row => row.Outcome).ShouldBe([RowOutcome.Unchanged, RowOutcome.Update, RowOutcome.Create]);
    }

    [Fact]
    public void A_list_of_pupils_is_not_a_plan() =>
        Should.Throw<ImportRefusal>(() => Read("Фамилия;Имя;Класс\nКим;Ян;8А\n")).Refusal.Kind.Code.ShouldBe("setup.import_no_plan_header");

    [Fact]
    public void Several_courses_without_a_choice_are_listed()
    {
        var refusal = Should.Throw<ImportRefusal>(() => Read("program;subject;grade;n;topic\nfiz;Физика;7;1;Опыт\nfiz;Физика;8;1;Тепло\n"));

        refusal.Refusal.Kind.Code.ShouldBe("setup.import_several_courses");
        refusal.Message.ShouldContain("--grade 7");
        refusal.Message.ShouldContain("--grade 8");
    }

    [Fact]
    public void The_untidy_workbook_gives_the_same_plan_as_the_text()
    {
        var book = PlanFile.Read(TableFile.Read(RealFiles.Path("frp-ktp/ktp-istoriya-7.xlsx")));
        var text = PlanFile.Read(TableFile.Read(RealFiles.Path("frp-ktp/ktp-istoriya-7.cp1251.csv")));

        book.File.Encoding.ShouldBe("xlsx");
        book.HeaderLine.ShouldBe(3);
        text.File.Encoding.ShouldBe("windows-1251");
        text.HeaderLine.ShouldBe(1);
        book.Items.Count.ShouldBe(102);
        book.TotalHours.ShouldBe(102);
        book.Items.ShouldBe(text.Items);
        book.Lines.Count(line => line.Report.Outcome == RowOutcome.Ignored).ShouldBe(2);
        book.Report().IsClean.ShouldBeTrue();
    }

    [Fact]
    public void Every_lesson_of_the_federal_programmes_can_be_imported_by_some_choice()
    {
        var file = TableFile.Read(RealFiles.Path("frp-ktp/frp-lessons.csv"));
        var courses = PlanFile.Courses(file);
        var lessons = 0;
        foreach (var course in courses)
        {
            var plan = PlanFile.Read(file, new PlanSelector(course.Program, course.Grade, course.Variant, course.Plan));
            plan.Course.ShouldBe(course);
            plan.Lines.ShouldAllBe(line => line.Report.Outcome == RowOutcome.Create);
            plan.Items.Select(item => item.Number).ShouldBe(Enumerable.Range(1, plan.Items.Count));
            lessons += plan.Items.Count;
        }

        courses.Count.ShouldBe(61);
        lessons.ShouldBe(5859);
    }

    [Fact]
    public void The_options_a_refusal_prints_choose_the_course()
    {
        var file = TableFile.Read(RealFiles.Path("frp-ktp/frp-lessons.csv"));
        var courses = PlanFile.Courses(file);
        foreach (var course in courses)
        {
            PlanFile.Read(file, Parsed(course.Options(courses))).Course.ShouldBe(course);
        }

        static PlanSelector Parsed(string options)
        {
            var words = options.Split("--", StringSplitOptions.RemoveEmptyEntries).Select(part => part.Trim().Split(' ', 2)).ToDictionary(part => part[0], part => part[1].Trim('"'));
            return new PlanSelector(words.GetValueOrDefault("program"), words.GetValueOrDefault("grade"), words.GetValueOrDefault("variant"), words.GetValueOrDefault("plan"));
        }
    }

    [Theory]
    [InlineData("geografiya-ooo", "5", null, 34)]
    [InlineData("русский язык", "9", null, 102)]
    [InlineData("russkij-yazyk-ooo", "6", "-", 204)]
    [InlineData("russkij-yazyk-ooo", "6", "федерального", 170)]
    [InlineData("russkij-yazyk-noo", "2", "вариант 1", 170)]
    public void A_part_of_a_name_is_enough(string program, string grade, string? plan, int lessons) =>
        PlanFile.Read(TableFile.Read(RealFiles.Path("frp-ktp/frp-lessons.csv")), new PlanSelector(program, grade, null, plan)).Items.Count.ShouldBe(lessons);

    private static PlanFile Read(string text) => PlanFile.Read(Tables.Text(text, "план.csv"));
}
