using System.Text.Json;
using ElJournal.Access.Accounts;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Marten.Linq.MatchesSql;

namespace ElJournal.Access.Consents;

/// <summary>Reads the consents of classes and pupils, with the reader's rights: what is not for this reader does not exist.</summary>
public sealed class ConsentReading(IDocumentStore store, Openings openings, AccountNames accounts, TimeProvider clock)
{
    public static bool MayRead(Actor actor, ClassId schoolClass) =>
        actor.Grants.AllowEver(Permission.ReadConsents, Streams.Class(schoolClass)) || MayWrite(actor, schoolClass);

    public static bool MayWrite(Actor actor, ClassId schoolClass) => actor.Grants.AllowEver(Permission.ManageConsents, Streams.Class(schoolClass));

    /// <summary>The share of each kind in each class of the current year that the reader may see.</summary>
    public async Task<ConsentShares> Shares(Actor reader, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        var today = await AccountFacts.TodayAt(session, clock, cancel);
        var kinds = await Kinds(session, today, cancel);
        var years = await SchoolYears.Load(session, cancel);
        var year = years.On(today);
        var classes = (await session.Query<ClassRoster>().ToListAsync(cancel))
            .Where(c => c.Year == year && MayRead(reader, new ClassId(c.Id)))
            .OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture).ToList();
        var books = await Books(session, classes.SelectMany(c => c.PupilsOn(today, years)), cancel);
        return new ConsentShares(today, kinds?.Act, [.. (kinds?.Consents ?? []).Select(kind => new ConsentShare(
            kind, [.. classes.Select(c => Count(c, kind.Code))]))]);

