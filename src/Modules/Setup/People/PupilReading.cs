using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;

namespace ElJournal.Setup.People;

/// <summary>Reads the contingent for its pages (D-10.3, D-22.8); names come from openings at the last moment.</summary>
internal sealed class PupilReading(IDocumentStore store, Openings openings, TimeProvider clock)
{
    public async Task<PupilList> List(SchoolId school, PupilQuery query, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var now = await SchoolNow.Load(session, school, clock, cancel);
        var counts = now.Classes.ToDictionary(c => c.Id, c => c.Pupils.Count(p => p.From <= now.Day && !(now.Day >= p.Left)));
        if (query.IsEmpty) return new PupilList(query, now.Classes, counts, counts.Values.Sum(), []);
        var cards = (await session.Query<PupilCard>().ToListAsync(cancel)).Where(p => query.Status switch
        {
            "here" => p.Departed is null,
            "gone" => p.Departed is not null,
            _ => true,
        } && (query.Class is null || p.Class?.Value == query.Class)).ToList();
        var people = await openings.Read<PersonCard>(school, cards.Select(c => c.Card), cancel);
        var lines = cards.Select(c => Line(c, people.GetValueOrDefault(c.Card), now))
            .Where(l => query.Name is null || (l.Person is { } p && Plain($"{p.Family} {p.Given} {p.Patronymic}").Contains(Plain(query.Name), StringComparison.Ordinal)))
            .OrderBy(l => now.Class(l.Pupil.Class)?.Level).ThenBy(l => l.Class, StringComparer.CurrentCulture).ThenBy(l => l.Name, StringComparer.CurrentCulture).ToList();
        return new PupilList(query, now.Classes, counts, counts.Values.Sum(), lines);
    }

    public async Task<SchoolNow> Now(SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        return await SchoolNow.Load(session, school, clock, cancel);
    }

    /// <summary>Null: there is no such pupil.</summary>
    public async Task<PupilView?> Of(SchoolId school, PupilId id, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        if (await session.LoadAsync<PupilCard>(Streams.Pupil(id), cancel) is not { } pupil) return null;
        var now = await SchoolNow.Load(session, school, clock, cancel);
        var person = (await openings.Read<PersonCard>(school, [pupil.Card], cancel)).GetValueOrDefault(pupil.Card);
        var own = now.Class(pupil.Class);
        var classes = pupil.Movements.SelectMany(m => new[] { m.Into, m.Left }).Append(pupil.Class).OfType<ClassId>().Distinct();
        var councils = await session.LoadManyAsync<ClassCouncil>(cancel, classes.Select(Streams.Council).ToArray());
        return new PupilView(
            pupil, person, person is null ? UiTexts.All["erased"] : person.ListName, now.NameOf(pupil.Class), await Lines(school, pupil.Movements, now, cancel),
            await Guardians(session, school, id, cancel), pupil.PlanOn(now.Day),
            now.Classes, [.. now.All.Values.Where(c => c.Level == own?.Level && c.Year != own.Year).OrderBy(c => c.Year.Value, StringComparer.Ordinal)],
            now.Year, now.Day, now.Today)
        {
            Council = [.. councils.SelectMany(c => c.Of(id)).OrderBy(d => d.Date)],
        };
    }

    /// <summary>Движение from the end of one day to the end of another.</summary>
    public async Task<MovementView?> Movement(SchoolId school, DateOnly? from, DateOnly? to, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var now = await SchoolNow.Load(session, school, clock, cancel);
        if (now.Year is not { } year) return null;
        var (first, last) = (from ?? year.From, to ?? now.Day);
        var cards = await session.Query<PupilCard>().ToListAsync(cancel);
        var moves = cards.SelectMany(c => c.Movements.Where(m => first < m.On && m.On <= last).Select(m => (Card: c, Move: m))).ToList();
        var totals = now.Classes.Select(c =>
        {
            var id = ClassId.From(c.Id);
            // Who comes to a class and leaves it on the same day was never on its list; the orders of such a day cancel out.
            return new MovementTotal(c, On(c, first), moves.Count(m => m.Move.Into == id), moves.Count(m => m.Move.Left == id), On(c, last));
        }).ToList();
        var people = await openings.Read<PersonCard>(school, moves.Select(m => m.Card.Card), cancel);
        var lines = new List<MovedPupil>();
        foreach (var (card, move) in moves.OrderBy(m => m.Move.On))
        {
            var line = (await Lines(school, [move], now, cancel))[0];
            lines.Add(new MovedPupil(card.Pupil, people.TryGetValue(card.Card, out var person) ? person.ListName : UiTexts.All["erased"], line));
        }
        return new MovementView(first, last, totals, lines);

        static int On(ClassRoster roster, DateOnly day) => roster.Pupils.Count(p => p.From <= day && !(day >= p.Left));
    }

