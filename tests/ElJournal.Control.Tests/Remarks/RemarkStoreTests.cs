using ElJournal.Access.Erasure;
using ElJournal.Access.Rights;
using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;
using ElJournal.Control.Remarks;
using ElJournal.Control.Rounds;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Testing;
using JasperFx.Events;
using Marten;
using Marten.Events.Daemon.Coordination;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Control.Tests.Remarks;

/// <summary>Remarks on a real database: closed by a later entry, once, through pauses, faults and repetitions of the follower.</summary>
public sealed class RemarkStoreTests(ITestOutputHelper output) : IAsyncLifetime
{
    private TestSchool _school = null!;
    private LessonId _lesson = null!;
    private IReadOnlyList<PupilId> _pupils = [];

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start();
        (_lesson, _pupils) = await _school.TodaysLesson();
    }

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    private IQuerySession Session() => _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);

    private async Task<RemarkId> Issued(string lack, PupilId? pupil = null, string? words = null)
    {
        var id = Id.New<RemarkId>();
        (await _school.Send(Issue(id, lack, pupil, words), TestSchool.Deputy)).Refusal.ShouldBeNull();
        return id;
    }

    private IssueRemark Issue(RemarkId id, string lack, PupilId? pupil = null, string? words = null) => new(
        Guid.NewGuid(), id, RemarkTarget.Of(_lesson, pupil), Checks.Lessons, lack, words is null ? null : new Opening(words), _lesson.Date.AddDays(3));

    private async Task Entered(ICommand command) => (await _school.Send(command, TestSchool.Teacher)).Refusal.ShouldBeNull();

    private async Task<IReadOnlyList<IEvent>> Life(RemarkId id)
    {
        await using var session = Session();
        return await session.Events.FetchStreamAsync(id.Stream);
    }

    private async Task<Remark> Standing(RemarkId id)
    {
        await using var session = Session();
        return (await session.LoadAsync<Remark>(id.Stream))!;
    }

    [Fact]
    public async Task It_closes_itself_naming_the_entry_and_never_twice()
    {
        var (topic, homework) = (await Issued(RemarkLacks.Topic), await Issued(RemarkLacks.Homework));
        (await _school.Send(Issue(Id.New<RemarkId>(), RemarkLacks.Topic), TestSchool.Deputy)).Refusal!.Kind.ShouldBe(Refusals.RemarkIsMade);
        (await _school.Send(Issue(Id.New<RemarkId>(), RemarkLacks.Grade), TestSchool.Teacher)).Refusal!.Kind.ShouldBe(Store.Refusals.NotAllowed);
        await Entered(new SetTopic(Guid.NewGuid(), _lesson, "Квадратный корень", null, 0));
        await _school.CaughtUp();

        await using var session = Session();
        var entry = (await session.Events.FetchStreamAsync(_lesson.Stream)).Single(e => e.Data is TopicRecorded);
        var life = await Life(topic);
        life.Select(e => e.Data.GetType()).ShouldBe([typeof(RemarkIssued), typeof(RemarkMended)]);
        var mended = (RemarkMended)life[1].Data;
        (mended.Entry, mended.Kind, mended.On).ShouldBe((entry.Id, "accounting.topic_recorded.v1", _lesson.Date));
        life[1].UserName.ShouldBe("program");
        life[1].Sequence.ShouldBeGreaterThan(entry.Sequence);
        output.WriteLine($"closed {(life[1].Timestamp - entry.Timestamp).TotalMilliseconds:0} ms after the entry");
        (await Life(homework)).ShouldHaveSingleItem();
        ((RemarkIssued)life[0].Data).Teacher.ShouldBe(new StaffId("sokolova"));

        // The same events met once more, as after a restart in the middle of a page, and all of them from the beginning.
        var all = (await session.Events.QueryAllRawEvents().OrderBy(e => e.Sequence).ToListAsync()).Where(e => e.StreamKey == _lesson.Stream || e.StreamKey!.StartsWith("remark/", StringComparison.Ordinal)).ToList();
        var mender = _school.Services.GetRequiredService<RemarkMender>();
        await mender.Mend(TestSchool.School, all, CancellationToken.None);
        await mender.Mend(TestSchool.School, [entry], CancellationToken.None);
        (await Life(topic)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_opened_again_waits_for_another_entry()
    {
        var id = await Issued(RemarkLacks.Topic);
        await Entered(new SetTopic(Guid.NewGuid(), _lesson, "Корень", null, 0));
        await _school.CaughtUp();
        var reopen = new ReopenRemark(Guid.NewGuid(), id, RemarkTarget.Of(_lesson), _lesson.Date.AddDays(5), new Opening("Тема не по плану"));
        (await _school.Send(reopen, TestSchool.Deputy)).Refusal.ShouldBeNull();
        await _school.CaughtUp();
        (await Standing(id)).IsOpen.ShouldBeTrue();
        await Entered(new SetHomework(Guid.NewGuid(), _lesson, "§ 12", 20, 0));
        await _school.CaughtUp();
        (await Standing(id)).IsOpen.ShouldBeTrue();
        await Entered(new SetTopic(Guid.NewGuid(), _lesson, "Арифметический квадратный корень", null, 2, "typo"));
        await _school.CaughtUp();
        (await Standing(id)).State.ShouldBe(RemarkState.Mended);
        (await Life(id)).Count.ShouldBe(4);
        await using var session = Session();
        var words = await _school.Services.GetRequiredService<Store.Openings>().Read(TestSchool.School, [reopen.Words.Id]);
        words[reopen.Words.Id].ShouldBe("Тема не по плану");
    }

    [Fact]
    public async Task What_was_entered_while_nobody_followed_is_found_when_somebody_does()
    {
        var id = await Issued(RemarkLacks.Attendance);
        await _school.CaughtUp();
        var coordinator = _school.Services.GetRequiredService<IProjectionCoordinator>();
        await coordinator.PauseAsync();
        await Entered(new CheckAttendance(Guid.NewGuid(), _lesson));
        (await Standing(id)).IsOpen.ShouldBeTrue();
        await coordinator.ResumeAsync();
        await _school.CaughtUp();
        (await Standing(id)).State.ShouldBe(RemarkState.Mended);
    }

    [Fact]
    public async Task A_database_that_refuses_for_a_while_leaves_no_remark_open()
    {
        var id = await Issued(RemarkLacks.Homework);
        await _school.CaughtUp();
        // A sequence keeps its count when the transaction is taken back.
        await _school.AsOwner<int>("""
            create sequence journal.tries;
            create function journal.refuse() returns trigger language plpgsql security definer as $$ begin perform nextval('journal.tries'); raise exception 'not now'; end $$;
            create trigger refuse before update on journal.mt_doc_remark for each row execute function journal.refuse();
            select 1
            """);
        await Entered(new SetHomework(Guid.NewGuid(), _lesson, "§ 12, № 252", 30, 0));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await _school.AsOwner<bool>("select is_called from journal.tries")) await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        (await Standing(id)).IsOpen.ShouldBeTrue();
        await _school.AsOwner<int>("drop trigger refuse on journal.mt_doc_remark; select 1");
        await _school.CaughtUp();
        (await Standing(id)).State.ShouldBe(RemarkState.Mended);
        (await Life(id)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_cell_and_a_column_close_by_grades_and_absences()
    {
        var (cell, column) = (await Issued(RemarkLacks.Grade, _pupils[0]), await Issued(RemarkLacks.Grade));
        await Entered(new EnterCells(new EnterCell(Guid.NewGuid(), _lesson, _pupils[0], "5", 0)));
        await _school.CaughtUp();
        (await Standing(cell)).State.ShouldBe(RemarkState.Mended);
        (await Standing(column)).IsOpen.ShouldBeTrue();
        foreach (var (i, pupil) in _pupils.Skip(1).Index()) await Entered(new EnterCells(new EnterCell(Guid.NewGuid(), _lesson, pupil, i % 3 == 0 ? "Н" : "4", 0)));
        await _school.CaughtUp();
        (await Standing(column)).State.ShouldBe(RemarkState.Mended);
    }

    [Fact]
    public async Task A_round_needs_the_right_on_each_of_its_pages()
    {
        var other = new CourseId("algebra-7a");
        var area = TestSchool.Deputy with { Grants = new Grants([new Grant(Permission.ManageControl, Streams.Course(_lesson.Course))]) };
        BeginRound Begin(params CourseId[] courses) => new(
            Guid.NewGuid(), Id.New<RoundId>(), new RoundScope([], [], [], [], courses), [Checks.Lessons], _lesson.Date, _lesson.Date, []);
        (await _school.Send(Begin(_lesson.Course, other), area)).Refusal!.Kind.ShouldBe(Store.Refusals.NotAllowed);
        (await _school.Send(Begin(_lesson.Course, other), TestSchool.Deputy)).Refusal.ShouldBeNull();
        var own = Begin(_lesson.Course);
        (await _school.Send(own, area)).Refusal.ShouldBeNull();
        // Sent again it is the same round; concluded under other pages it is none.
        (await _school.Send(own, area)).Refusal.ShouldBeNull();
        (await _school.Send(new ConcludeRound(Guid.NewGuid(), own.Round, [other], [], new Opening("?")), TestSchool.Deputy)).Refusal!.Kind.ShouldBe(Refusals.RoundIsUnknown);
        (await _school.Send(new ConcludeRound(Guid.NewGuid(), own.Round, [_lesson.Course], [], new Opening("Ведутся")), area)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Words_about_a_pupil_go_with_the_pupil()
    {
        var id = await Issued(RemarkLacks.WrongGrade, _pupils[0], "Отметка не той ученицы");
        (await _school.Send(new DepartPupil(Guid.NewGuid(), _pupils[0], _lesson.Date, "приказ № 7"), Actors.ForCommandLine(TestSchool.School))).Refusal.ShouldBeNull();
        var director = TestSchool.Deputy with { Role = Role.Director, Grants = GrantRules.For(new GrantFacts(Role.Director, default)) };
        (await _school.Send(new EraseCard(Guid.NewGuid(), Streams.Pupil(_pupils[0]), true, "ordered", "решение № 17 от 20.11.2026"), director)).Refusal.ShouldBeNull();
        var opening = (await Standing(id)).Words!.Value;
        (await _school.Services.GetRequiredService<Store.Openings>().Read(TestSchool.School, [opening])).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_deputy_and_entry_at_once_one_closes_it()
    {
        var id = await Issued(RemarkLacks.Topic);
        await Task.WhenAll(
            Entered(new SetTopic(Guid.NewGuid(), _lesson, "Корень", null, 0)),
            _school.Send(new CloseRemark(Guid.NewGuid(), id, RemarkTarget.Of(_lesson)), TestSchool.Deputy));
        await _school.CaughtUp();
        (await Life(id)).Count(e => e.Data is RemarkMended or RemarkClosed).ShouldBe(1);
    }
}
