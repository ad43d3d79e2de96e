using ElJournal.Control.Pages;
using ElJournal.Kernel;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Control.Rounds;

/// <summary>Начать проверку журналов (D-11, D-14) of some pages over some days.</summary>
/// <param name="Figures">The checks as they stand: data of the tiles.</param>
public sealed record BeginRound(
    Guid CommandId, RoundId Round, RoundScope Scope, IReadOnlyList<string> Checks, DateOnly From, DateOnly To, IReadOnlyList<RoundFigure> Figures) : INeedsEach
{
    /// <summary>On every page of it.</summary>
    public IEnumerable<Need> Needs => RoundRules.On(Scope.Courses);

    public Need Need => RoundRules.On(Scope.Courses).FirstOrDefault() ?? new Need(Permission.ManageControl);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Round.Stream;
}

public static class BeginRoundHandler
{
    /// <summary>The school's day.</summary>
    public static Task<DateOnly> LoadAsync(BeginRound command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        ControlFrame.Today(session, clock.GetUtcNow(), cancel);

    public static (Outcome, Events) Handle(BeginRound command, [WriteAggregate(nameof(BeginRound.Stream), Required = false)] Round? standing, DateOnly today)
    {
        if (standing is not null) return (Outcome.Accepted, []);
        if (command.Scope.Courses.Count is 0 or > RoundRules.MostCourses || command.Scope.Levels.Any(level => level is < 1 or > 11))
            return (Outcome.Refused(Refusals.RoundIsEmpty), []);
        if (command.Checks.Count == 0 || command.Checks.Except(Control.Checks.All).Any()) return (Outcome.Refused(Refusals.RoundLacksChecks), []);
        if (command.From > command.To || command.To > today) return (Outcome.Refused(Refusals.RoundDaysAreOff, today), []);
        return (Outcome.Accepted, [new RoundBegun(command.Round, command.Scope, command.Checks, command.From, command.To, today, command.Figures)]);
    }
}
