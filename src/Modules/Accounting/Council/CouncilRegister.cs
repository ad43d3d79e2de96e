using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Debts;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Terms;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Accounting.Council;

/// <summary>Педагогический совет: how far the classes of a year are decided of.</summary>
public sealed record CouncilView(string YearName, IReadOnlyList<CouncilClassLine> Classes);

/// <param name="Pupils">Who is in the class.</param>
/// <param name="Decided">Of how many it is decided where they go.</param>
/// <param name="Debtors">How many have a debt.</param>
/// <param name="Protocols">№ 7 от 28.05.2027</param>
public sealed record CouncilClassLine(ClassId Class, string Name, int Pupils, int Decided, int Debtors, IReadOnlyList<string> Protocols);

/// <summary>Decisions about one class.</summary>
/// <param name="Kinds">What may be decided at its level.</param>
public sealed record CouncilClass(
    ClassId Class, string Name, int Level, string YearName, IReadOnlyList<CouncilPupil> Pupils, IReadOnlyList<CouncilEntry> Decisions, IReadOnlyList<string> Kinds,
    DateOnly Today, bool MayRecord);

/// <param name="Debts">Subjects of the debts that are not over.</param>
/// <param name="Stands">What is decided.</param>
/// <param name="Excellent">All annual grades are of the highest rank.</param>
public sealed record CouncilPupil(PupilId Pupil, string Name, IReadOnlyList<string> Debts, IReadOnlyList<CouncilDecision> Stands, bool Excellent)
{
    /// <summary>Where the pupil goes; null: not decided.</summary>
    public CouncilDecision? Way => Stands.LastOrDefault(d => CouncilKinds.Ways.Contains(d.Kind));

    /// <summary>What is proposed of this kind of question; null: it is to be chosen, or nothing is to be decided.</summary>
    public string? Proposed(string question, int level) => question switch
    {
        CouncilKinds.Promoted when Way is not null || level is 9 or 11 => null,
        CouncilKinds.Promoted => Debts.Count > 0 ? CouncilKinds.Conditional : CouncilKinds.Promoted,
        _ when Stands.Any(d => d.Kind == question) => null,
        CouncilKinds.Praise => Excellent ? question : null,
        CouncilKinds.AnnualApproved => question,
        _ => Debts.Count == 0 ? question : null,
    };
}

/// <summary>A point of a protocol.</summary>
public sealed record CouncilEntry(CouncilDecision Decision, IReadOnlyList<string> Names, string By, DateTimeOffset At, string? RevokedBy, DateTimeOffset? RevokedAt, string? Reason);

/// <summary>Reads what the council of teachers has decided.</summary>
public sealed class CouncilRegister(IDocumentStore store, Names names, TimeProvider clock)
{
    /// <summary>Null: there is no year, or no class whose decisions the reader may see.</summary>
    public async Task<CouncilView?> Of(Actor reader, CancellationToken cancel = default)
    {
        await using var session = store.QuerySession(reader.School.Value);
        if (await TermRegister.Load(session, reader.School, null, clock.GetUtcNow(), cancel) is not { } register) return null;
        var classes = register.Classes.Where(c => IsReadable(reader, register, c)).ToList();
        if (classes.Count == 0) return null;
        var councils = (await session.LoadManyAsync<ClassCouncil>(cancel, classes.Select(c => Streams.Council(new ClassId(c.Id))).ToArray())).ToDictionary(c => c.Class.Value);
        var owing = (await Owing.Of(register, session, _ => true, cancel)).Where(d => d.State != DebtState.Passed).Select(d => (d.Class?.Id, d.Key.Pupil)).ToHashSet();
        return new CouncilView(PageBuilder.YearName(register.Year), [.. classes.Select(c =>
        {
            var (council, pupils) = (councils.GetValueOrDefault(c.Id), Here(c, register));
            return new CouncilClassLine(
                new ClassId(c.Id), c.Name, pupils.Count, pupils.Count(p => council?.WayOf(p) is not null), pupils.Count(p => owing.Contains((c.Id, p))),
                [.. (council?.Decisions ?? []).Where(d => !d.Revoked).Select(d => DebtTexts.All.With("protocol", d.Protocol, d.Date)).Distinct()]);
        })]);
    }

