using ElJournal.Setup.Curricula;
using ElJournal.Setup.Grading;
using ElJournal.Setup.Pages;
using ElJournal.Setup.Register;
using ElJournal.Setup.Tests.Commands;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Plan;

/// <summary>Marks, thresholds, levels, hours and tables as people type them.</summary>
public class NotationTests
{
    [Theory]
    [InlineData("5 4 3 2", "5 4 3 2")]
    [InlineData("10-1", "10 9 8 7 6 5 4 3 2 1")]
    [InlineData("100-0", "100-0")]
    [InlineData("A=5 B=4,5", "A=5 B=4,5")]
    [InlineData("зач незач", "зач незач")]
    [InlineData("", "")]
    public void Marks_are_read_and_written(string typed, string written) => Russian(() => Notation.Of(Notation.Symbols(typed)!).ShouldBe(written));

    [Fact]
    public void What_is_no_number_is_not_guessed()
    {
        Notation.Symbols("A=много").ShouldBeNull();
        Notation.Thresholds("5").ShouldBeNull();
        Notation.Thresholds("5=4,65 4=3.65").ShouldBe([new("5", 465), new("4", 365)]);
        Notation.Levels("пятый").ShouldBeNull();
        HourText.Read("два").ShouldBeNull();
        HourText.Read("2,505").ShouldBeNull();
        HourText.Read("0,5").ShouldBe(50);
        HourText.Read("–").ShouldBe(0);
    }

    [Fact]
    public void Levels_are_read_and_written_in_runs()
    {
        Notation.Levels("2-4, 6 9").ShouldBe([2, 3, 4, 6, 9]);
        Notation.Of((int[])[1, 2, 3, 7, 9, 10]).ShouldBe("1–3, 7, 9–10");
        Notation.Of(Array.Empty<int>()).ShouldBe("");
    }

    [Fact]
    public void A_pasted_table_finds_its_columns_its_sections_and_what_is_not_known() => Russian(() =>
    {
        var subjects = new[] { Spec.Given<SubjectCard>(A.AlgebraAdded)!, Spec.Given<SubjectCard>(new SubjectAdded(SubjectId.From("physics"), "Физика"))! };
        ClassRoster[] classes = [Spec.GivenClass(A.Formed7A)!, Spec.GivenClass(new ClassFormed(ClassId.From("8a"), A.Year, 8, "А"))!];
        var empty = CurriculumDraft.Of(null, A.YearFrom, classes, subjects);
        const string table = "Область\tПредмет\t8 класс\t7 класс\nМатематика\tалгебра\t3\t4\n\tАстрономия\t1\t\nЧасть, формируемая участниками\n\tФизика\t0.5\t\nИтого\t\t4,5\t4";
        var (draft, left) = CurriculumPaste.Read(table, empty, subjects);
        left.ShouldBe(["Астрономия"]);
        draft.Rows.Single(r => r.Subject == "algebra").Hours.ShouldBe(["4", "3"]);
        draft.Rows.Single(r => r is { Subject: "physics", Part: CurriculumParts.School }).Hours.ShouldBe(["", "0,5"]);
        draft.Total(1).ShouldBe(350);
    });

    private static void Russian(Action act)
    {
        var before = System.Globalization.CultureInfo.CurrentUICulture;
        System.Globalization.CultureInfo.CurrentUICulture = new("ru-RU");
        try
        {
            act();
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentUICulture = before;
        }
    }
}
