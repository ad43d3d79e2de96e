using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Terms;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Accounting.Tests;

/// <summary>Grades of a term on a real database: two people, a rebuild, the page of the journal.</summary>
public sealed class TermGradeStoreTests : IAsyncLifetime
{
    private static readonly Opening Note = new("по итогам контрольной");

    private TestSchool _school = null!;
    private CourseId _course;
    private TermId _term;
    private IReadOnlyList<PupilId> _pupils = [];

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start();
        (var lesson, _pupils) = await _school.TodaysLesson();
        _course = lesson.Course;
        await using var session = Session();
        var course = (await session.LoadAsync<CourseCard>(Streams.Course(_course)))!;
        _term = (await session.LoadAsync<YearCalendar>(Streams.Year(course.Year)))!.TermOn(lesson.Date, course.Level)!.Id;
    }

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    private IQuerySession Session() => _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);

    private SetTermGrade Entry(int pupil, string grade, int seen = 0) => new(Guid.NewGuid(), _pupils[pupil], grade, seen, "control", Note);

    private Task<Outcome> Send(params IReadOnlyList<SetTermGrade> entries) => _school.Send(new SetTermGrades(_course, _term, entries), TestSchool.Teacher);

    [Fact]
    public async Task Of_two_who_grade_one_pupil_one_is_told_what_stands()
    {
        var outcomes = await Task.WhenAll(Send(Entry(0, "5")), Send(Entry(0, "4")));
        outcomes.Count(o => o.IsAccepted).ShouldBe(1);
        outcomes.Single(o => !o.IsAccepted).Refusal!.Kind.ShouldBe(Refusals.TermGradeIsChanged);
    }

    [Fact]
    public async Task A_refused_pupil_holds_up_no_other_and_the_same_again_adds_nothing()
    {
        SetTermGrade[] entries = [Entry(0, "5"), Entry(1, "77"), Entry(2, "3")];
        await using var scope = _school.Services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<Desk>();
        for (var time = 0; time < 2; time++)
        {
            var outcomes = await desk.Send(_course, _term, entries, TestSchool.Teacher, TestContext.Current.CancellationToken);
            outcomes.Select(o => o.Outcome.Refusal?.Kind).ShouldBe([null, Refusals.TermGradeIsOffScale, null]);
        }
        await using var session = Session();
        (await session.Events.FetchStreamAsync(TermPages.Stream(_course, _term))).Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_page_of_the_journal_shows_the_grade_and_a_rebuild_changes_nothing()
    {
        (await Send(Entry(0, "5"), Entry(1, "4"))).Refusal.ShouldBeNull();
        (await Send(Entry(1, "3", 2))).Refusal.ShouldBeNull();
        var bring = new BringTermGrade(Guid.NewGuid(), _course, _term, _pupils[2], "4", BroughtFrom.School, "справка № 3 от 10.11.2026", 0);
        (await _school.Send(bring, TestSchool.Teacher)).Refusal.ShouldBeNull();

        var page = (await _school.Services.GetRequiredService<Journal.JournalPages>().Now(TestSchool.Deputy, _course, _term))!;
        _pupils.Take(3).Select(p => page.Pupils.Single(r => r.Pupil == p).TermGrade).ShouldBe(["5", "3", "4"]);
        var sheet = (await _school.Services.GetRequiredService<TermSheets>().Of(TestSchool.Deputy, _course, _term))!;
        sheet.History.Select(h => (h.Old, h.New)).ShouldBe([(null, "4"), ("4", "3"), (null, "4"), (null, "5")]);

        var store = _school.Services.GetRequiredService<IDocumentStore>();
        await using var session = Session();
        var live = await session.LoadAsync<TermPage>(TermPages.Stream(_course, _term));
        var folded = Fold.Of<TermPage>(await session.Events.FetchStreamAsync(TermPages.Stream(_course, _term)))!;
        folded.Grades.OrderBy(g => g.Key).ShouldBe(live!.Grades.OrderBy(g => g.Key));
        (folded.Closed, folded.From, folded.To).ShouldBe((live.Closed, live.From, live.To));
    }

    [Fact]
    public async Task After_the_closing_no_grade_is_given_and_a_statement_counts_what_stands()
    {
        (await Send([.. _pupils.Select((_, i) => Entry(i, i % 2 == 0 ? "5" : "4"))])).Refusal.ShouldBeNull();
        var outcome = await _school.Send(new ClosePage(Guid.NewGuid(), _course, _term, []), TestSchool.Deputy);
        if (outcome.Refusal?.Current is IReadOnlyList<PageGap> gaps)
        {
            gaps.Select(g => g.Kind).ShouldNotContain(PageGaps.TermGrades);
            outcome = await _school.Send(new ClosePage(Guid.NewGuid(), _course, _term, gaps), TestSchool.Deputy);
        }
        outcome.Refusal.ShouldBeNull();
        (await Send(Entry(0, "4", 1))).Refusal!.Kind.ShouldBe(Refusals.TermPageIsClosed);

        await using var session = Session();
        var schoolClass = (await session.LoadAsync<CourseCard>(Streams.Course(_course)))!.Classes[0];
        var statement = (await _school.Services.GetRequiredService<Statements>().Of(TestSchool.Deputy, schoolClass, _term))!;
        var algebra = statement.Subjects.Single(s => s.Courses.Contains(_course)).Indicators;
        (algebra.Count, algebra.Success, algebra.Quality).ShouldBe((_pupils.Count, 10_000, 10_000));
    }
}
