using ElJournal.Control.Rules;
using ElJournal.Kernel;
using ElJournal.Sample.Setting;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace ElJournal.Scenarios.Browsing;

/// <summary>The sample school with deadlines by which its journal is judged, from the year's first day.</summary>
internal static class ControlLife
{
    public static async Task Begin(TestSchool school)
    {
        await using var session = school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var from = (await session.Query<YearCalendar>().SingleAsync()).From;
        await Done(school, new SetControlRules(Guid.NewGuid(), ControlSetting.Deadlines(from)));
        await Done(school, new SetSanitaryNorms(Guid.NewGuid(), new SanitaryNormsSet(from, [new LevelNorm(7, 3200, null, 7, 150), new LevelNorm(8, 3300, null, 7, 10)], "СанПиН")));
    }

    private static async Task Done(TestSchool school, ICommand command) => (await school.Send(command, TestSchool.Deputy)).Refusal.ShouldBeNull();
}