        ClassShare Count(ClassRoster c, string kind)
        {
            var states = c.PupilsOn(today, years).Select(p => StateOf(books, p, kind, today)).ToList();
            return new ClassShare(new ClassId(c.Id), c.Name, states.Count,
                states.Count(s => s is ConsentState.Given), states.Count(s => s is ConsentState.Refused), states.Count(s => s is ConsentState.Withdrawn));
        }
    }

    /// <summary>Null: no such class, or not for this reader.</summary>
    public async Task<ClassConsents?> OfClass(Actor reader, ClassId schoolClass, CancellationToken cancel)
    {
        if (!MayRead(reader, schoolClass)) return null;
        await using var session = store.QuerySession(reader.School.Value);
        if (await session.LoadAsync<ClassRoster>(schoolClass.Value, cancel) is not { } roster) return null;
        var today = await AccountFacts.TodayAt(session, clock, cancel);
        var rules = await Kinds(session, today, cancel);
        var pupils = roster.PupilsOn(today, await SchoolYears.Load(session, cancel)).ToList();
        var books = await Books(session, pupils, cancel);
        var cards = await Cards(session, reader.School, pupils, cancel);
        var guardians = await Guardians(session, reader.School, pupils, today, cancel);
        return new ClassConsents(schoolClass, roster.Name, today, rules?.Consents ?? [], MayWrite(reader, schoolClass), [.. pupils
            .Select(p => new PupilConsents(
                p, NameOf(cards.GetValueOrDefault(p)), IsOfAge(cards.GetValueOrDefault(p), today), books.GetValueOrDefault(p)?.OnPaper ?? false,
                (rules?.Consents ?? []).ToDictionary(k => k.Code, k => books.GetValueOrDefault(p)?.Standing(k.Code, today)), guardians.GetValueOrDefault(p) ?? []))
            .OrderBy(p => p.Name, StringComparer.CurrentCulture)]);
    }

    /// <summary>Null: no such pupil, or not for this reader.</summary>
    public async Task<PupilFile?> OfPupil(Actor reader, PupilId pupil, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        if (await session.LoadAsync<PupilCard>(Streams.Pupil(pupil), cancel) is not { Class: { } schoolClass } || !MayRead(reader, schoolClass)) return null;
        var today = await AccountFacts.TodayAt(session, clock, cancel);
        var rules = await session.LoadAsync<PersonalDataRules>(PersonalDataRules.Stream, cancel);
        var className = (await session.LoadAsync<ClassRoster>(schoolClass.Value, cancel))?.Name ?? "";
        var card = (await Cards(session, reader.School, [pupil], cancel)).GetValueOrDefault(pupil);
        var guardians = (await Guardians(session, reader.School, [pupil], null, cancel)).GetValueOrDefault(pupil) ?? [];
        var events = await session.Events.FetchStreamAsync(ConsentBook.Stream(pupil), token: cancel);
        var papers = new List<RegisteredPaper>();
        var book = ConsentBook.Empty(pupil);
        foreach (var e in events)
        {
            var before = book.Papers.Count;
            book = Fold(book, e.Data);
            if (book.Papers.Count > before)
                papers.Add(new RegisteredPaper(book.Papers[^1], e.Timestamp, new AccountId(e.UserName ?? ""), Provenance.Headers.Parse<Role>(e.Header(Provenance.Headers.Role))));
        }
        var names = await accounts(reader.School, papers.Select(p => p.By).ToHashSet(), cancel);
        var words = await openings.Read(reader.School, papers.SelectMany(p => new[] { p.Paper.Giver, p.Paper.Note }).OfType<Guid>(), cancel);
        return new PupilFile(
            pupil, schoolClass, className, NameOf(card), today, book, rules?.On(today).Consents ?? [], rules?.On(today).Act,
            IsOfAge(card, today), MayWrite(reader, schoolClass), guardians, papers, names, words);
    }

    private static ConsentBook Fold(ConsentBook book, object e) => e switch
    {
        ConsentGiven given => ConsentBook.Apply(given, book),
        ConsentRefused refused => ConsentBook.Apply(refused, book),
        ConsentWithdrawn withdrawn => ConsentBook.Apply(withdrawn, book),
        PaperExtractsBegun begun => ConsentBook.Apply(begun, book),
        PaperExtractsEnded ended => ConsentBook.Apply(ended, book),
        _ => book,
    };

    private static async Task<PersonalDataRulesSet?> Kinds(IQuerySession session, DateOnly today, CancellationToken cancel) =>
        (await session.LoadAsync<PersonalDataRules>(PersonalDataRules.Stream, cancel))?.On(today);

    private static ConsentState StateOf(IReadOnlyDictionary<PupilId, ConsentBook> books, PupilId pupil, string kind, DateOnly day) =>
        books.GetValueOrDefault(pupil)?.Standing(kind, day)?.State ?? ConsentState.None;

    private static async Task<IReadOnlyDictionary<PupilId, ConsentBook>> Books(IQuerySession session, IEnumerable<PupilId> pupils, CancellationToken cancel) =>
        (await session.LoadManyAsync<ConsentBook>(cancel, pupils.Select(ConsentBook.Stream).ToArray())).ToDictionary(b => b.Pupil);

    private async Task<IReadOnlyDictionary<PupilId, PersonCard>> Cards(IQuerySession session, SchoolId school, IEnumerable<PupilId> pupils, CancellationToken cancel)
    {
        var cards = await session.LoadManyAsync<PupilCard>(cancel, pupils.Select(Streams.Pupil).ToArray());
        var opened = await openings.Read<PersonCard>(school, cards.Select(c => c.Card), cancel);
        return cards.Where(c => opened.ContainsKey(c.Card)).ToDictionary(c => c.Pupil, c => opened[c.Card]);
    }

    /// <summary>Guardians by pupil: of a day, or of any time.</summary>
    private async Task<IReadOnlyDictionary<PupilId, IReadOnlyList<NamedGuardian>>> Guardians(
        IQuerySession session, SchoolId school, IReadOnlyCollection<PupilId> pupils, DateOnly? on, CancellationToken cancel)
    {
        var found = new List<GuardianCard>();
        if (pupils.Count == 1)
        {
            var wanted = JsonSerializer.Serialize(new { wards = new[] { new { pupil = pupils.First().Value } } });
            found.AddRange(await session.Query<GuardianCard>().Where(g => g.MatchesSql("d.data @> ?::jsonb", wanted)).ToListAsync(cancel));
        }
        else found.AddRange(await session.Query<GuardianCard>().ToListAsync(cancel));
        var links = found.SelectMany(g => (on is { } day ? g.On(day) : g.Wards).Where(w => pupils.Contains(w.Pupil)).Select(w => (Guardian: g, Ward: w))).ToList();
        var names = await openings.Read<PersonCard>(school, links.Select(l => l.Guardian.Card), cancel);
        return links.GroupBy(l => l.Ward.Pupil).ToDictionary(g => g.Key, IReadOnlyList<NamedGuardian> (g) =>
            [.. g.DistinctBy(l => l.Guardian.Guardian).Select(l => new NamedGuardian(l.Guardian.Guardian, FullName(names.GetValueOrDefault(l.Guardian.Card)), l.Ward.Relation))]);
    }

    private static string NameOf(PersonCard? card) => card?.ListName ?? UiTexts.All["erased"];

    private static string FullName(PersonCard? card) => card is null ? UiTexts.All["erased"] : string.Join(' ', new[] { card.Family, card.Given, card.Patronymic }.Where(part => part is { Length: > 0 }));

    private static bool IsOfAge(PersonCard? card, DateOnly today) => card?.Born?.AddYears(RecordConsentHandler.OfAge) <= today;
}
