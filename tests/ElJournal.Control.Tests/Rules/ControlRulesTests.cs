using System.Globalization;
using ElJournal.Control.Pages;
using ElJournal.Control.Rules;
using ElJournal.Kernel;
using ElJournal.Setup;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Wolverine.Marten;
using Xunit;

namespace ElJournal.Control.Tests.Rules;

/// <summary>Deadlines are dated rules on a local act: a new version never reaches back (D-4, D-14).</summary>
public sealed class ControlRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 27);
    private static readonly IReadOnlyList<WorkType> Works = [new("control", "К", "Контрольная", 300), new("composition", "Сч", "Сочинение", 200)];
    private static readonly ControlRulesSet First = ControlRulesDraft.Usual(new(2026, 9, 1), "Положение, п. 5", Works, "п. 5.1");

    [Fact]
    public void The_first_rules_may_hold_from_the_beginning_of_the_year_and_said_again_change_nothing()
    {
        Handle(First, null).Events.ShouldBe([First]);
        Handle(First with { Entries = [.. First.Entries], Grades = [.. First.Grades.Select(g => g with { Levels = [.. g.Levels] })] }, ControlRules.Create(First)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_later_version_holds_from_tomorrow_at_the_earliest_and_leaves_the_past_as_it_was_judged()
    {
        var standing = ControlRules.Create(First);
        var next = First with { From = Today.AddDays(1), LagHours = 2, Act = "Приказ № 9" };
        Refused(next with { From = Today }, standing).ShouldBe(Refusals.RulesReachBack);
        Refused(First with { LagHours = 2 }, standing).ShouldBe(Refusals.RulesReachBack);
        Handle(next, standing).Events.ShouldBe([next]);
        var both = ControlRules.Apply(next, standing);
        both.On(Today)!.LagHours.ShouldBe(4);
        both.On(Today.AddDays(1))!.LagHours.ShouldBe(2);
        both.On(new(2026, 8, 31)).ShouldBeNull();
        // What is not in force yet may still be put right.
        Handle(next with { LagHours = 3 }, both).Events.Count().ShouldBe(1);
    }

    [Fact]
    public void Rules_that_cannot_be_are_refused_by_name()
    {
        Refused(First with { Act = " " }).ShouldBe(Refusals.RulesLackAct);
        Refused(First with { Entries = [.. First.Entries.Skip(1)] }).ShouldBe(Refusals.RulesLackEntries);
        Refused(First with { Entries = [First.Entries[0], First.Entries[0], First.Entries[2]] }).ShouldBe(Refusals.RulesLackEntries);
        Refused(First with { Entries = [First.Entries[0] with { Days = -1 }, .. First.Entries.Skip(1)] }).ShouldBe(Refusals.DeadlineIsOff);
        Refused(First with { Entries = [First.Entries[0] with { Time = "25:00" }, .. First.Entries.Skip(1)] }).ShouldBe(Refusals.DeadlineIsOff);
        Refused(First with { Grades = [] }).ShouldBe(Refusals.DeadlineIsOff);
        Refused(First with { Grades = [First.Grades[^1] with { Levels = [12] }, First.Grades[^1]] }).ShouldBe(Refusals.DeadlineIsOff);
        Refused(First with { Grades = [First.Grades[0]] }).ShouldBe(Refusals.GradesLackRest);
        Refused(First with { LagHours = 0 }).ShouldBe(Refusals.LagIsOff);
        Refused(First with { Grades = [First.Grades[0] with { Clause = "" }, First.Grades[^1]] }).ShouldBe(Refusals.RulesLackClause);
    }

    [Fact]
    public void What_most_schools_have_names_only_kinds_of_work_that_this_school_has()
    {
        First.Grades.SelectMany(g => g.WorkTypes).Distinct().ShouldBe(["control", "composition"]);
        ControlRulesDraft.Usual(Today, "Акт", [], "п. 1").Grades.ShouldHaveSingleItem().WorkTypes.ShouldBeEmpty();
    }

    [Fact]
    public void A_form_gives_back_the_rules_that_filled_it()
    {
        var shown = ControlRulesDraft.Of(First, "2026-09-01").WithEmpty();
        var posted = new Dictionary<string, StringValues>
        {
            ["from"] = "2026-09-01",
            ["act"] = First.Act,
            ["lag"] = shown.LagHours,
            ["entry"] = new([.. shown.Entries.Select(e => e.Entry)]),
            ["entry-days"] = new([.. shown.Entries.Select(e => e.Days)]),
            ["entry-time"] = new([.. shown.Entries.Select(e => e.Time)]),
            ["entry-clause"] = new([.. shown.Entries.Select(e => e.Clause)]),
            ["line"] = new([.. shown.Grades.Select((_, i) => i.ToString(CultureInfo.InvariantCulture))]),
            ["levels"] = new([.. shown.Grades.Select(g => g.Levels)]),
            ["days"] = new([.. shown.Grades.Select(g => g.Days)]),
            ["clause"] = new([.. shown.Grades.Select(g => g.Clause)]),
        };
        foreach (var (i, line) in shown.Grades.Index()) posted[$"work-{i}"] = new([.. line.WorkTypes]);
        var read = ControlRulesDraft.Read(new FormCollection(posted)).Set(First.From);
        Handle(read, ControlRules.Create(First)).Events.ShouldBeEmpty("it is the same rules");
    }

    [Theory]
    [InlineData("5–8, 10", new[] { 5, 6, 7, 8, 10 }, "5–8, 10")]
    [InlineData("9 11", new[] { 9, 11 }, "9, 11")]
    [InlineData("", new int[0], "")]
    [InlineData("12", new[] { 0 }, null)]
    [InlineData("8-5", new[] { 0 }, null)]
    [InlineData("пять", new[] { 0 }, null)]
    public void Levels_are_read_as_people_write_them(string typed, int[] levels, string? written)
    {
        LevelText.Read(typed).ShouldBe(levels);
        if (written is not null) LevelText.Of(levels).ShouldBe(written);
    }

    private static (Outcome Outcome, Events Events) Handle(ControlRulesSet rules, ControlRules? standing)
    {
        var answer = SetControlRulesHandler.Handle(new SetControlRules(Guid.NewGuid(), rules), standing, Today);
        answer.Item1.Refusal?.Kind.Code.ShouldBeNull();
        return answer;
    }

    private static RefusalKind Refused(ControlRulesSet rules, ControlRules? standing = null)
    {
        var (outcome, events) = SetControlRulesHandler.Handle(new SetControlRules(Guid.NewGuid(), rules), standing, Today);
        events.ShouldBeEmpty();
        foreach (var language in (string[])["ru-RU", "en-GB"]) outcome.Refusal.ShouldNotBeNull().Text(new CultureInfo(language)).ShouldNotContain("{");
        return outcome.Refusal!.Kind;
    }
}
