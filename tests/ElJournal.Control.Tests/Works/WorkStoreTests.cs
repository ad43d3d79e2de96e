using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;
using ElJournal.Control.Works;
using ElJournal.Control.Works.Rules;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Control.Tests.Works;

/// <summary>The schedule on a real database.</summary>
public sealed class WorkStoreTests : IAsyncLifetime
{
    private TestSchool _school = null!;
    private LessonId _lesson = null!;
    private IReadOnlyList<PupilId> _pupils = [];
    private YearCalendar _year = null!;

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start();
        (_lesson, _pupils) = await _school.TodaysLesson();
        await using var session = Session();
        _year = await session.Query<YearCalendar>().SingleAsync();
        (await Send(new SetControlWorkRules(Guid.NewGuid(), ControlWorkRulesDraft.Usual(_year.From, "Положение", "п. 3.7")))).Refusal.ShouldBeNull();
    }

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    [Fact]
    public async Task Of_many_who_plan_for_one_class_and_day_at_once_one_is_let_in()
    {
        var judge = await Judge();
        var class8 = judge.Facts.Courses.Values.Where(c => c.Classes.Contains(ClassId.From("8b"))).ToList();
        // A day on which several courses could have a work.
        var places = Enumerable.Range(7, 40).Select(_lesson.Date.AddDays)
            .Select(day => class8.SelectMany(c => judge.SlotsOf(c.Course, day).Select(s => new WorkPlace(new("x"), c.Course, day, s, 1))).Where(judge.IsFree).DistinctBy(p => p.Course).ToList())
            .First(found => found.Count >= 3);
        var answers = await Task.WhenAll(places.Select((p, i) => Send(Plan(p with { Work = new ControlWorkId($"race-{i}") }))));
        answers.Count(a => a.IsAccepted).ShouldBe(1);
        answers.Where(a => !a.IsAccepted).ShouldAllBe(a => a.Refusal!.Kind == Refusals.WorkBreaksDay);
        WorkAudit.Of(await Judge()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_work_comes_back_as_it_was_planned_explained_and_cancelled_and_its_results_are_the_journals()
    {
        var place = new WorkPlace(new("work"), _lesson.Course, _lesson.Date, _lesson.Slot, 1);
        var broken = (await Judge()).Check(place, []).Any(c => !c.Holds);
        (await Send(Plan(place) with { Why = broken ? A.Why() : null })).Refusal.ShouldBeNull();
        foreach (var (pupil, value) in _pupils.Zip((string[])["5", "4", "4", "Н", "2"]))
            (await _school.Send(new EnterCells(new EnterCell(Guid.NewGuid(), _lesson, pupil, value, 0)), TestSchool.Teacher)).Refusal.ShouldBeNull();
        await using (var session = Session())
        {
            var events = await session.Events.FetchStreamAsync(_lesson.Stream);
            var results = new WorkResults().With(events.Select(e => e.Data), new HashSet<string> { "Н" });
            (results.Wrote, results.Absent).ShouldBe((4, 1));
            results.Counts.ShouldBe([("5", 1), ("4", 2), ("2", 1)]);
        }
        (await Send(new ApproveControlSchedule(Guid.NewGuid(), _year.Year, _year.From, _year.To, A.Order))).Refusal.ShouldBeNull();
        (await Send(new CancelControlWork(Guid.NewGuid(), place.Work, place.Course))).Refusal!.Kind.ShouldBe(Refusals.WorkNeedsPaper);
        var cancel = new CancelControlWork(Guid.NewGuid(), place.Work, place.Course, A.Order);
        (await Send(cancel)).Refusal.ShouldBeNull();
        (await Send(cancel)).Refusal.ShouldBeNull();
        await using var after = Session();
        var work = (await after.LoadAsync<ControlWork>(place.Work.Stream))!;
        (work.Cancelled, work.CancelledBy, work.Deviations.Count).ShouldBe((true, A.Order, broken ? 1 : 0));
        (await Judge()).Facts.Works.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_teacher_and_a_foreign_deputy_plan_nothing()
    {
        var place = new WorkPlace(new("work"), _lesson.Course, _lesson.Date, _lesson.Slot, 1);
        (await _school.Send(Plan(place), TestSchool.Teacher)).IsAccepted.ShouldBeFalse();
        var other = TestSchool.Deputy with { Grants = new Grants([new Grant(Permission.PlanControlWorks, "course/algebra-7a")]) };
        (await _school.Send(Plan(place), other)).IsAccepted.ShouldBeFalse();
        (await _school.Send(new ApproveControlSchedule(Guid.NewGuid(), _year.Year, _year.From, _year.To, A.Order), other)).IsAccepted.ShouldBeFalse();
    }

    private static PlanControlWork Plan(WorkPlace p) =>
        new(Guid.NewGuid(), p.Work, p.Course, p.Date, p.Slot, p.Lessons, ControlForms.Written, ControlLevels.School, "Тема");

    private async Task<WorkJudge> Judge()
    {
        await using var session = Session();
        return new WorkJudge(await WorkFacts.Of(_year, session, TimeProvider.System, CancellationToken.None));
    }

    private IQuerySession Session() => _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);

    private Task<Outcome> Send(ICommand command) => _school.Send(command, TestSchool.Deputy);
}
