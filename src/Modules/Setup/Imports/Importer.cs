using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;
using Npgsql;

namespace ElJournal.Setup.Imports;

/// <summary>What a file would come to: every row with its outcome, the steps of those that can be taken, and what there is to ask.</summary>
/// <param name="Leaving">Pupils whom a full list leaves out, and how many the classes have.</param>
public sealed record ImportCheck(
    ImportKind Kind, string File, ImportReport Report, IReadOnlyList<ImportStep> Steps, IReadOnlyList<ImportQuestion> Questions, (int Leave, int Of) Leaving)
{
    /// <summary>Above this share of pupils who would leave, in hundredths, somebody has to say that it is meant so.</summary>
    public const int SuspiciousShare = 10;

    public bool NeedsConfirmation => Leaving.Leave * 100 > Leaving.Of * SuspiciousShare;

    public ImportCounts Counts => new(
        Report.Rows.Count(row => row.Line > 0), Report.Totals[RowOutcome.Create], Report.Totals[RowOutcome.Update] + Report.Totals[RowOutcome.Remove],
        Report.Totals[RowOutcome.Unchanged], Report.Totals[RowOutcome.Error] + Report.Totals[RowOutcome.Ask]
        // Headings and totals of a plan are no rows that somebody left out.
        + (Kind.AsksCourse ? 0 : Report.Totals[RowOutcome.Ignored]));
}

/// <summary>
/// Загрузка: a file is looked through without storing anything, and then taken in by one command, whole or not at all. Pages and
/// the command line load alike.
/// </summary>
public sealed class Importer(Desk desk, IDocumentStore store, Openings openings, NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Says what would become of each row; the same words as after the load.</summary>
    /// <exception cref="ImportRefusal">The file is no list of this kind, or the school is not ready for one.</exception>
    public async Task<ImportCheck> Check(
        ImportKind kind, TableFile file, ImportChoices choices, Actor actor, ColumnChoice? columns = null, CancellationToken cancel = default)
    {
        var register = await ImportRegister.Read(store, openings, actor.School, kind, choices, file.Name, clock, cancel);
        var draft = kind.Judge(new ImportSource(file, columns), register, choices);
        await using var session = store.QuerySession(actor.School.Value);
        var (steps, refused) = Foresee(draft.Steps, await ImportState.Load(session, clock, draft.Steps.Select(step => step.Command), cancel),
            command => actor.Grants.Allow(command.Need.Permission, command.Need.Resource, command.Need.On ?? register.Year.Today));
        var order = file.Sheets.Index().ToDictionary(sheet => sheet.Item.Name ?? "", sheet => sheet.Index);
        var rows = draft.Rows.Select(row => refused.TryGetValue((row.Sheet, row.Line), out var why) && row.Outcome is not RowOutcome.Error
                ? row with { Outcome = RowOutcome.Error, Reason = why.Text() } : row)
            .OrderBy(row => row.Line < 0).ThenBy(row => order.GetValueOrDefault(row.Sheet ?? "")).ThenBy(row => Math.Abs(row.Line)).ToList();
        return new ImportCheck(
            kind, file.Sha256, new ImportReport(file.Encoding, file.Separator, draft.HeaderLine, rows), steps, draft.Questions, draft.Leaving);
    }

    /// <summary>Takes in what was looked through. One load of a school at a time.</summary>
    /// <param name="command">Id of the load.</param>
    public async Task<Outcome> Take(ImportCheck check, Guid command, string file, Actor actor, CancellationToken cancel = default)
    {
        if (check.Steps.Count == 0) return Outcome.Accepted;
        await using var guard = await ImportLock.Take(database, actor.School, file, cancel);
        return await desk.Send(new ApplyImport(command, check.Kind.Name, check.File, check.Counts, check.Steps), actor with { Channel = Channel.Import }, cancel);
    }

    /// <summary>Takes a load back, by the rules of <see cref="UndoImport"/>.</summary>
    public async Task<Outcome> Undo(ImportId import, Guid command, Actor actor, CancellationToken cancel = default)
    {
        await using var session = store.QuerySession(actor.School.Value);
        if (await session.LoadAsync<ImportBatch>(Streams.Import(import), cancel) is not { } batch) return Outcome.Refused(Refusals.ImportIsUnknown);
        await using var guard = await ImportLock.Take(database, actor.School, batch.Kind, cancel);
        return await desk.Send(new UndoImport(command, import, batch.Kind), actor with { Channel = Channel.Import }, cancel);
    }

    /// <summary>Both at once, for who cannot be asked anything: rows with a question are left out.</summary>
    public async Task<(ImportReport Report, ImportId? Import)> Run(
        ImportKind kind, TableFile file, ImportChoices choices, bool dryRun, Actor actor, CancellationToken cancel = default)
    {
        var check = await Check(kind, file, choices, actor, null, cancel);
        if (dryRun || check.Steps.Count == 0) return (check.Report, null);
        if (check.NeedsConfirmation) throw ImportRefusal.Of("import_removes_many", file.Name, check.Leaving.Leave, check.Leaving.Of);
        var command = Guid.NewGuid();
        return (await Take(check, command, file.Name, actor, cancel)).Refusal is { } refusal
            ? throw ImportRefusal.Because(refusal, file.Name)
            : (check.Report, ApplyImport.IdOf(command));
    }

    /// <summary>
    /// Carries the steps out in memory; a row with a refused step is left out with all its steps, and the rest is tried again without it,
    /// so that what is left is accepted as a whole.
    /// </summary>
    private static (IReadOnlyList<ImportStep> Steps, Dictionary<(string?, int), Refusal> Refused) Foresee(
        IReadOnlyList<ImportStep> all, ImportState register, Func<ICommand, bool> mayBeDone)
    {
        var refused = new Dictionary<(string?, int), Refusal>();
        foreach (var step in all.Where(step => !mayBeDone(step.Command))) refused.TryAdd((step.Sheet, step.Line), new Refusal(Store.Refusals.NotAllowed, []));
        while (true)
        {
            var (state, steps, before) = (register.Copy(), all.Where(step => !refused.ContainsKey((step.Sheet, step.Line))).ToList(), refused.Count);
            foreach (var step in steps)
            {
                if (state.Run(step.Command).Refusal is { } refusal) refused.TryAdd((step.Sheet, step.Line), refusal);
            }
            if (refused.Count == before) return (steps, refused);
        }
    }
}
