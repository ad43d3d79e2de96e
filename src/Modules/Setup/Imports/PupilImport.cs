using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;
using Npgsql;

namespace ElJournal.Setup.Imports;

/// <summary>How a list is to be taken.</summary>
/// <param name="DryRun">Only say what would become of each row.</param>
/// <param name="Year">Null: the year that runs, or the next one.</param>
/// <param name="From">
/// The day from which pupils stand in their classes. Null: a new pupil from the year's first day, one who changes class from today.
/// </param>
public sealed record PupilImportOptions(bool DryRun = false, YearId? Year = null, DateOnly? From = null);

/// <summary>
/// Загрузка списка обучающихся: one command for each row, which is stored as a whole or not at all. A class the school does not have
/// yet is formed. Broken off in the middle and started again, it goes on: whom it has enrolled it finds enrolled.
/// </summary>
public sealed class PupilImport(Desk desk, IDocumentStore store, Openings openings, NpgsqlDataSource database, TimeProvider clock)
{
    /// <param name="progress">Rows done, of how many.</param>
    /// <exception cref="ImportRefusal">The file holds no list, or the school is not ready for one.</exception>
    public async Task<ImportReport> Run(
        TableFile file, PupilImportOptions options, Actor actor, IProgress<(int Done, int Of)>? progress = null, CancellationToken cancel = default)
    {
        await using var guard = options.DryRun ? null : await ImportLock.Take(database, actor.School, file.Name, cancel);
        await using var session = store.QuerySession(actor.School.Value);
        var year = await ImportYear.Find(options.Year, file.Name, session, clock, cancel);
        var list = PupilList.Read(file, year.Today);
        var register = await Register.Read(session, openings, actor.School, year.Year, cancel);
        var verdicts = PupilMatch.Judge(list, register.Known);

        var rows = new List<ImportRow>(verdicts.Count);
        foreach (var verdict in verdicts)
        {
            var refused = verdict.Outcome is RowOutcome.Create or RowOutcome.Update
                ? await Take(verdict, register, year, options, actor with { Channel = Channel.Import }, cancel)
                : null;
            rows.Add(refused is null ? verdict.Report : verdict.Report with { Outcome = RowOutcome.Error, Reason = refused.Text() });
            progress?.Report((rows.Count, verdicts.Count));
        }
        return new ImportReport(file.Encoding, file.Separator, list.HeaderLine, rows);
    }

    /// <summary>What the rules have against the row, foreseen or answered; null when it is, or would be, stored.</summary>
    private async Task<Refusal?> Take(
        PupilVerdict verdict, Register register, ImportYear year, PupilImportOptions options, Actor actor, CancellationToken cancel)
    {
        var schoolClass = register.ClassOf(verdict.Row!.Class);
        var from = options.From ?? (verdict.Pupil is null ? year.Year.From : year.Day);
        var placing = new Placing(new ClassRoster(schoolClass.Value, year.Year.Year, verdict.Row.Class.Level, verdict.Row.Class.Letter, []), year.Year);
        var foreseen = Cards.Forbid(verdict.Card!) ?? (verdict.Pupil is null ? placing.Forbid(from)
            : verdict.Moves ? placing.Forbid(register.Pupils[verdict.Pupil.Id], from) : null);
        if (foreseen is not null || options.DryRun) return foreseen?.Refusal;

        if (!register.IsFormed(verdict.Row.Class))
        {
            var name = verdict.Row.Class;
            // A class is no person: its ids may follow from its name, so that two imports form it once.
            var form = new FormClass(
                DerivedId.Command("form", actor.School.Value, schoolClass.Value), schoolClass, year.Year.Year, name.Level, name.Letter);
            if ((await desk.Send(form, actor, cancel)).Refusal is { } unformed) return unformed;
            register.Formed(name);
        }
        ICommand command = verdict.Pupil is { } pupil
            ? new ReconcilePupil(Guid.NewGuid(), pupil.Id, verdict.Card == pupil.Card ? null : verdict.Card, schoolClass, from)
            : new EnrolPupil(Guid.NewGuid(), Id.New<PupilId>(), verdict.Card!, schoolClass, from);
        return (await desk.Send(command, actor, cancel)).Refusal;
    }

    /// <summary>The pupils and classes that the school has, names included.</summary>
    private sealed class Register
    {
        private readonly YearId year;
        private readonly Dictionary<ClassName, ClassId> classes;

        private Register(YearId year, Dictionary<ClassName, ClassId> classes, Dictionary<PupilId, PupilCard> pupils, IReadOnlyList<KnownPupil> known) =>
            (this.year, this.classes, Pupils, Known) = (year, classes, pupils, known);

        public IReadOnlyDictionary<PupilId, PupilCard> Pupils { get; }

        public IReadOnlyList<KnownPupil> Known { get; }

        public static async Task<Register> Read(
            IQuerySession session, Openings openings, SchoolId school, YearCalendar year, CancellationToken cancel)
        {
            var rosters = (await session.Query<ClassRoster>().ToListAsync(cancel)).Where(c => c.Year == year.Year).ToList();
            var names = rosters.ToDictionary(c => ClassId.From(c.Id), c => new ClassName(c.Level, c.Letter));
            var pupils = await session.Query<PupilCard>().ToListAsync(cancel);
            // An erased card is nobody whom a list could mean.
            var cards = await openings.Read<PersonCard>(school, pupils.Select(p => p.Card), cancel);
            var known = pupils.Where(p => cards.ContainsKey(p.Card)).Select(p => new KnownPupil(
                p.Pupil, cards[p.Card], p.Departed is null && p.Class is { } c && names.TryGetValue(c, out var name) ? name : null));
            return new Register(
                year.Year, names.ToDictionary(pair => pair.Value, pair => pair.Key), pupils.ToDictionary(p => p.Pupil), [.. known]);
        }

        public bool IsFormed(ClassName name) => classes.ContainsKey(name);

        public ClassId ClassOf(ClassName name) =>
            classes.TryGetValue(name, out var known) ? known : DerivedId.Of<ClassId>("class", year.Value, name.ToString());

        public void Formed(ClassName name) => classes[name] = ClassOf(name);
    }
}
