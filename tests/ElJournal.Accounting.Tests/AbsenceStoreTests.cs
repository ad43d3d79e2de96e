using System.Diagnostics;
using ElJournal.Accounting.Absences;
using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Family;
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

/// <summary>Absence documents on a real database: a fortnight of lessons in one command, what comes later, what is closed, and the way back.</summary>
public sealed class AbsenceStoreTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly ClassId Class = new("8b");
    private static readonly Actor Lead = Leading(Class);

    private TestSchool _school = null!;
    private LessonId _lesson = null!;
    private PupilId _pupil;
    private DateOnly _from;
    private List<LessonId> _lessons = [];

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start();
        (_lesson, var pupils) = await _school.TodaysLesson();
        _pupil = pupils[0];
        await using var session = Session();
        var year = await session.Query<YearCalendar>().SingleAsync();
        var courses = (await session.Query<CourseCard>().ToListAsync()).Where(c => c.Classes.Contains(Class)).ToDictionary(c => c.Course);
        var table = (await session.LoadAsync<UnitTimetable>(Streams.Timetable(Class.Value)))!;
        var days = Enumerable.Range(0, 40).Select(back => _lesson.Date.AddDays(-back)).Where(day => table.On(day, 8, year).Any()).Take(12).ToList();
        _from = days[^1];
        _lessons = [.. days.SelectMany(day => table.On(day, 8, year).Where(s => courses[s.Course].IsTaughtOn(day)).Select(s => new LessonId(s.Course, day, s.Slot)))];
        foreach (var lesson in _lessons.Skip(1))
            (await _school.Send(new EnterCells([.. pupils.Take(30).Select((p, i) => new EnterCell(Guid.NewGuid(), lesson, p, i == 0 ? "Н" : "4", 0))]), TestSchool.Teacher)).Refusal.ShouldBeNull();
    }

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    private static Actor Leading(ClassId schoolClass) => new(
        new AccountId("sample-classteacher"), Role.ClassTeacher, TestSchool.School, Channel.Web, "test",
        new Grants([new Grant(Permission.ManageAbsences, Streams.Class(schoolClass)), new Grant(Permission.ReadAbsences, Streams.Class(schoolClass))]));

    private IQuerySession Session() => _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);

    private AttachAbsenceDocument Attach() => new(
        Guid.NewGuid(), Id.New<AbsenceDocumentId>(), Class, _pupil, _from, _lesson.Date, "medical", "12", _lesson.Date);

    private AbsenceRegister Register => _school.Services.GetRequiredService<AbsenceRegister>();

    private async Task<List<string?>> Codes()
    {
        await using var session = Session();
        return [.. (await session.LoadManyAsync<Lesson>(_lessons.Skip(1).Select(l => l.Stream).ToArray())).Select(l => l.CellOf(_pupil).Attendance)];
    }

    [Fact]
    public async Task A_fortnight_is_turned_by_one_command_told_everywhere_and_given_back()
    {
        var before = (await Register.Of(Lead, Class, CancellationToken.None))!;
        before.Spells.ShouldContain(s => s.Pupil == _pupil && s.Lessons == _lessons.Count - 1 && s.From == _from);

        var command = Attach();
        await Timed("turned, cold", () => _school.Send(command, Lead));
        (await _school.Send(command, Lead)).Refusal.ShouldBeNull();
        (await Codes()).ShouldAllBe(code => code == "Б");

        // A teacher who comes later, types what teachers type.
        (await _school.Send(new EnterCells(new EnterCell(Guid.NewGuid(), _lesson, _pupil, "Н", 0)), TestSchool.Teacher)).Refusal.ShouldBeNull();
        await using var session = Session();
        (await session.LoadAsync<Lesson>(_lesson.Stream))!.CellOf(_pupil).Explained.ShouldBe(new Explanation(command.Document, "medical", "Н"));
        var after = (await Register.Of(Lead, Class, CancellationToken.None))!;
        after.Spells.ShouldNotContain(s => s.Pupil == _pupil);
        var line = after.Documents.ShouldHaveSingleItem();
        (line.Explained, line.Since, line.Closed).ShouldBe((_lessons.Count, 0, 0));

        // The next teacher of such a day is offered what a teacher marks: the document turns it there too.
        var last = _lessons.Where(l => l.Date == _from).MaxBy(l => l.Slot)!;
        (await _school.Services.GetRequiredService<EarlierAbsences>().Before(TestSchool.Teacher, last))!.Absent.ShouldContain(new EarlierAbsent(_pupil, "Н"));

        var history = await _school.Services.GetRequiredService<History>().Of(session, TestSchool.School, _lessons[1], _pupil, null, CancellationToken.None);
        history.Select(c => (c.Old, c.New)).ShouldBe([(null, "Н"), ("Н", "Б")]);
        history[1].Reason!.ShouldContain("№ 12");
        history[1].ByName.ShouldNotBeEmpty();
        await _school.CaughtUp();
        var found = (await _school.Services.GetRequiredService<ChangeRegister>().Find(TestSchool.Deputy, new ChangeFilter(Pupils: [_pupil], Kind: ChangeKind.Attendance), 500))!;
        found.Count(c => c.Reason?.Contains("№ 12", StringComparison.Ordinal) == true).ShouldBe(_lessons.Count);
        var family = TestSchool.Teacher with { Role = Role.Guardian, Grants = new Grants([new Grant(Permission.ReadPupil, Streams.Pupil(_pupil))]) };
        var week = (await _school.Services.GetRequiredService<Weeks>().Of(family, _pupil))!;
        week.Days.SelectMany(d => d.Lessons).First(l => l.Attendance is not null).Attendance!.ShouldSatisfyAllConditions(
            a => a.Letter.ShouldBe("Б"), a => a.Document.ShouldBe("Медицинская справка"));

        var withdraw = new WithdrawAbsenceDocument(Guid.NewGuid(), command.Document, Class, new Opening("справка другого ученика"));
        await Timed("given back", () => _school.Send(withdraw, Lead));
        (await _school.Send(withdraw, Lead)).Refusal.ShouldBeNull();
        (await Codes()).ShouldAllBe(code => code == "Н");
        (await _school.Services.GetRequiredService<History>().Of(session, TestSchool.School, _lessons[1], _pupil, null, CancellationToken.None))[^1]
            .Reason!.ShouldContain("справка другого ученика");
        (await Register.Of(Lead, Class, CancellationToken.None))!.Documents.ShouldHaveSingleItem().Why.ShouldBe("справка другого ученика");
        await Timed("turned again", () => _school.Send(Attach(), Lead));
        var watch = Stopwatch.StartNew();
        await Register.Of(Lead, Class, CancellationToken.None);
        output.WriteLine($"the class's page is read in {watch.ElapsedMilliseconds} ms");
    }

    private async Task Timed(string what, Func<Task<Outcome>> send)
    {
        var watch = Stopwatch.StartNew();
        (await send()).Refusal.ShouldBeNull();
        output.WriteLine($"{_lessons.Count - 1} lessons {what} in {watch.ElapsedMilliseconds} ms");
    }

    [Fact]
    public async Task A_closed_page_is_left_named_and_turned_when_it_is_open_again()
    {
        await using var session = Session();
        var shut = _lessons.Skip(1).First(l => l.Course == _lesson.Course);
        var course = (await session.LoadAsync<CourseCard>(Streams.Course(shut.Course)))!;
        var term = (await session.LoadAsync<YearCalendar>(Streams.Year(course.Year)))!.TermOn(shut.Date, course.Level)!.Id;
        (await _school.ClosePageAsItIs(shut.Course, term)).Refusal.ShouldBeNull();

        var command = Attach();
        (await _school.Send(command, Lead)).Refusal.ShouldBeNull();
        var view = (await Register.Of(Lead, Class, command.Document, CancellationToken.None))!;
        view.Closed.Select(l => l.Lesson).ShouldContain(shut);
        view.Closed.ShouldAllBe(l => l.Lesson.Course == shut.Course && l.Code == "Н");
        view.Since.ShouldBeEmpty();

        (await _school.Send(new ReopenPage(Guid.NewGuid(), shut.Course, term, "приказ № 12", null), TestSchool.Deputy)).Refusal.ShouldBeNull();
        (await Register.Of(Lead, Class, CancellationToken.None))!.Documents.ShouldHaveSingleItem().Since.ShouldBe(view.Closed.Count);
        var follow = new FollowAbsenceDocument(Guid.NewGuid(), command.Document, Class);
        (await _school.Send(follow, Lead)).Refusal.ShouldBeNull();
        (await _school.Send(follow, Lead)).Refusal.ShouldBeNull();
        (await Codes()).ShouldAllBe(code => code == "Б");
    }

    [Fact]
    public async Task Nobody_but_the_class_teacher_and_a_deputy_attaches_and_entries_at_the_same_moment_are_not_lost()
    {
        (await _school.Send(Attach(), Leading(new ClassId("7a")))).Refusal!.Kind.ShouldBe(Store.Refusals.NotAllowed);
        (await _school.Send(Attach() with { Class = new ClassId("7a") }, Leading(new ClassId("7a")))).Refusal!.Kind.ShouldBe(Refusals.AbsenceOfAnotherClass);
        (await _school.Send(Attach(), TestSchool.Teacher)).Refusal!.Kind.ShouldBe(Store.Refusals.NotAllowed);
        (await Register.Of(Leading(new ClassId("7a")), Class, CancellationToken.None)).ShouldBeNull();

        var command = Attach();
        var entries = _lessons.Skip(1).Take(8).Select(lesson => _school.Send(
            new EnterCells(new EnterCell(Guid.NewGuid(), lesson, _pupil, "О", 2, "typo")), TestSchool.Teacher)).ToList();
        var attached = await _school.Send(command, TestSchool.Deputy);
        var outcomes = await Task.WhenAll(entries);
        attached.Refusal.ShouldBeNull();
        var codes = await Codes();
        codes.Count(c => c == "О").ShouldBe(outcomes.Count(o => o.IsAccepted), "what a teacher has entered stands, whoever was first");
        codes.ShouldAllBe(c => c == "О" || c == "Б");
    }
}
