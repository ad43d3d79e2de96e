using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Debts;
using ElJournal.Accounting.Terms;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Accounting.Tests;

/// <summary>An academic debt on a real database: two who record at once, the changed grade, a rebuild.</summary>
public sealed class DebtStoreTests : IAsyncLifetime
{
    private TestSchool _school = null!;
    private DebtKey _debt = null!;
    private DateOnly _today;

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start();
        var (lesson, pupils) = await _school.TodaysLesson();
        (_debt, _today) = (new DebtKey(lesson.Course, YearPages.Annual, pupils[0]), lesson.Date);
        var failed = new SetTermGrade(Guid.NewGuid(), pupils[0], "2", 0, "control", new Opening("не освоен материал года"));
        (await _school.Send(new SetTermGrades(lesson.Course, YearPages.Annual, [failed]), TestSchool.Teacher)).Refusal.ShouldBeNull();
    }

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    [Fact]
    public async Task One_of_two_results_is_recorded_and_a_rebuild_changes_nothing()
    {
        var register = _school.Services.GetRequiredService<DebtRegister>();
        (await register.Of(TestSchool.Deputy, null, null, false)).Rows.ShouldHaveSingleItem().Debt.State.ShouldBe(DebtState.Waiting);
        (await _school.Send(new AppointRetake(Guid.NewGuid(), _debt, _today, RetakeForms.Oral, [new StaffId("sokolova")]), TestSchool.Deputy)).Refusal.ShouldBeNull();

        var outcomes = await Task.WhenAll(new[] { "3", "4" }.Select(grade =>
            _school.Send(new RecordRetake(Guid.NewGuid(), _debt, grade, "12", _today, "№ 118"), TestSchool.Deputy)));
        outcomes.Count(o => o.IsAccepted).ShouldBe(1);
        outcomes.Single(o => !o.IsAccepted).Refusal!.Kind.ShouldBe(Refusals.DebtIsOver);
        (await register.Of(TestSchool.Deputy, null, null, false)).Rows.ShouldBeEmpty();

        await using var session = _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var page = (await session.LoadAsync<TermPage>(TermPages.Stream(_debt.Course, _debt.Term)))!;
        page.MarkOf(_debt.Pupil)!.ShouldSatisfyAllConditions(m => m.Former.ShouldBe("2"), m => m.Document.ShouldBe("№ 118"), m => m.Corrected.ShouldBeTrue());
        var stored = (await session.LoadAsync<AcademicDebt>(_debt.Stream))!;
        var folded = (await session.Events.AggregateStreamAsync<AcademicDebt>(_debt.Stream))!;
        (folded.Passed, folded.Spent, folded.Retakes.Count).ShouldBe((stored.Passed, stored.Spent, stored.Retakes.Count));
    }

    [Fact]
    public async Task A_promotion_is_told_of_debts_and_of_annual_grades_that_are_missing()
    {
        await using var session = _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var course = (await session.LoadAsync<CourseCard>(Streams.Course(_debt.Course)))!;
        var subject = (await session.LoadAsync<SubjectCard>(Streams.Subject(course.Subject)))!.Name;
        var results = _school.Services.GetRequiredService<IYearResults>();
        foreach (var schoolClass in (ClassId?[])[course.Classes[0], null])
        {
            var found = await results.Of(session, course.Year, schoolClass, default);
            found[_debt.Pupil].Owed.ShouldBe([subject]);
            found[_debt.Pupil].Ungraded.ShouldNotContain(subject);
            found.Where(r => r.Key != _debt.Pupil && r.Value.Ungraded.Contains(subject)).ShouldNotBeEmpty();
            found.Values.Count(r => r.Owed.Count > 0).ShouldBe(1);
        }
        (await results.Of(session, new YearId("none"), null, default)).ShouldBeEmpty();
    }
}
