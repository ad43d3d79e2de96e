using ElJournal.Accounting;
using ElJournal.Accounting.Council;
using ElJournal.Accounting.Debts;
using ElJournal.Accounting.Terms;
using ElJournal.Setup;
using ElJournal.Testing;
using Shouldly;

namespace ElJournal.Scenarios.Browsing;

/// <summary>The end of a year: unsatisfactory grades, retakes set, failed and passed, a council that has met.</summary>
internal static class DebtLife
{
    private static readonly StaffId Sokolova = new("sokolova");

    /// <param name="pupils">The first has just a debt, the second has failed a retake, the third has passed one, the fourth waits for one.</param>
    public static async Task Begin(TestSchool school, CourseId course, DateOnly today, IReadOnlyList<PupilId> pupils, IReadOnlyList<PupilId> promoted)
    {
        await Fail(school, course, pupils);
        foreach (var pupil in pupils.Skip(1))
            await Done(school, new AppointRetake(Guid.NewGuid(), Key(course, pupil), pupil == pupils[3] ? today.AddDays(7) : today, RetakeForms.Written, [Sokolova]));
        await Done(school, new RecordRetake(Guid.NewGuid(), Key(course, pupils[1]), "2", "11", today, ""));
        await Done(school, new RecordRetake(Guid.NewGuid(), Key(course, pupils[2]), "3", "11", today, "№ 118 от 15.09.2027"));
        await Done(school, new RecordCouncilDecision(
            Guid.NewGuid(), new ClassId("8b"), "7", today,
            [new CouncilItem(Guid.NewGuid(), CouncilKinds.Promoted, promoted), new CouncilItem(Guid.NewGuid(), CouncilKinds.Conditional, [pupils[0]])]));
    }

    /// <summary>Годовая «2».</summary>
    public static async Task Fail(TestSchool school, CourseId course, IReadOnlyList<PupilId> pupils) =>
        (await school.Send(
            new SetTermGrades(course, YearPages.Annual, [.. pupils.Select(p => new SetTermGrade(Guid.NewGuid(), p, "2", 0, "control", new Kernel.Opening("не освоен материал года")))]),
            TestSchool.Teacher)).Refusal.ShouldBeNull();

    public static DebtKey Key(CourseId course, PupilId pupil) => new(course, YearPages.Annual, pupil);

    private static async Task Done(TestSchool school, Kernel.ICommand command) => (await school.Send(command, TestSchool.Deputy)).Refusal.ShouldBeNull();
}