    /// <summary>Null: no such class, or not for this reader.</summary>
    public async Task<CouncilClass?> Of(Actor reader, ClassId schoolClass, CancellationToken cancel = default)
    {
        await using var session = store.QuerySession(reader.School.Value);
        if (await TermRegister.Load(session, reader.School, schoolClass, clock.GetUtcNow(), cancel) is not { } register
            || register.Classes.FirstOrDefault(c => c.Id == schoolClass.Value) is not { } roster || !IsReadable(reader, register, roster)) return null;
        var council = await session.LoadAsync<ClassCouncil>(Streams.Council(schoolClass), cancel);
        var pupils = Here(roster, register);
        var owing = (await Owing.Of(register, session, _ => true, cancel)).Where(d => d.State != DebtState.Passed).ToLookup(d => d.Key.Pupil, d => register.SubjectOf(d.Course));
        var events = await session.Events.FetchStreamAsync(Streams.Council(schoolClass), token: cancel);
        var called = await names.Pupils(session, reader.School, pupils.Concat(council?.Decisions.SelectMany(d => d.Pupils) ?? []), cancel);
        var people = await names.Accounts(reader.School, events.Select(e => new AccountId(e.UserName ?? "")), cancel);
        var reasons = await names.Notes(reader.School, events.Select(e => (e.Data as CouncilDecisionRevoked)?.Reason.Opening), cancel);
        var pages = await session.LoadManyAsync<TermPage>(cancel, register.Courses.Select(c => TermPages.Stream(c.Course, YearPages.Annual)).ToArray());
        var ranks = register.Rules?.On(register.Year.To)?.Ranks ?? [];
        var entries = (council?.Decisions ?? []).Select(decision =>
        {
            var made = events.First(e => e.Data is CouncilDecided d && d.Decision == decision.Decision);
            var revoked = events.FirstOrDefault(e => e.Data is CouncilDecisionRevoked d && d.Decision == decision.Decision);
            return new CouncilEntry(
                decision, [.. decision.Pupils.Select(p => called.GetValueOrDefault(p, "—")).Order(StringComparer.CurrentCulture)], By(made), made.Timestamp,
                revoked is null ? null : By(revoked), revoked?.Timestamp, revoked?.Data is CouncilDecisionRevoked r ? reasons.GetValueOrDefault(r.Reason.Opening) : null);
        });
        return new CouncilClass(
            schoolClass, roster.Name, roster.Level, PageBuilder.YearName(register.Year),
            [.. pupils.Select(p => new CouncilPupil(p, called.GetValueOrDefault(p, "—"), [.. owing[p].Distinct()], [.. council?.Of(p) ?? []], IsExcellent(p)))
                .OrderBy(p => p.Name, StringComparer.CurrentCulture)],
            [.. entries.Reverse()], [.. CouncilKinds.All.Where(k => !RecordCouncilDecisionHandler.IsUnfit(k, roster.Level))], register.Today,
            reader.Grants.AllowEver(Permission.RecordCouncil, Streams.Class(schoolClass)));

        string By(JasperFx.Events.IEvent e) => people.GetValueOrDefault(new AccountId(e.UserName ?? ""), "—");

        bool IsExcellent(PupilId pupil)
        {
            var found = pages.Select(p => p.GradeOf(pupil)).OfType<string>().Select(g => ranks.FirstOrDefault(r => r.Symbol == g)?.Rank).OfType<int>().ToList();
            return found.Count > 0 && found.TrueForAll(r => r == 5);
        }
    }

    /// <summary>Who records decisions, and who may read every subject of the class: director, its class teacher.</summary>
    public static bool IsReadable(Actor reader, TermRegister register, ClassRoster roster)
    {
        var schoolClass = new ClassId(roster.Id);
        return reader.Grants.AllowEver(Permission.RecordCouncil, Streams.Class(schoolClass))
            || register.Courses.Where(c => c.Classes.Contains(schoolClass)).All(c => reader.Grants.AllowEver(Permission.ReadJournal, Streams.Course(c.Course)));
    }

    /// <summary>Who is in the class, or was on the last day of its year.</summary>
    private static IReadOnlyList<PupilId> Here(ClassRoster roster, TermRegister register)
    {
        var last = register.Today < register.Year.To ? register.Today : register.Year.To;
        return [.. roster.Pupils.Where(p => p.From <= register.Year.To && !(p.Left <= last)).Select(p => p.Pupil).Distinct()];
    }
}