    /// <summary>Guardians of exactly this name, so that nobody is entered twice.</summary>
    public async Task<IReadOnlyList<Namesake>> Namesakes(SchoolId school, PersonCard card, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var guardians = await session.Query<GuardianCard>().ToListAsync(cancel);
        var people = await openings.Read<PersonCard>(school, guardians.Select(g => g.Card), cancel);
        var same = guardians.Where(g => people.TryGetValue(g.Card, out var p) && Plain(Full(p)) == Plain(Full(card))).ToList();
        var names = await Names(session, school, same.SelectMany(g => g.Wards).Select(w => w.Pupil), cancel);
        return [.. same.Select(g => new Namesake(g.Guardian, Full(people[g.Card]), [.. g.Wards.Where(w => w.Until is null).Select(w => names.GetValueOrDefault(w.Pupil, "—"))]))];
    }

    public static string Full(PersonCard person) => string.Join(' ', ((string?[])[person.Family, person.Given, person.Patronymic]).Where(part => !string.IsNullOrEmpty(part)));

    private static PupilLine Line(PupilCard card, PersonCard? person, SchoolNow now) =>
        new(card, person, person is null ? UiTexts.All["erased"] : Full(person), now.NameOf(card.Class), card.PlanOn(now.Day));

    private async Task<IReadOnlyList<MovementLine>> Lines(SchoolId school, IReadOnlyList<Movement> movements, SchoolNow now, CancellationToken cancel)
    {
        var words = await openings.Read(school, movements.Select(m => m.Where).OfType<Guid>(), cancel);
        return [.. movements.Select(m => new MovementLine(
            m, m.Into is { } into ? now.NameOf(into) : null, m.Left is { } left ? now.NameOf(left) : null, m.Where is { } where ? words.GetValueOrDefault(where) : null))];
    }

    private async Task<IReadOnlyList<GuardianLine>> Guardians(IQuerySession session, SchoolId school, PupilId pupil, CancellationToken cancel)
    {
        var guardians = (await session.Query<GuardianCard>().ToListAsync(cancel)).Where(g => g.Wards.Any(w => w.Pupil == pupil)).ToList();
        var people = await openings.Read<PersonCard>(school, guardians.Select(g => g.Card), cancel);
        var names = await Names(session, school, guardians.SelectMany(g => g.Wards).Select(w => w.Pupil), cancel);
        return
        [
            .. from g in guardians
               from ward in g.Wards
               where ward.Pupil == pupil
               let person = people.GetValueOrDefault(g.Card)
               let name = person is null ? UiTexts.All["erased"] : Full(person)
               orderby ward.Until is not null, name
               select new GuardianLine(g, person, name, ward, [.. g.Wards.Where(w => w.Pupil != pupil && w.Until is null).Select(w => names.GetValueOrDefault(w.Pupil, "—"))]),
        ];
    }

    private async Task<IReadOnlyDictionary<PupilId, string>> Names(IQuerySession session, SchoolId school, IEnumerable<PupilId> pupils, CancellationToken cancel)
    {
        var cards = await session.LoadManyAsync<PupilCard>(cancel, [.. pupils.Distinct().Select(Streams.Pupil)]);
        var people = await openings.Read<PersonCard>(school, cards.Select(c => c.Card), cancel);
        return cards.ToDictionary(c => c.Pupil, c => people.TryGetValue(c.Card, out var person) ? person.ListName : UiTexts.All["erased"]);
    }

    private static string Plain(string text) => text.Trim().ToLowerInvariant().Replace('ё', 'е');
}
