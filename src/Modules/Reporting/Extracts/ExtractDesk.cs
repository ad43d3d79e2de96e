using System.Globalization;
using System.Text.Json;
using ElJournal.Accounting;
using ElJournal.Forms;
using ElJournal.Kernel;
using ElJournal.Reporting.Printing;
using ElJournal.Reporting.Printing.Forms;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Marten.Linq.MatchesSql;

namespace ElJournal.Reporting.Extracts;

/// <summary>Классы, по которым выдаются выписки.</summary>
/// <param name="Families">How many families of today's pupils get extracts on paper.</param>
/// <param name="Waiting">How many stubs have not come back.</param>
public sealed record ExtractClass(ClassId Class, string Name, int Families, int Issued, int Waiting, DateOnly? Last);

/// <summary>Выписки класса.</summary>
/// <param name="Term">The chosen period.</param>
public sealed record ClassExtracts(
    ClassId Class, string Name, IReadOnlyList<Term> Terms, TermId Term, DateOnly Today, IReadOnlyList<ExtractPupil> Pupils, IReadOnlyList<IssuedLine> Issued);

/// <param name="OnPaper">The family gets extracts on paper.</param>
/// <param name="Last">The latest issued for the chosen period.</param>
/// <param name="Changed">The journal says something else by now than that one.</param>
public sealed record ExtractPupil(PupilId Pupil, string Name, bool OnPaper, IssuedExtract? Last, bool Changed);

/// <summary>Строка журнала выдачи.</summary>
/// <param name="By">Who signed for it, by name.</param>
/// <param name="Guardians">Who may sign, while it is waited for.</param>
public sealed record IssuedLine(IssuedExtract Extract, string Name, string Period, string? By, IReadOnlyList<(GuardianId Guardian, string Name)> Guardians);

/// <summary>Reads and makes extracts, with the reader's rights: what is not for this reader does not exist.</summary>
public sealed class ExtractDesk(IDocumentStore store, Openings openings, PrintBooks books, PrintRoom room, IJournalSheets sheets, IPaperFamilies families, TimeProvider clock)
{
    public static bool MayIssue(Actor reader, ClassId schoolClass) => reader.Grants.AllowEver(Permission.IssueExtracts, Streams.Class(schoolClass));

    /// <summary>Classes of the running year that the reader issues extracts of.</summary>
    public async Task<IReadOnlyList<ExtractClass>> Classes(Actor reader, CancellationToken cancel)
    {
        var mine = (await books.All(reader, cancel)).Where(b => b.Whole && MayIssue(reader, b.Class)).ToList();
        await using var session = store.QuerySession(reader.School.Value);
        var (today, years) = (await session.DayOf(clock.GetUtcNow(), cancel), await SchoolYears.Load(session, cancel));
        var rosters = (await session.LoadManyAsync<ClassRoster>(cancel, [.. mine.Select(b => b.Class.Value)])).ToDictionary(r => r.Id, r => r.PupilsOn(today, years).ToList());
        var paper = await families.Among(reader.School, [.. rosters.Values.SelectMany(p => p)], cancel);
        var issued = (await session.LoadManyAsync<ExtractBook>(cancel, [.. mine.Select(b => ExtractBook.Stream(b.Class))])).ToDictionary(b => b.Class, b => b.Issued);
        return
        [
            .. mine.Select(b => (Book: b, Issued: issued.GetValueOrDefault(b.Class) ?? [])).Select(b => new ExtractClass(
                b.Book.Class, b.Book.Name, rosters.GetValueOrDefault(b.Book.Class.Value)?.Count(paper.Contains) ?? 0, b.Issued.Count, b.Issued.Count(i => i.Received is null),
                b.Issued.Count == 0 ? null : b.Issued.Max(i => i.On))),
        ];
    }

    /// <summary>Null: no such class or period, or not for this reader.</summary>
    /// <param name="term">Null: the period that ended last, or the first.</param>
    public async Task<ClassExtracts?> Of(Actor reader, ClassId schoolClass, TermId? term, CancellationToken cancel)
    {
        if (!MayIssue(reader, schoolClass) || await books.Of(reader, schoolClass, cancel) is not { Whole: true, Terms: [var first, ..] } book) return null;
        await using var session = store.QuerySession(reader.School.Value);
        var today = await session.DayOf(clock.GetUtcNow(), cancel);
        var chosen = term ?? book.Terms.LastOrDefault(t => t.From <= today)?.Id ?? first.Id;
        if (await Read(reader, schoolClass, chosen, cancel) is not { } made) return null;
        var issued = (await session.LoadAsync<ExtractBook>(ExtractBook.Stream(schoolClass), cancel))?.Issued ?? [];
        var here = made.Data.Pupils.Where(p => book.Pupils.Any(e => e.Pupil == p.Pupil && !(e.Left <= today))).ToList();
        var paper = await families.Among(reader.School, [.. here.Select(p => p.Pupil)], cancel);
        return new ClassExtracts(
            schoolClass, book.Name, book.Terms, chosen, today,
            [
                .. here.Select(p => (Pupil: p, Last: issued.LastOrDefault(i => i.Pupil == p.Pupil && i.Term == chosen))).Select(p => new ExtractPupil(
                    p.Pupil.Pupil, p.Pupil.Name, paper.Contains(p.Pupil.Pupil), p.Last, p.Last is not null && made.Sheet(p.Pupil.Pupil) is { } sheet && ExtractForm.Sum(sheet) != p.Last.Sha256))
                    .OrderByDescending(p => p.OnPaper),
            ],
            await Lines(session, book, issued, cancel));
    }

