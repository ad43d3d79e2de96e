using ElJournal.Setup.Imports;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Imports;

/// <summary>The sample school's own files: what a newcomer sees must import without a single remark.</summary>
public sealed class SampleFilesTests
{
    private static readonly string Folder = Path.Combine(RealFiles.Root.FullName, "tests", "ElJournal.Testing", "Sample");

    public static TheoryData<string, int> Plans => new()
    {
        { "algebra-8", 102 }, { "geometriya-8", 68 }, { "russkij-yazyk-8", 102 }, { "literatura-8", 68 }, { "anglijskij-8", 102 }, { "istoriya-8", 68 },
        { "obshchestvoznanie-8", 34 }, { "geografiya-8", 68 }, { "biologiya-8", 68 }, { "fizika-8", 68 }, { "himiya-8", 68 }, { "informatika-8", 34 },
    };

    [Fact]
    public void The_pupils_are_all_new_and_their_namesakes_are_told_apart()
    {
        var list = PupilList.Read(TableFile.Read(Path.Combine(Folder, "pupils.csv")));

        list.Faults.ShouldBeEmpty();
        list.File.Encoding.ShouldBe("utf-8-bom");
        list.Rows.Select(row => row.Class.ToString()).Distinct().ShouldBe(["7А", "8А", "8Б"]);
        PupilMatch.Judge(list, []).ShouldAllBe(verdict => verdict.Outcome == RowOutcome.Create);
        list.Rows.Count(row => row.Card is { Family: "Кузнецова", Given: "Анна", Patronymic: "Сергеевна" }).ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void A_plan_has_a_lesson_for_every_hour(string name, int hours)
    {
        var plan = PlanFile.Read(TableFile.Read(Path.Combine(Folder, "plans", name + ".csv")));

        plan.Items.Count.ShouldBe(hours);
        plan.TotalHours.ShouldBe(hours);
        plan.Items.Select(item => item.Topic).ShouldBeUnique();
        plan.Items.Count(item => item.Homework is not null).ShouldBeGreaterThan(hours * 3 / 4);
        plan.Lines.Last().Report.Reason.ShouldBe("Итоговая строка.");
        plan.Report().IsClean.ShouldBeTrue();
    }
}
