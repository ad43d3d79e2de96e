using ElJournal.Control;
using ElJournal.Control.Rules;
using ElJournal.Kernel;
using ElJournal.Sample.Living;
using ElJournal.Sample.Plan;
using ElJournal.Setup;

namespace ElJournal.Sample.Setting;

/// <summary>By what the sample's school judges how its journal is kept: deadlines, and the norm of homework.</summary>
public static class ControlSetting
{
    private const string Act = "Положение об электронном журнале";

    public static IEnumerable<ICommand> Of(DateOnly from, Func<string, Guid> command)
    {
        yield return new SetControlRules(command("deadlines"), Deadlines(from));
        yield return new SetSanitaryNorms(command("norms"), new SanitaryNormsSet(
            from, [.. Enumerable.Range(1, 11).Select(level => new LevelNorm(level, Curricula.NormOf(level) * 100, null, level switch { 1 => 5, <= 6 => 6, _ => 7 }, Customs.HomeworkMinutes(level)))],
            "СанПиН 1.2.3685-21, табл. 6.6"));
    }

    public static ControlRulesSet Deadlines(DateOnly from) => new(
        from,
        [
            new EntryDeadline(TimedEntries.Topic, 0, null, "п. 6.1"), new EntryDeadline(TimedEntries.Attendance, 0, null, "п. 6.2"),
            new EntryDeadline(TimedEntries.Homework, 0, null, "п. 6.3"),
        ],
        [new GradeDeadline([Customs.Control], [], 7, "п. 6.4"), new GradeDeadline([], [], 1, "п. 6.5")], 4, Act + ", п. 6");
}
