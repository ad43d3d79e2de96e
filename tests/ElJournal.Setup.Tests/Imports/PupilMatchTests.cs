using CsCheck;
using ElJournal.Kernel;
using ElJournal.Setup.Imports;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Imports;

public sealed class PupilMatchTests
{
    private const string Header = "Фамилия;Имя;Отчество;Дата рождения;Класс;Личное дело\n";

    [Fact]
    public void The_same_file_twice_changes_nothing()
    {
        var list = Read("Ким;Ян;Олегович;01.02.2012;8А;К-1\nЛи;Ия;;03.04.2012;8Б;\nПак;Юн;;;8Б;\n");

        PupilMatch.Judge(list, After(list)).ShouldAllBe(verdict => verdict.Outcome == RowOutcome.Unchanged);
    }

    [Fact]
    public void The_order_of_rows_changes_no_verdict()
    {
        string[] rows =
        [
            "Ким;Ян;Олегович;01.02.2012;8А;К-1", "Ким;Ян;Олегович;01.02.2012;8А;К-1", "Ли;Ия;;03.04.2012;8Б;", "Ли;Ия;;;8Б;",
            "Пак;Юн;;05.05.2012;8Б;П-1", "Пак;Юн;;05.05.2012;8А;П-1", "Ан;Ира;;;8А;", "Цой;Рита;;31.02.2012;8А;",
        ];
        KnownPupil[] known = [Known("a", "Ан", "Ира", born: new(2011, 1, 1)), Known("b", "Ли", "Ия", born: new(2012, 4, 3), schoolClass: "8Б")];
        var straight = Outcomes(rows);
        Gen.Shuffle(rows).Sample(shuffled => Outcomes(shuffled).ShouldBe(straight), iter: 100, writeLine: TestContext.Current.TestOutputHelper!.WriteLine);

        string[] Outcomes(string[] lines) =>
            [.. PupilMatch.Judge(Read(string.Join('\n', lines)), known).Select(verdict => $"{lines[verdict.Report.Line - 2]}: {verdict.Outcome}").Order()];
    }

    [Fact]
    public void The_personal_file_finds_a_pupil_whose_name_has_changed()
    {
        var verdict = Judge("Иванова;Анна;Петровна;01.02.2012;8А;А-1", Known("x", "Смирнова", "Анна", "Петровна", new(2012, 2, 1), "А-1"));

        verdict.Outcome.ShouldBe(RowOutcome.Update);
        verdict.Pupil!.Id.Value.ShouldBe("x");
        verdict.Card!.Family.ShouldBe("Иванова");
        verdict.Moves.ShouldBeFalse();
        verdict.Report.Reason.ShouldBe("фамилия: Смирнова → Иванова");
    }

    [Fact]
    public void Full_name_and_birth_date_find_a_pupil_and_add_the_number()
    {
        var verdict = Judge("Семенова;Анна;;01.02.2012;8Б;А-1", Known("x", "Семёнова", "Анна", born: new(2012, 2, 1)));

        verdict.Outcome.ShouldBe(RowOutcome.Update);
        verdict.Card.ShouldBe(new PersonCard("Семёнова", "Анна", null, new(2012, 2, 1), null, "А-1"));
        verdict.Moves.ShouldBeTrue();
    }

    [Fact]
    public void An_empty_cell_erases_nothing() => Judge("Ким;Ян;;01.02.2012;8А;", Known("x", "Ким", "Ян", null, new(2012, 2, 1), "К-1")).Outcome.ShouldBe(RowOutcome.Unchanged);

    [Theory]
    [InlineData("Ким;Ян;;;8А;")] // nothing to tell by
    [InlineData("Ким;Ян;;02.02.2012;8А;")] // another birthday, but no number
    [InlineData("Ким;Ян;;01.02.2012;8А;К-2")] // the same birthday, another number
    public void Namesakes_are_asked_about_and_never_merged(string row)
    {
        var verdict = Judge(row, Known("x", "Ким", "Ян", null, new(2012, 2, 1), "К-1"));

        verdict.Outcome.ShouldBe(RowOutcome.Ask);
        verdict.Pupil.ShouldBeNull();
        verdict.Namesakes.Single().Id.Value.ShouldBe("x");
        verdict.Report.Reason!.ShouldContain("01.02.2012");
    }

