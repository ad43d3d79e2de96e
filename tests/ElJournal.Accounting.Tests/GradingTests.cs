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

/// <summary>An entry is judged by the grading system of its course's subject and year level on the day of the lesson.</summary>
public sealed class GradingTests : IAsyncLifetime
{
    private static readonly GradingSystem Ten = new(
        "ten", "Десятибалльная", [.. Enumerable.Range(1, 10).Reverse().Select(n => new GradeSymbol($"{n}", n * 100))], [], Roundings.Mean, "п. 3.2");

    private static readonly GradingSystem None = new("none", "Безотметочное обучение", [], [], Roundings.None, "п. 3.5");

    private TestSchool _school = null!;
    private LessonId _lesson = null!;
    private IReadOnlyList<PupilId> _pupils = [];

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start();
        (_lesson, _pupils) = await _school.TodaysLesson();
    }

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    [Fact]
    public async Task A_subject_with_ten_points_takes_a_nine_from_the_day_of_its_system_and_a_class_without_marks_takes_none()
    {
        (await Enter(0, "9", 0)).Refusal!.Kind.ShouldBe(Refusals.ValueIsOffScale);
        await Graded(_lesson.Date, new GradingUse([8], [await Subject()], "ten", "п. 3.2"));
        (await Enter(0, "9", 0)).Refusal.ShouldBeNull();
        (await Enter(1, "осв", 0)).Refusal.ShouldBeNull();
        (await Enter(2, "11", 0)).Refusal!.Kind.ShouldBe(Refusals.ValueIsOffScale);
        var page = (await _school.Services.GetRequiredService<JournalPages>().Now(TestSchool.Deputy, _lesson.Course, null))!;
        page.Rules.Grades[0].Symbol.ShouldBe("10");
        page.Pupils.First(p => p.Pupil == _pupils[0]).Average.ShouldBe(900);

        await Graded(_lesson.Date, new GradingUse([8], [], "none", "п. 3.5"));
        (await Enter(3, "5", 0)).Refusal!.Kind.ShouldBe(Refusals.ValueIsOffScale);
        (await Enter(3, "Н", 0)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task A_first_class_takes_attendance_and_no_marks_and_the_second_goes_by_the_journals_rules()
    {
        await using var session = _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var rules = (await session.LoadAsync<JournalRules>(Streams.Regulation))!;
        var grading = GradingRules.Create(Set(rules.Versions[0].From, new GradingUse([1], [], "none", "п. 3.5")));
        var subject = await Subject();
        CellValue.TryRead("5", GradingRules.Entry(rules.On(_lesson.Date), grading, subject, 1, _lesson.Date)!, out _).ShouldBeFalse();
        CellValue.TryRead("Н", GradingRules.Entry(rules.On(_lesson.Date), grading, subject, 1, _lesson.Date)!, out _).ShouldBeTrue();
        CellValue.TryRead("5", GradingRules.Entry(rules.On(_lesson.Date), grading, subject, 2, _lesson.Date)!, out _).ShouldBeTrue();
    }

    private static GradingSet Set(DateOnly from, GradingUse use) =>
        new(from, [Ten, None], [use], [new("осв", "Освобождён", true)], [], "Положение о системе оценивания");

    private async Task Graded(DateOnly from, GradingUse use) =>
        (await _school.Send(new SetGrading(Guid.NewGuid(), Set(from, use)), TestSchool.Deputy)).Refusal.ShouldBeNull();

    private Task<Outcome> Enter(int pupil, string value, int seen) =>
        _school.Send(new EnterCells(new EnterCell(Guid.NewGuid(), _lesson, _pupils[pupil], value, seen)), TestSchool.Teacher);

    private async Task<SubjectId> Subject()
    {
        await using var session = _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        return (await session.LoadAsync<CourseCard>(Streams.Course(_lesson.Course)))!.Subject;
    }
}
