using ElJournal.Kernel;
using ElJournal.Setup.Classes;
using ElJournal.Setup.Imports;
using ElJournal.Setup.Years;
using ElJournal.Store;
using Marten;

namespace ElJournal.Setup;

/// <summary>
/// Открыть учебный год с его частями (D-10.1): every step or none, in one transaction. Half a year opened would have no way on: whoever
/// tries again is told that the year is open.
/// </summary>
/// <param name="Steps">In the order in which they build on each other; each is judged by its own rules and needs its own right.</param>
public sealed record SetUpYear(Guid CommandId, YearId Year, IReadOnlyList<ICommand> Steps) : ICarriesCommands
{
    public Need Need => new(Permission.SetUpSchool);

    public IEnumerable<ICommand> Commands => Steps;

    public override string ToString() => $"{nameof(SetUpYear)} {Year}, {Steps.Count}";
}

public static class SetUpYearHandler
{
    public static Task<ImportState> LoadAsync(SetUpYear command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        ImportState.Load(session, clock, command.Commands, cancel);

    public static (Outcome, Appends) Handle(SetUpYear command, ImportState state)
    {
        foreach (var step in command.Steps)
        {
            if (state.Run(step).Refusal is not { } refusal) continue;
            return (PartOf(step) is { } part ? Outcome.Refused(Refusals.YearPartIsRefused, part, refusal.Text()) : Outcome.Refused(refusal.Kind, refusal.Arguments), Appends.None);
        }
        var appends = new Appends();
        foreach (var (stream, events) in state.Recorded) appends.To(stream, state.VersionOf(stream), events);
        return (Outcome.Accepted, appends);
    }

    /// <summary>As the pages call what was refused; null where the sentence says it itself.</summary>
    private static string? PartOf(ICommand step) => step switch
    {
        SetTerms or SetLevelTerms => YearView.Words["terms.title"],
        SetHolidays => YearView.Words["holidays.title"],
        SetSpecialDays => YearView.Words["days.title"],
        SetBells or SetBellSchedule => YearView.Words["bells.title"],
        SetRegime => YearView.Words["regimes.title"],
        FormClass => ClassEndpoints.Words["title"],
        _ => null,
    };
}
