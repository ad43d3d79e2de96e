using ElJournal.Accounting.Closing;
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

/// <summary>A closed page on a real database: nothing gets in, not even what was on its way when the page closed.</summary>
public sealed class ClosedPageTests : IAsyncLifetime
{
    private TestSchool _school = null!;
    private LessonId _lesson = null!;
    private IReadOnlyList<PupilId> _pupils = [];
    private TermId _term;

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start();
        (_lesson, _pupils) = await _school.TodaysLesson();
        await using var session = Session();
        var course = (await session.LoadAsync<CourseCard>(Streams.Course(_lesson.Course)))!;
        _term = (await session.LoadAsync<YearCalendar>(Streams.Year(course.Year)))!.TermOn(_lesson.Date, course.Level)!.Id;
    }

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    private IQuerySession Session() => _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);

    private ClosePage Close(params IReadOnlyList<PageGap> seen) => new(Guid.NewGuid(), _lesson.Course, _term, seen);

    private Task<Outcome> CloseAsItIs() => _school.ClosePageAsItIs(_lesson.Course, _term);

    private EnterCells Entry(int pupil) => new(new EnterCell(Guid.NewGuid(), _lesson, _pupils[pupil], "5", 0));

    [Fact]
    public async Task A_closed_page_takes_nothing_until_it_is_reopened_on_a_document()
    {
        var unseen = (await _school.Send(Close(), TestSchool.Deputy)).Refusal!;
        unseen.Kind.ShouldBe(Refusals.GapsAreOthers);
        ((IReadOnlyList<PageGap>)unseen.Current!).Select(g => g.Kind).ShouldContain(PageGaps.TermGrades);
        (await CloseAsItIs()).Refusal.ShouldBeNull();
        (await _school.Send(Entry(0), TestSchool.Teacher)).Refusal!.Kind.ShouldBe(Refusals.PageIsClosed);
        (await _school.Send(new SetTopic(Guid.NewGuid(), _lesson, "Корень", null, 0), TestSchool.Teacher)).Refusal!.Kind.ShouldBe(Refusals.PageIsClosed);

        ReopenPage Reopen(string document) => new(Guid.NewGuid(), _lesson.Course, _term, document, new Opening("ошибка в теме"));
        (await _school.Send(Reopen(" "), TestSchool.Deputy)).Refusal!.Kind.ShouldBe(Refusals.DocumentIsMissing);
        (await _school.Send(Reopen("приказ № 12 от 20.11.2026"), TestSchool.Deputy)).Refusal.ShouldBeNull();
        (await _school.Send(Entry(0), TestSchool.Teacher)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Who_teaches_does_not_close() =>
        (await _school.Send(Close(), TestSchool.Teacher)).Refusal!.Kind.ShouldBe(Store.Refusals.NotAllowed);

    [Fact]
    public async Task Nothing_stands_in_the_log_after_a_closing_that_came_amid_entries()
    {
        var entries = Enumerable.Range(0, 12).Select(pupil => _school.Send(Entry(pupil), TestSchool.Teacher)).ToList();
        var closing = await CloseAsItIs();
        var outcomes = await Task.WhenAll(entries);

        closing.Refusal.ShouldBeNull();
        outcomes.ShouldAllBe(o => o.IsAccepted || o.Refusal!.Kind == Refusals.PageIsClosed);
        await using var session = Session();
        var closed = (await session.Events.FetchStreamAsync(TermPages.Stream(_lesson.Course, _term))).ShouldHaveSingleItem();
        var written = await session.Events.FetchStreamAsync(_lesson.Stream);
        written.Count(e => e.Data is GradeRecorded).ShouldBe(outcomes.Count(o => o.IsAccepted));
        written.ShouldAllBe(e => e.Sequence < closed.Sequence);
    }
}