    [Fact]
    public void Another_number_and_another_birthday_make_another_pupil() =>
        Judge("Ким;Ян;;02.02.2012;8А;К-2", Known("x", "Ким", "Ян", null, new(2012, 2, 1), "К-1")).Outcome.ShouldBe(RowOutcome.Create);

    [Fact]
    public void Namesakes_of_one_list_are_told_apart_by_their_birthdays()
    {
        var list = Read("Ким;Ян;;01.02.2012;8А;\nКим;Ян;;02.02.2012;8Б;\n");

        PupilMatch.Judge(list, []).ShouldAllBe(verdict => verdict.Outcome == RowOutcome.Create);
        PupilMatch.Judge(list, [.. After(list).Take(1)]).Select(verdict => verdict.Outcome).ShouldBe([RowOutcome.Unchanged, RowOutcome.Create]);
    }

    [Fact]
    public void Namesakes_of_one_list_without_birthdays_are_asked_about() =>
        PupilMatch.Judge(Read("Ким;Ян;;;8А;\nКим;Ян;;;8Б;\n"), []).ShouldAllBe(verdict => verdict.Outcome == RowOutcome.Ask);

    [Fact]
    public void A_number_that_belongs_to_somebody_else_is_asked_about() =>
        Judge("Ли;Ия;;03.04.2012;8А;К-1", Known("x", "Ким", "Ян", null, new(2012, 2, 1), "К-1")).Outcome.ShouldBe(RowOutcome.Ask);

    [Fact]
    public void A_row_repeated_word_for_word_is_a_duplicate() =>
        PupilMatch.Judge(Read("Ким;Ян;;01.02.2012;8А;К-1\nКим;Ян;;01.02.2012;8А;К-1\n"), [])
            .Select(verdict => verdict.Outcome).ShouldBe([RowOutcome.Create, RowOutcome.Duplicate]);

    [Fact]
    public void A_pupil_named_twice_with_different_data_is_an_error_in_both_rows() =>
        PupilMatch.Judge(Read("Ким;Ян;;01.02.2012;8А;К-1\nКим;Ян;;01.02.2012;8Б;К-1\n"), []).ShouldAllBe(verdict => verdict.Outcome == RowOutcome.Error);

    [Fact]
    public void Two_rows_that_reach_one_pupil_by_different_signs_are_asked_about() =>
        PupilMatch.Judge(
            Read("Иванова;Анна;;01.02.2012;8А;А-1\nСмирнова;Анна;;01.02.2012;8А;\n"),
            [Known("x", "Смирнова", "Анна", null, new(2012, 2, 1), "А-1")]).ShouldAllBe(verdict => verdict.Outcome == RowOutcome.Ask);

    [Fact]
    public void A_pupil_whom_the_list_leaves_out_is_left_alone() =>
        PupilMatch.Judge(Read("Ли;Ия;;03.04.2012;8А;Л-1"), [Known("x", "Ким", "Ян")]).ShouldHaveSingleItem().Outcome.ShouldBe(RowOutcome.Create);

    [Fact]
    public void Capital_letters_and_a_lost_yo_change_nothing() =>
        Judge("СЕМЕНОВА;АННА;;01.02.2012;8А;", Known("x", "Семёнова", "Анна", born: new(2012, 2, 1))).Outcome.ShouldBe(RowOutcome.Unchanged);

    private static PupilList Read(string rows) => PupilList.Read(Tables.Text(Header + rows));

    private static PupilVerdict Judge(string row, params KnownPupil[] known) => PupilMatch.Judge(Read(row), known).Single();

    private static KnownPupil Known(
        string id, string family, string given, string? patronymic = null, DateOnly? born = null, string? file = null, string schoolClass = "8А") =>
        new(PupilId.From(id), new PersonCard(family, given, patronymic, born, null, file), ClassName.Parse(schoolClass));

    private static IReadOnlyList<KnownPupil> After(PupilList list) =>
        [.. list.Rows.Select(row => new KnownPupil(Id.New<PupilId>(), row.Card, row.Class))];
}
