using ElJournal.Access.Rights;
using ElJournal.Accounting.Council;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Accounting.Tests;

/// <summary>The read side on a real database: page, replay, register, rebuild.</summary>
public sealed class JournalStoreTests : IAsyncLifetime
{
    private TestSchool _school = null!;
    private LessonId _lesson = null!;
    private IReadOnlyList<PupilId> _pupils = [];

    private JournalPages Pages => _school.Services.GetRequiredService<JournalPages>();

    private ChangeRegister Register => _school.Services.GetRequiredService<ChangeRegister>();

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start();
        (_lesson, _pupils) = await _school.TodaysLesson();
        await Accepted(new SetTopic(Guid.NewGuid(), _lesson, "Квадратный корень", null, 0));
        await Accepted(new EnterCells(new EnterCell(Guid.NewGuid(), _lesson, _pupils[0], "5", 0)));
        await Accepted(new EnterCells(new EnterCell(Guid.NewGuid(), _lesson, _pupils[1], "Н", 0)));
        await Accepted(new EnterCells(new EnterCell(Guid.NewGuid(), _lesson, _pupils[0], "4", 3, "retake", new Opening("пересдал после уроков"))));
    }

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    private async Task Accepted(ICommand command) => (await _school.Send(command, TestSchool.Teacher)).Refusal.ShouldBeNull();

    private string?[] Texts(JournalPage page)
    {
        var column = page.Lessons.Index().First(l => l.Item.Lesson == _lesson).Index;
        return [.. _pupils.Take(2).Select(p => page.Pupils.First(r => r.Pupil == p).Cells[column]?.Text)];
    }

    [Fact]
    public async Task In_the_free_minutes_of_the_schools_own_rule_an_author_corrects_without_a_reason_and_nobody_else()
    {
        await using (var session = _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value))
        {
            var rules = (await session.LoadAsync<JournalRules>(Streams.Regulation))!.On(_lesson.Date)!;
            var sent = await _school.Send(
                new SetJournalRules(Guid.NewGuid(), rules with { From = _lesson.Date, FreeMinutes = 30 }), Actors.ForCommandLine(TestSchool.School));
            sent.Refusal.ShouldBeNull();
        }
        EnterCell Entry(int pupil, string value, int seen) => new(Guid.NewGuid(), _lesson, _pupils[pupil], value, seen);
        await Accepted(new EnterCells([Entry(0, "3", 5), Entry(1, "У", 4), Entry(2, "5", 0)]));
        (await _school.Send(new EnterCells(Entry(2, "2", 8)), TestSchool.Deputy)).Refusal!.Kind.ShouldBe(Refusals.ReasonIsMissing);
        await Accepted(new EnterCells(Entry(2, "4", 8)));
        // A second grade leaves the first one its own entry, whose time is asked for in the store.
        await Accepted(new EnterCells(Entry(2, "4/3", 9)));
        await Accepted(new EnterCells(Entry(2, "5/3", 10)));
    }

    [Fact]
    public async Task A_decision_of_the_council_is_in_the_register_with_those_it_is_about_and_so_is_its_end()
    {
        await using var session = _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var schoolClass = (await session.LoadAsync<CourseCard>(Streams.Course(_lesson.Course)))!.Classes[0];
        var decision = Guid.NewGuid();
        (await _school.Send(
            new RecordCouncilDecision(Guid.NewGuid(), schoolClass, "12 (годовой)", _lesson.Date, [new CouncilItem(decision, CouncilKinds.Praise, [.. _pupils.Take(2)])]),
            TestSchool.Deputy)).Refusal?.Text().ShouldBeNull();
        (await _school.Send(new RevokeCouncilDecision(Guid.NewGuid(), schoolClass, decision, new Opening("не тот протокол")), TestSchool.Deputy)).Refusal?.Text().ShouldBeNull();
        await _school.CaughtUp();
        var found = (await Register.Find(TestSchool.Deputy, new ChangeFilter(Kind: ChangeKind.Council)))!;
        found.Select(c => (c.Subject, c.Correction, c.Old is null, c.New is null, c.Note)).ShouldBe([("", true, false, true, "не тот протокол"), ("", false, true, false, null)]);
        found[0].Old.ShouldBe(found[1].New);
        found[1].New!.ShouldStartWith("Похвальный лист: ");
        found[1].New!.ShouldEndWith($"(протокол № 12 (годовой) от {_lesson.Date:dd.MM.yyyy})");
        foreach (var filter in (ChangeFilter[])[new(Pupils: [_pupils[1]]), new(Class: schoolClass)])
            (await Register.Find(TestSchool.Deputy, filter with { Kind = ChangeKind.Council }))!.Count.ShouldBe(2);
        foreach (var filter in (ChangeFilter[])[new(Pupils: [_pupils[2]]), new(Class: new ClassId("7a")), new(Class: schoolClass, Subject: new SubjectId("algebra"))])
            (await Register.Find(TestSchool.Deputy, filter with { Kind = ChangeKind.Council }))!.ShouldBeEmpty();
        // What a history tells of the same events is the same.
        var told = await _school.Services.GetRequiredService<History>().Of(session, TestSchool.School, await session.Events.FetchStreamAsync(Streams.Council(schoolClass)), default);
        told.Select(c => (c.ClassName, c.Old, c.New)).ShouldBe(found.Reverse().Select(c => (c.ClassName, c.Old, c.New)));
    }

    [Fact]
    public async Task New_rules_are_in_the_register_beside_the_former_and_only_for_who_sees_the_whole_school()
    {
        await using var session = _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var former = (await session.LoadAsync<JournalRules>(Streams.Regulation))!.On(_lesson.Date)!;
        var next = former with { From = former.From.AddYears(3), Act = "Положение о журнале 2, п. 4" };
        (await _school.Send(new SetJournalRules(Guid.NewGuid(), next), TestSchool.Deputy)).Refusal?.Text().ShouldBeNull();
        await _school.CaughtUp();
        var found = (await Register.Find(TestSchool.Deputy, new ChangeFilter(Kind: ChangeKind.Rules)))!;
        found[0].ShouldSatisfyAllConditions(
            c => c.Subject.ShouldBe("правила ведения журнала"),
            c => c.New.ShouldBe($"Положение о журнале 2, п. 4 (с {next.From:dd.MM.yyyy})"),
            c => c.Old.ShouldBe(found.Skip(1).First(earlier => earlier.Subject == c.Subject).New),
            c => c.By.ShouldBe(TestSchool.Deputy.Account));
        found[0].Old.ShouldNotBeNull().ShouldContain(former.Act);
        (await Register.Find(TestSchool.Deputy, new ChangeFilter(Class: new ClassId("7a"))))!.ShouldNotContain(c => c.Kind == ChangeKind.Rules);
        var inCharge = new Actor(
            new AccountId("charge"), Role.DeputyHead, TestSchool.School, Channel.Web, "s", new Grants([new Grant(Permission.ReadChanges, Streams.Course(_lesson.Course))]));
        (await Register.Find(inCharge, new ChangeFilter()))!.ShouldNotContain(c => c.Kind == ChangeKind.Rules);
        var told = await _school.Services.GetRequiredService<History>().Of(session, TestSchool.School, await session.Events.FetchStreamAsync(Streams.Regulation), default);
        told[^1].New.ShouldBe(found[0].New);
        told[^1].Old.ShouldBe(found[0].Old);
    }

    [Fact]
    public async Task Who_is_enrolled_between_two_entries_is_in_the_class_for_the_second()
    {
        var newcomer = PupilId.From("newcomer");
        var entry = new EnterCells(new EnterCell(Guid.NewGuid(), _lesson, newcomer, "5", 0));
        (await _school.Send(entry, TestSchool.Teacher)).Refusal!.Kind.ShouldBe(Refusals.PupilIsNotInClass);
        await using var session = _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var course = (await session.LoadAsync<CourseCard>(Streams.Course(_lesson.Course)))!;
        var enrolled = new EnrolPupil(Guid.NewGuid(), newcomer, new PersonCard("Яковлев", "Ян", null, null, "М", null), course.Classes[0], _lesson.Date);
        (await _school.Send(enrolled, Actors.ForCommandLine(TestSchool.School))).Refusal.ShouldBeNull();
        await Accepted(entry);
    }

    [Fact]
    public async Task The_replay_shows_every_step_as_it_was_and_the_last_step_is_the_page_of_now()
    {
        var now = (await Pages.Now(TestSchool.Deputy, _lesson.Course, null))!;
        Texts(now).ShouldBe(["4", "Н"]);
        string?[][] expected = [[null, null], [null, null], ["5", null], ["5", "Н"], ["4", "Н"]];
        for (var step = 0; step < expected.Length; step++)
        {
            var page = (await Pages.At(TestSchool.Deputy, _lesson.Course, now.Term, step, null))!;
            page.Moment!.Steps.ShouldBe(4);
            Texts(page).ShouldBe(expected[step]);
        }
        var last = (await Pages.At(TestSchool.Deputy, _lesson.Course, now.Term, null, null))!;
        last.Moment!.Change!.Old.ShouldBe("5");
        last.Moment.Change.New.ShouldBe("4");
        last.Pupils.Select(p => p.Average).ShouldBe(now.Pupils.Select(p => p.Average));
    }

    [Fact]
    public async Task The_register_tells_who_when_old_new_and_why()
    {
        await _school.CaughtUp();
        // The school's rules, laid down before the first lesson, are the oldest.
        var all = (await Register.Find(TestSchool.Deputy, new ChangeFilter()))!;
        List<Change> found = [.. all.TakeWhile(c => c.Kind != ChangeKind.Rules)];
        found.Count.ShouldBe(4);
        var newest = found[0];
        (newest.Old, newest.New, newest.Correction, newest.Reason, newest.Note, newest.ByName, newest.Role)
            .ShouldBe(("5", "4", true, "Пересдача", "пересдал после уроков", "Соколова И. В.", Role.Teacher));
        (await Register.Find(TestSchool.Deputy, new ChangeFilter(Before: newest.Seq), 2))!.Select(c => c.Seq).ShouldBe(found.Skip(1).Take(2).Select(c => c.Seq));
        (await Register.Find(TestSchool.Deputy, new ChangeFilter { Channel = Channel.Web }))!.Count(c => c.Kind != ChangeKind.Rules).ShouldBe(found.Count(c => c.Channel == Channel.Web));
        (await Register.Find(TestSchool.Deputy, new ChangeFilter { Channel = Channel.Offline })).ShouldBeEmpty();
        (await Register.Authors(TestSchool.School)).ShouldBe(all.Select(c => c.By).Distinct(), ignoreOrder: true);
        (await Register.Find(TestSchool.Deputy, new ChangeFilter(Kind: ChangeKind.Topic)))!.Single().New.ShouldBe("Квадратный корень");
        (await Register.Find(TestSchool.Deputy, new ChangeFilter(Pupils: [_pupils[1]])))!.Single().New.ShouldBe("Н");
        (await Register.Find(TestSchool.Teacher, new ChangeFilter())).ShouldBeNull();
    }

    [Fact]
    public async Task A_rebuilt_register_and_lessons_equal_the_live_ones()
    {
        const string changes = "select md5(string_agg(c::text, '|' order by seq)) from accounting.change c";
        const string lessons = "select md5(string_agg(id || data::text, '|' order by id)) from journal.mt_doc_lesson";
        await _school.CaughtUp();
        var (liveChanges, liveLessons) = (await _school.AsOwner<string>(changes), await _school.AsOwner<string>(lessons));
        liveChanges.ShouldNotBeNull();
        var store = _school.Services.GetRequiredService<IDocumentStore>();
        await _school.AsOwner<object>("delete from accounting.change; delete from journal.mt_doc_lesson");
        using (var daemon = await store.BuildProjectionDaemonAsync(TestSchool.School.Value))
        {
            await daemon.RebuildProjectionAsync(ChangeProjection.Name, TestContext.Current.CancellationToken);
            await daemon.RebuildProjectionAsync<Lesson>(TestContext.Current.CancellationToken);
        }
        (await _school.AsOwner<string>(changes)).ShouldBe(liveChanges);
        (await _school.AsOwner<string>(lessons)).ShouldBe(liveLessons);
    }

    [Fact]
    public async Task A_page_of_another_course_is_not_found_for_one_without_the_right() =>
        (await Pages.Now(TestSchool.Teacher with { Grants = Grants.None }, _lesson.Course, null)).ShouldBeNull();
}
