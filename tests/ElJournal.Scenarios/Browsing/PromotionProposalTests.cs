using System.Net;
using ElJournal.Accounting;
using ElJournal.Accounting.Council;
using ElJournal.Accounting.Terms;
using ElJournal.Kernel;
using ElJournal.Scenarios.PersonalData;
using ElJournal.Setup;
using ElJournal.Testing;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>What a deputy reads beside a pupil when a promotion is proposed: the debt, and what the council has decided.</summary>
public sealed class PromotionProposalTests : IAsyncLifetime
{
    private TestSchool _school = null!;

    public async ValueTask InitializeAsync() => _school = await TestSchool.Start();

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    [Fact]
    public async Task The_page_of_a_class_shows_debts_and_decisions_of_the_council_beside_the_pupil()
    {
        var (lesson, pupils) = await _school.TodaysLesson();
        var failed = new SetTermGrade(Guid.NewGuid(), pupils[0], "2", 0, "control", new Opening("не освоен материал года"));
        await Registry.Done(_school, new SetTermGrades(lesson.Course, YearPages.Annual, [failed]), TestSchool.Teacher);
        var schoolClass = await Registry.ClassOf(_school, pupils[0]);
        await Registry.Done(
            _school, new RecordCouncilDecision(Guid.NewGuid(), schoolClass, "14", lesson.Date, [new CouncilItem(Guid.NewGuid(), CouncilKinds.Conditional, [pupils[0]])]),
            TestSchool.Deputy);
        using var deputy = await Visit.SignIn(_school, "deputy", TestContext.Current.CancellationToken);
        var page = WebUtility.HtmlDecode(await deputy.GetStringAsync($"/school/next-year/{schoolClass}", TestContext.Current.CancellationToken));
        var row = page.Split("<tr>").Where(r => r.Contains("академическая задолженность", StringComparison.Ordinal)).ShouldHaveSingleItem();
        row.ShouldContain("педсовет: перевести условно, протокол № 14");
    }
}
