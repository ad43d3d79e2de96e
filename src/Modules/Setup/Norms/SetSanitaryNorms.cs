using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Задать гигиенические нормативы (D-4, Z-5.3), in force from a day until the next version.</summary>
public sealed record SetSanitaryNorms(Guid CommandId, SanitaryNormsSet Norms) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Norms;
}

public static class SetSanitaryNormsHandler
{
    private const int MostHours = 60;
    private const int MostLessons = 12;
    private const int MostHomework = 600;

    public static (Outcome, Events) Handle(
        SetSanitaryNorms command, [WriteAggregate(nameof(SetSanitaryNorms.Stream), Required = false)] LoadNorms? standing)
    {
        var norms = command.Norms;
        if (norms.Levels.Count == 0 || norms.Levels.Select(l => l.Level).Distinct().Count() != norms.Levels.Count || norms.Levels.Any(l => l.Level is < 1 or > 11))
            return (Outcome.Refused(Refusals.NormsLackLevels), []);
        if (norms.Levels.FirstOrDefault(l => !IsFit(l)) is { } off)
            return (Outcome.Refused(Refusals.NormIsOff, off.Level, MostHours, MostLessons, MostHomework), []);
        if (!Naming.IsFit(norms.Act)) return (Outcome.Refused(Refusals.NormsLackAct), []);
        return standing?.On(norms.From) is { } version && version.Levels.SequenceEqual(norms.Levels) && version.Act == norms.Act
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [norms]);
    }

    private static bool IsFit(LevelNorm norm) =>
        norm.FiveDays is null or (>= 0 and <= MostHours * 100) && norm.SixDays is null or (>= 0 and <= MostHours * 100)
        && norm.Lessons is null or (>= 0 and <= MostLessons) && norm.Homework is null or (>= 0 and <= MostHomework);
}
