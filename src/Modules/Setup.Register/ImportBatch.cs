namespace ElJournal.Setup.Register;

/// <summary>Загрузка: what a file came to. Who and when stand in the metadata of its event.</summary>
public sealed record ImportBatch(
    string Id, ImportId Import, string Kind, string File, int Rows, int Created, int Changed, int Unchanged, int Left, int Events, bool Undone)
{
    public static ImportBatch Create(ImportApplied e) =>
        new(Streams.Import(e.Import), e.Import, e.Kind, e.File, e.Rows, e.Created, e.Changed, e.Unchanged, e.Left, e.Events, false);

    public static ImportBatch Apply(ImportUndone e, ImportBatch batch) => batch with { Undone = true };
}
