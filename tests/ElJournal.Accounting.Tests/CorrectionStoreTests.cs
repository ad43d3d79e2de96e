using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Substitutions;
using ElJournal.Accounting.Terms;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Testing;
using JasperFx.Events;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Accounting.Tests;

/// <summary>Permissions on a real database: one grant lets one entry in, and the log alone shows by what.</summary>
public sealed class CorrectionStoreTests : IAsyncLifetime
{
    private readonly MovedClock _clock = new();
    private TestSchool _school = null!;
    private LessonId _lesson = null!;
    private IReadOnlyList<PupilId> _pupils = [];
    private TermId _term;

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start(builder => builder.Services.AddSingleton<TimeProvider>(_clock));
        (_lesson, _pupils) = await _school.TodaysLesson();
        await using var session = Session();
        var course = (await session.LoadAsync<CourseCard>(Streams.Course(_lesson.Course)))!;
        var year = (await session.LoadAsync<YearCalendar>(Streams.Year(course.Year)))!;
        _term = year.TermOn(_lesson.Date, course.Level)!.Id;
        await using var scope = _school.Services.CreateAsyncScope();
        await SampleSchool.Of(scope.ServiceProvider).SetCorrections(year.From, Access.Rights.Actors.ForCommandLine(TestSchool.School));
        (await _school.Send(Entry("5"), TestSchool.Teacher)).Refusal.ShouldBeNull();
        (await _school.ClosePageAsItIs(_lesson.Course, _term)).Refusal.ShouldBeNull();
    }

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    private IQuerySession Session() => _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);

    private CorrectionTarget Target => CorrectionTarget.Of(CorrectionKinds.Cell, _lesson, _pupils[0]);

    private EnterCells Entry(string value, int seen = 0) => new(new EnterCell(Guid.NewGuid(), _lesson, _pupils[0], value, seen));

    private async Task<CorrectionId> Asked(string old = "5")
    {
        var id = Id.New<CorrectionId>();
        (await _school.Send(new RequestCorrection(Guid.NewGuid(), id, Target, old, "4", "typo", new Opening("описка")), TestSchool.Teacher)).Refusal.ShouldBeNull();
        return id;
    }

    private GrantCorrection Grant(CorrectionId id) => new(Guid.NewGuid(), id, Target, Correction.Moment(_clock.GetUtcNow().AddHours(2)), null);

    private async Task<IReadOnlyList<IEvent>> Life(CorrectionId id)
    {
        await using var session = Session();
        return await session.Events.FetchStreamAsync(id.Stream);
    }

    [Fact]
    public async Task Nothing_stands_after_a_closing_but_what_a_grant_before_it_let_in_once()
    {
        (await _school.Send(Entry("4", 2), TestSchool.Teacher)).Refusal!.Kind.ShouldBe(Refusals.ClosedNeedsPermit);
        var id = await Asked();
        (await _school.Send(Grant(id), TestSchool.Teacher)).Refusal!.Kind.ShouldBe(Store.Refusals.NotAllowed);
        (await _school.Send(Grant(id), TestSchool.Deputy)).Refusal.ShouldBeNull();
        var entry = Entry("4", 2);
        (await _school.Send(entry, TestSchool.Teacher)).Refusal.ShouldBeNull();
        (await _school.Send(entry, TestSchool.Teacher)).Refusal.ShouldBeNull();
        (await _school.Send(Entry("3", 3), TestSchool.Teacher)).Refusal!.Kind.ShouldBe(Refusals.ClosedNeedsPermit);

        await using var session = Session();
        var closed = (await session.Events.FetchStreamAsync(TermPages.Stream(_lesson.Course, _term))).ShouldHaveSingleItem();
        var late = (await session.Events.FetchStreamAsync(_lesson.Stream)).Where(e => e.Sequence > closed.Sequence).ShouldHaveSingleItem();
        late.Header(PageLock.Permit).ShouldBe(id.Value);
        late.Header(Provenance.Headers.Role).ShouldBe("teacher");
        late.Id.ShouldBe(entry.CommandId);
        var life = await Life(id);
        life.Select(e => e.Data.GetType()).ShouldBe([typeof(CorrectionRequested), typeof(CorrectionGranted), typeof(CorrectionApplied)]);
        life[1].Sequence.ShouldBeLessThan(late.Sequence);
        life[2].Data.ShouldBe(new CorrectionApplied(id, late.Id));
    }

    [Fact]
    public async Task Two_windows_that_use_one_grant_and_two_deputies_that_decide_at_once_come_to_one_result()
    {
        var id = await Asked();
        var decisions = await Task.WhenAll(
            _school.Send(Grant(id), TestSchool.Deputy),
            _school.Send(new RefuseCorrection(Guid.NewGuid(), id, Target, new Opening("нет")), TestSchool.Deputy with { Account = new AccountId("other-deputy") }));
        decisions.Count(d => d.IsAccepted).ShouldBe(1);
        (await Life(id)).Count.ShouldBe(2);
        if (!decisions[0].IsAccepted) (await _school.Send(Grant(id = await Asked()), TestSchool.Deputy)).Refusal.ShouldBeNull();

        var entries = await Task.WhenAll(_school.Send(Entry("4", 2), TestSchool.Teacher), _school.Send(Entry("3", 2), TestSchool.Teacher));
        entries.Count(e => e.IsAccepted).ShouldBe(1);
        (await Life(id)).Count(e => e.Data is CorrectionApplied).ShouldBe(1);
    }

    [Fact]
    public async Task A_grade_of_a_closed_period_is_corrected_once_by_a_grant_that_the_log_names()
    {
        var place = new CorrectionTarget(CorrectionKinds.TermGrade, _lesson.Course, null, _pupils[0], _term);
        SetTermGrades Grade(string grade, int seen) => new(_lesson.Course, _term, [new SetTermGrade(Guid.NewGuid(), _pupils[0], grade, seen)]);
        (await _school.Send(Grade("4", 0), TestSchool.Teacher)).Refusal!.Kind.ShouldBe(Refusals.TermNeedsPermit);
        var id = Id.New<CorrectionId>();
        (await _school.Send(new RequestCorrection(Guid.NewGuid(), id, place, null, "4", "typo", new Opening("не выставлена")), TestSchool.Teacher)).Refusal.ShouldBeNull();
        var grant = Grant(id) with { Target = place };
        (await _school.Send(grant, TestSchool.Deputy with { Account = TestSchool.Teacher.Account })).Refusal!.Kind.ShouldBe(Refusals.OwnRequest);
        (await _school.Send(grant, Director)).Refusal.ShouldBeNull();
        await using var session = Session();
        await using var scope = _school.Services.CreateAsyncScope();
        var command = await scope.ServiceProvider.GetRequiredService<CorrectionDesk>()
            .Wanted((await session.LoadAsync<Correction>(id.Stream))!, TestSchool.School, Guid.NewGuid(), default);
        (await _school.Send(command.ShouldNotBeNull(), TestSchool.Teacher)).Refusal.ShouldBeNull();
        (await _school.Send(command, TestSchool.Teacher)).Refusal.ShouldBeNull();
        (await _school.Send(Grade("5", 2), TestSchool.Teacher)).Refusal!.Kind.ShouldBe(Refusals.TermNeedsPermit);

        var page = await session.Events.FetchStreamAsync(TermPages.Stream(_lesson.Course, _term));
        page.Select(e => e.Data.GetType()).ShouldBe([typeof(PageClosed), typeof(TermGradeSet)]);
        page[1].Header(PageLock.Permit).ShouldBe(id.Value);
        var life = await Life(id);
        life[^1].Data.ShouldBe(new CorrectionApplied(id, page[1].Id));
        life[1].Header(Provenance.Headers.Role).ShouldBe("director");
        var sheet = (await _school.Services.GetRequiredService<TermSheets>().Of(TestSchool.Deputy, _lesson.Course, _term))!;
        sheet.History[0].Document!.ShouldStartWith("По разрешению");
    }

    private static Actor Director => TestSchool.Deputy with
    {
        Role = Role.Director,
        Account = new AccountId("director"),
        Grants = Access.Rights.GrantRules.For(new Access.Rights.GrantFacts(Role.Director, default)),
    };

    [Fact]
    public async Task A_substitution_on_a_closed_day_is_decided_once_by_the_directors_grant()
    {
        var place = CorrectionTarget.Of(CorrectionKinds.Substitution, _lesson);
        (await _school.Send(new CancelLesson(Guid.NewGuid(), _lesson, SubstitutionReasons.Illness), TestSchool.Deputy)).Refusal!.Kind.ShouldBe(Refusals.ClosedNeedsPermit);
        await using var session = Session();
        var others = (await session.Query<StaffCard>().ToListAsync()).Select(s => s.Staff).ToList();
        var id = Id.New<CorrectionId>();
        (await _school.Send(
            new RequestCorrection(Guid.NewGuid(), id, place, null, ShiftWish.To(others[0]), "typo", new Opening("замену не записали")), TestSchool.Deputy)).Refusal.ShouldBeNull();
        (await _school.Send(Grant(id) with { Target = place }, TestSchool.Deputy)).Refusal!.Kind.ShouldBe(Refusals.OwnRequest);
        (await _school.Send(Grant(id) with { Target = place }, Director)).Refusal.ShouldBeNull();
        // Who is free at that hour depends on the sample's timetable of the day.
        AssignSubstitute? taken = null;
        foreach (var staff in others)
        {
            var assign = new AssignSubstitute(Guid.NewGuid(), _lesson, staff, SubstitutionReasons.Illness);
            if ((await _school.Send(assign, TestSchool.Deputy)).IsAccepted) taken ??= assign;
        }
        (await _school.Send(new ReleaseSubstitute(Guid.NewGuid(), _lesson), TestSchool.Deputy)).Refusal!.Kind.ShouldBe(Refusals.ClosedNeedsPermit);
        var given = (await session.Events.FetchStreamAsync(_lesson.Stream)).Where(e => e.Data is SubstituteAssigned).ShouldHaveSingleItem();
        given.Header(PageLock.Permit).ShouldBe(id.Value);
        (await Life(id))[^1].Data.ShouldBe(new CorrectionApplied(id, taken!.CommandId));
    }

    [Fact]
    public async Task Combining_and_a_transfer_that_came_too_late_go_from_the_request_over_the_grant_into_the_lessons_once_each()
    {
        await using var session = Session();
        var schedule = await Schedule.Load(session, _lesson.Date.AddDays(-14), _lesson.Date, CancellationToken.None);
        var own = schedule.Lessons.Where(l => l.Lesson.Course == _lesson.Course && l.Lesson.Date < _lesson.Date).OrderByDescending(l => l.Lesson.Date).ToList();
        var combined = own.First(l => Candidates.Partners(l, schedule).Count > 0);
        var with = Candidates.Partners(combined, schedule)[0].Lesson;
        var moved = own.First(l => l != combined).Lesson;
        var to = _lesson with { Slot = schedule.Lessons.Where(l => l.Lesson.Date == _lesson.Date).Max(l => l.Lesson.Slot) + 1 };

        await Decided(combined.Lesson, ShiftWish.With(with), combined.Lesson);
        await Decided(moved, ShiftWish.MoveTo(to), moved, to);
        var shifts = (await session.LoadManyAsync<ChangedLesson>(combined.Lesson.Stream, moved.Stream, to.Stream)).ToDictionary(l => l.Id, l => l.Shift!);
        shifts[combined.Lesson.Stream].With.ShouldBe(with);
        (shifts[moved.Stream].To, shifts[to.Stream].From).ShouldBe((to, moved));
    }

    /// <summary>Refused without a permission; asked for by the deputy, granted by the director, made by the button beside the request, and no second time.</summary>
    private async Task Decided(LessonId lesson, string wanted, params LessonId[] written)
    {
        var place = CorrectionTarget.Of(CorrectionKinds.Substitution, lesson);
        Permits.IsWayOn((await _school.Send(ShiftWish.Command(Guid.NewGuid(), lesson, wanted, null)!, TestSchool.Deputy)).Refusal!).ShouldBeTrue();
        var id = Id.New<CorrectionId>();
        (await _school.Send(new RequestCorrection(Guid.NewGuid(), id, place, null, wanted, "typo", new Opening("не записали вовремя")), TestSchool.Deputy)).Refusal.ShouldBeNull();
        (await _school.Send(Grant(id) with { Target = place }, Director)).Refusal.ShouldBeNull();
        await using var session = Session();
        await using var scope = _school.Services.CreateAsyncScope();
        var command = (await scope.ServiceProvider.GetRequiredService<CorrectionDesk>()
            .Wanted((await session.LoadAsync<Correction>(id.Stream))!, TestSchool.School, Guid.NewGuid(), default)).ShouldNotBeNull();
        (await _school.Send(command, TestSchool.Deputy)).Refusal.ShouldBeNull();
        (await _school.Send(command, TestSchool.Deputy)).Refusal.ShouldBeNull();
        foreach (var one in written)
            (await session.Events.FetchStreamAsync(one.Stream)).Where(e => e.Header(PageLock.Permit) == id.Value).ShouldHaveSingleItem().CausationId.ShouldBe(command.CommandId.ToString());
        (await Life(id)).Select(e => e.Data.GetType()).ShouldBe([typeof(CorrectionRequested), typeof(CorrectionGranted), typeof(CorrectionApplied)]);
    }

    [Fact]
    public async Task A_memo_that_spoke_of_another_value_writes_over_nothing()
    {
        var id = await Asked("3");
        (await _school.Send(Grant(id), TestSchool.Deputy)).Refusal.ShouldBeNull();
        await using var session = Session();
        await using var scope = _school.Services.CreateAsyncScope();
        var command = await scope.ServiceProvider.GetRequiredService<CorrectionDesk>()
            .Wanted((await session.LoadAsync<Correction>(id.Stream))!, TestSchool.School, Guid.NewGuid(), default);
        (await _school.Send(command.ShouldNotBeNull(), TestSchool.Teacher)).Refusal!.Kind.ShouldBe(Refusals.CellIsChanged);
    }

    [Fact]
    public async Task A_grant_that_nobody_used_ends_and_the_program_records_it()
    {
        var id = await Asked();
        (await _school.Send(Grant(id), TestSchool.Deputy)).Refusal.ShouldBeNull();
        _clock.Ahead = TimeSpan.FromHours(3);
        (await _school.Send(Entry("4", 2), TestSchool.Teacher)).Refusal!.Kind.ShouldBe(Refusals.PermitHasEnded);
        // Two nodes, and the same one a minute later.
        var expiry = _school.Services.GetRequiredService<CorrectionExpiry>();
        await Task.WhenAll(expiry.Run(), expiry.Run());
        await expiry.Run();
        (await Life(id)).Count.ShouldBe(3);
        var last = (await Life(id))[^1];
        last.Data.ShouldBeOfType<CorrectionExpired>();
        last.Header(Provenance.Headers.Channel).ShouldBe("program");
        (await Asked()).ShouldNotBe(id);
    }
}
