using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Cli;

/// <summary>The built program as a process: exit codes, answers for programs, and that an import and the sealed log keep their word.</summary>
public sealed class CommandLineTests(Installed installed) : IClassFixture<Installed>
{
    private const string List = "Фамилия;Имя;Отчество;Дата рождения;Класс\r\nПробный;Иван;Ильич;03.04.2014;5А\r\nПробная;Анна;Ильинична;05.06.2014;5А\r\n";

    [Fact]
    public async Task A_list_is_foreseen_then_taken_and_the_same_file_again_changes_nothing()
    {
        var file = installed.File("list.csv", List);

        var foreseen = await installed.Run("import", "pupils", file, "--dry-run", "--json");
        foreseen.Code.ShouldBe(0, foreseen.Error);
        foreseen.Json.AsObject().Select(member => member.Key).ShouldBe(["encoding", "separator", "headerLine", "rows", "totals"]);
        foreseen.Json["encoding"]!.GetValue<string>().ShouldBe("utf-8-bom");
        foreseen.Json["separator"]!.GetValue<string>().ShouldBe(";");
        foreseen.Json["headerLine"]!.GetValue<int>().ShouldBe(1);
        foreseen.Json["rows"]!.AsArray().Select(row => row!["line"]!.GetValue<int>()).ShouldBe([2, 3]);
        foreseen.Json["totals"]!.AsObject().Select(total => total.Key)
            .ShouldBe(["create", "update", "remove", "unchanged", "duplicate", "ask", "ignored", "error"]);

        var taken = await installed.Run("import", "pupils", file, "--json");
        Total(taken, "create").ShouldBe(2, "the dry run must have stored nothing");
        var events = await Events();

        var again = await installed.Run("import", "pupils", file, "--json");
        again.Code.ShouldBe(0, again.Error);
        Total(again, "unchanged").ShouldBe(2);
        (await Events()).ShouldBe(events);
    }

    [Fact]
    public async Task The_log_verifies_to_the_root_of_its_checkpoint_and_holds_every_event()
    {
        var checkpoint = await installed.Run("checkpoint", "--json");
        checkpoint.Code.ShouldBe(0, checkpoint.Error);
        var kept = installed.File("kept.note", "");
        await File.WriteAllTextAsync(kept, checkpoint.Json["checkpoint"]!.GetValue<string>(), TestContext.Current.CancellationToken);

        var verified = await installed.Run("verify", "--against", kept, "--json");

        verified.Code.ShouldBe(0, verified.Out + verified.Error);
        verified.Json["intact"]!.GetValue<bool>().ShouldBeTrue();
        verified.Json["unsealed"]!.GetValue<long>().ShouldBe(0);
        verified.Json["root"]!["base64"]!.GetValue<string>().ShouldBe(checkpoint.Json["root"]!.GetValue<string>());
        verified.Json["size"]!.GetValue<long>().ShouldBe((await Events()).Count);
    }

    [Fact]
    public async Task A_plan_for_a_course_that_does_not_exist_is_refused_and_the_courses_are_named()
    {
        var file = installed.File("plan.csv", "№;Тема;Часы\r\n1;Введение;1\r\n");

        var refused = await installed.Run("import", "plan", file, "--course", "none", "--json");

        refused.Code.ShouldBe(1);
        refused.Json["rows"]!.AsArray().ShouldBeEmpty();
        refused.Json["refusal"]!.GetValue<string>().ShouldContain("--class 8Б --subject \"Алгебра\"");
    }

    [Theory]
    [InlineData("verfy")]
    [InlineData("prove")]
    [InlineData("prove", "--event", "not-an-id")]
    [InlineData("import", "plan", "plan.csv", "--class", "7А")]
    public async Task Wrong_usage_ends_with_two(params string[] arguments) => (await installed.Run(arguments)).Code.ShouldBe(2);

    private static int Total(Answer answer, string outcome)
    {
        answer.Code.ShouldBe(0, answer.Error);
        return answer.Json["totals"]![outcome]!.GetValue<int>();
    }

    private async Task<IReadOnlyList<string>> Events()
    {
        var events = await installed.Run("events", "cat");
        events.Code.ShouldBe(0, events.Error);
        var lines = events.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldAllBe(line => JsonNode.Parse(line)!["seq"] != null);
        return lines;
    }
}
