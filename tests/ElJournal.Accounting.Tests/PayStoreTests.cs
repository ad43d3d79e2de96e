using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Substitutions;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Accounting.Tests;

/// <summary>The register of pay on a real database.</summary>
public sealed class PayStoreTests : IAsyncLifetime
{
    private TestSchool _school = null!;

    public async ValueTask InitializeAsync() => _school = await TestSchool.Start();

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    private IQuerySession Session() => _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);

    [Fact]
    public async Task A_lesson_that_was_not_held_is_not_paid()
    {
        var (lesson, _) = await _school.TodaysLesson();
        await using var session = Session();
        var rules = (await session.LoadAsync<LessonLifeRules>(Streams.LessonLife))!.On(lesson.Date)!;
        // Who is free at that hour depends on the sample's timetable of the day.
        var substitute = default(StaffId?);
        foreach (var card in await session.Query<StaffCard>().ToListAsync())
        {
            if (!(await _school.Send(new AssignSubstitute(Guid.NewGuid(), lesson, card.Staff, SubstitutionReasons.Illness), TestSchool.Deputy)).IsAccepted) continue;
            substitute = card.Staff;
            break;
        }
        (await Paid(lesson)).ShouldHaveSingleItem().Teacher.ShouldBe(substitute!.Value);
        (await _school.Send(new MarkNotHeld(Guid.NewGuid(), lesson, rules.NotHeld[0].Code), TestSchool.Deputy)).Refusal.ShouldBeNull();
        (await Paid(lesson)).ShouldBeEmpty();
    }

    /// <summary>A lesson outside the timetable is a lesson: who gives it is free for nothing else at that hour, and is missed in it.</summary>
    [Fact]
    public async Task A_lesson_outside_the_timetable_stands_in_the_day()
    {
        var (lesson, _) = await _school.TodaysLesson();
        await using var session = Session();
        var kind = (await session.LoadAsync<LessonLifeRules>(Streams.LessonLife))!.On(lesson.Date)!.Extra[0].Code;
        var extra = lesson with { Slot = LessonId.LastSlot };
        (await _school.Send(new OpenExtraLesson(Guid.NewGuid(), extra, kind), TestSchool.Deputy)).Refusal.ShouldBeNull();
        var found = (await Schedule.Load(session, lesson.Date, lesson.Date, default)).Find(extra).ShouldNotBeNull();
        found.Giver.ShouldBe(found.Planned.ShouldNotBeNull());
        found.Occupies(found.Planned!.Value).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-13")]
    [InlineData("ноябрь")]
    public async Task What_is_no_month_is_refused_by_name(string month) =>
        (await _school.Send(new ClosePayMonth(Guid.NewGuid(), month), TestSchool.Deputy)).Refusal!.Kind.ShouldBe(Refusals.PayMonthIsUnread);

    [Fact]
    public void A_month_is_closed_when_it_is_over()
    {
        var facts = new ClosePayMonthFacts(true, true, true, true, []);
        var close = new ClosePayMonth(Guid.NewGuid(), "2026-11");
        ClosePayMonthHandler.Handle(close, null, facts).Item2.ShouldHaveSingleItem().ShouldBeOfType<PayMonthClosed>();
        ClosePayMonthHandler.Handle(close, null, facts with { IsOver = false }).Item1.Refusal!.Kind.ShouldBe(Refusals.PayMonthIsNotOver);
        ClosePayMonthHandler.Handle(close, null, facts with { HasBegun = false, IsOver = false }).Item1.Refusal!.Kind.ShouldBe(Refusals.PayMonthHasNotBegun);
    }

    private async Task<IReadOnlyList<PayRow>> Paid(LessonId lesson)
    {
        await using var session = Session();
        return (await PayRows.Of(session, new DateOnly(lesson.Date.Year, lesson.Date.Month, 1), default)).Rows;
    }
}
