using ElJournal.Kernel;
using ElJournal.Store;
using Marten;
using Wolverine.Attributes;

namespace ElJournal.Setup.Imports;

/// <summary>One command that a row of a file comes to.</summary>
/// <param name="Line">The row from which it follows.</param>
public sealed record ImportStep(ICommand Command, string? Sheet, int Line);

/// <summary>What the rows of a file came to.</summary>
public sealed record ImportCounts(int Rows, int Created, int Changed, int Unchanged, int Left);

/// <summary>Загрузить список (D-10.3, Z-5.6): every step or none, in one transaction; each step is judged by its own rules and needs its own right.</summary>
/// <param name="Kind">Name of an <see cref="ImportKind"/>.</param>
/// <param name="File">SHA-256 of the file, lower-case hex.</param>
public sealed record ApplyImport(Guid CommandId, string Kind, string File, ImportCounts Counts, IReadOnlyList<ImportStep> Steps) : ICarriesCommands, ICarriesOpenings
{
    public Need Need => new(ImportKinds.Find(Kind)?.Permission ?? Permission.SetUpSchool);

    /// <summary>Named by the command that made it, which is the cause of all its events.</summary>
    public ImportId Import => IdOf(CommandId);

    public IEnumerable<ICommand> Commands => Steps.Select(step => step.Command);

    public IEnumerable<Opening> Openings => Commands.OfType<ICarriesOpenings>().SelectMany(command => command.Openings);

    public static ImportId IdOf(Guid command) => ImportId.From(command.ToString("N"));

    /// <summary>Never prints the steps: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(ApplyImport)} {Kind} {Import}";
}

[MessageTimeout(600)]
public static class ApplyImportHandler
{
    /// <summary>A sentence of more rows is read by nobody.</summary>
    private const int MostRefusals = 10;

    public static Task<ImportState> LoadAsync(ApplyImport command, IDocumentSession session, TimeProvider clock, CancellationToken cancel) =>
        ImportState.Load(session, clock, command.Commands, cancel);

    public static (Outcome, Appends) Handle(ApplyImport command, ImportState state)
    {
        var refused = new List<string>();
        foreach (var step in command.Steps)
        {
            if (state.Run(step.Command).Refusal is { } refusal && refused.Count < MostRefusals)
                refused.Add(ImportTexts.Say("refused_at", ImportTexts.Place(step.Sheet, step.Line), refusal.Text()));
        }
        if (refused.Count > 0) return (Outcome.Refused(Refusals.ImportStepIsRefused, string.Join(" ", refused)), Appends.None);
        // A file that says what the register says leaves no trace.
        if (state.Recorded.Count == 0) return (Outcome.Accepted, Appends.None);

        var (counts, events) = (command.Counts, state.Recorded.Values.Sum(of => of.Count));
        var appends = new Appends().To(Streams.Import(command.Import), 0, new ImportApplied(
            command.Import, command.Kind, command.File, counts.Rows, counts.Created, counts.Changed, counts.Unchanged, counts.Left, events));
        foreach (var (stream, of) in state.Recorded) appends.To(stream, state.VersionOf(stream), of);
        return (Outcome.Accepted, appends);
    }
}