    /// <summary>The sums of what the extracts of these pupils say now; null: not for this reader.</summary>
    public async Task<IReadOnlyList<ExtractWish>?> Wishes(Actor reader, ClassId schoolClass, TermId term, IReadOnlyList<PupilId> pupils, CancellationToken cancel) =>
        MayIssue(reader, schoolClass) && await Read(reader, schoolClass, term, cancel) is { } made
            ? [.. pupils.Select(p => (Pupil: p, Sheet: made.Sheet(p))).Where(p => p.Sheet is not null).Select(p => new ExtractWish(p.Pupil, ExtractForm.Sum(p.Sheet!)))]
            : null;

    /// <summary>Numbers of the latest extracts of these pupils for the period, from the lowest to the highest.</summary>
    public async Task<(int From, int To)> Newest(SchoolId school, ClassId schoolClass, TermId term, IReadOnlyCollection<PupilId> pupils, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var numbers = ((await session.LoadAsync<ExtractBook>(ExtractBook.Stream(schoolClass), cancel))?.Issued ?? [])
            .Where(i => i.Term == term && pupils.Contains(i.Pupil)).GroupBy(i => i.Pupil).Select(g => g.Max(i => i.Number)).ToList();
        return numbers.Count == 0 ? (0, 0) : (numbers.Min(), numbers.Max());
    }

    /// <summary>An extract as it would be, without a number. Null: there is none, or not for this reader.</summary>
    public async Task<FormPrint?> Draft(Actor reader, ClassId schoolClass, TermId term, PupilId pupil, CancellationToken cancel) =>
        MayIssue(reader, schoolClass) && await Read(reader, schoolClass, term, cancel) is { } made && made.Sheet(pupil) is { } sheet ? made.Print([sheet]) : null;

    /// <summary>Issued extracts in one print: all of one period. Null: there are none, they are of several periods, or not for this reader.</summary>
    public async Task<FormPrint?> Issued(Actor reader, ClassId schoolClass, int from, int to, CancellationToken cancel)
    {
        if (!MayIssue(reader, schoolClass)) return null;
        await using var session = store.QuerySession(reader.School.Value);
        var asked = (await session.LoadAsync<ExtractBook>(ExtractBook.Stream(schoolClass), cancel))?.Issued.Where(i => i.Number >= from && i.Number <= to).ToList() ?? [];
        if (asked.Select(i => i.Term).Distinct().Count() != 1 || await Read(reader, schoolClass, asked[0].Term, cancel) is not { } made) return null;
        var printed = asked.Select(i => made.Sheet(i.Pupil) is { } sheet ? sheet with
        {
            Number = i.Number.ToString(CultureInfo.InvariantCulture),
            Issued = i.On.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture),
        } : null).OfType<ExtractSheet>().ToList();
        return printed.Count == 0 ? null : made.Print(printed);
    }

    private async Task<Made?> Read(Actor reader, ClassId schoolClass, TermId term, CancellationToken cancel)
    {
        if (await room.DataOf(reader, schoolClass, term == YearPages.Annual ? null : term, cancel) is not { Book.Terms: [var first, ..] terms } data) return null;
        var advice = await sheets.Advice(reader, [.. data.Book.Courses.Select(c => c.Course)], first.From, data.Book.Terms[^1].To, cancel);
        return new Made(data, term, advice);
    }

    private async Task<IReadOnlyList<IssuedLine>> Lines(IQuerySession session, ClassBook book, IReadOnlyList<IssuedExtract> issued, CancellationToken cancel)
    {
        var cards = await openings.OfPupils(session, issued.Select(i => i.Pupil), cancel);
        var guardians = new Dictionary<PupilId, IReadOnlyList<(GuardianId, string)>>();
        foreach (var pupil in issued.Select(i => i.Pupil).Distinct()) guardians[pupil] = await Guardians(session, pupil, cancel);
        return
        [
            .. issued.OrderByDescending(i => i.Number).Select(i => new IssuedLine(
                i, cards.GetValueOrDefault(i.Pupil)?.ListName ?? UiTexts.All["erased"], PeriodName(book, i.Term),
                i.By is { } by ? guardians[i.Pupil].FirstOrDefault(g => g.Item1 == by).Item2 ?? UiTexts.All["erased"] : null, i.Received is null ? guardians[i.Pupil] : [])),
        ];
    }

    private async Task<IReadOnlyList<(GuardianId, string)>> Guardians(IQuerySession session, PupilId pupil, CancellationToken cancel)
    {
        var wanted = JsonSerializer.Serialize(new { wards = new[] { new { pupil = pupil.Value } } });
        var found = await session.Query<GuardianCard>().Where(g => g.MatchesSql("d.data @> ?::jsonb", wanted)).ToListAsync(cancel);
        var cards = await openings.Read<PersonCard>(SchoolId.From(session.TenantId), found.Select(g => g.Card), cancel);
        return [.. found.Where(g => cards.ContainsKey(g.Card)).Select(g => (g.Guardian, cards[g.Card].ListName)).OrderBy(g => g.ListName, StringComparer.CurrentCulture)];
    }

    private static string PeriodName(ClassBook book, TermId term) => book.Terms.FirstOrDefault(t => t.Id == term) is { } found ? PrintWords.Name(found) : PrintWords.All["year"];

    /// <summary>What is read of a class for a period.</summary>
    private sealed record Made(ClassData Data, TermId Term, IReadOnlyList<AdviceData> Advice)
    {
        public ExtractSheet? Sheet(PupilId pupil) => ExtractForm.Sheet(Data, Term, pupil, Advice);

        public FormPrint Print(IReadOnlyList<ExtractSheet> printed) =>
            new(ExtractWords.All.With("print", Data.Book.Name), Data.Book.Made, [ExtractForm.Of(Data, Term, printed)]) { Seal = Data.Book.Seal?.Seal };
    }
}
