using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Terms;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using JasperFx.Events;
using Marten;

namespace ElJournal.Accounting.Debts;

/// <summary>Академические задолженности that the reader may see: of the running year and of the one before it.</summary>
/// <param name="Classes">All that have a debt, to choose from.</param>
/// <param name="Class">Only of this one.</param>
/// <param name="Over">Those that are over are shown as well.</param>
public sealed record DebtList(
    IReadOnlyList<DebtRow> Rows, IReadOnlyList<(ClassId Class, string Name)> Classes, IReadOnlyList<string> Subjects, ClassId? Class, string? Subject, bool Over,
    DateOnly Today, DebtRulesSet Rules)
{
    public int Overdue => Rows.Count(r => r.Debt.IsOverdue(Today));
}

/// <param name="Year">2026/27</param>
/// <param name="MayManage">The reader may take the next step.</param>
public sealed record DebtRow(OwedDebt Debt, string Name, string Subject, string Year, bool MayManage);

/// <summary>One pupil's debt in one course, or that there is none.</summary>
/// <param name="Debt">Null: there is none.</param>
/// <param name="Staff">Who may examine.</param>
/// <param name="Teacher">The course's own teacher.</param>
public sealed record DebtSheet(
    DebtKey Key, string Name, string ClassName, ClassId? Class, string Subject, string Year, string Page, DebtRow? Debt, IReadOnlyList<RetakeLine> Retakes,
    IReadOnlyList<DebtStep> History, IReadOnlyList<(StaffId Staff, string Name)> Staff, StaffId? Teacher, IReadOnlyList<string> Symbols, DebtRulesSet Rules,
    DateOnly Today, bool MayManage);

/// <param name="Examiners">Соколова И. В., Лебедева Т. М.</param>
public sealed record RetakeLine(Retake Retake, string Examiners);

/// <summary>Who did what when.</summary>
public sealed record DebtStep(DateTimeOffset At, string ByName, Role Role, string What);

/// <summary>Reads debts.</summary>
public sealed class DebtRegister(IDocumentStore store, Names names, CourseSetUps setUps, KeptLessons kept, TimeProvider clock)
{
    public async Task<DebtList> Of(Actor reader, ClassId? schoolClass, string? subject, bool over, CancellationToken cancel = default)
    {
        await using var session = store.QuerySession(reader.School.Value);
        var rows = new List<DebtRow>();
        var registers = await TermRegister.Recent(session, reader.School, clock.GetUtcNow(), cancel);
        foreach (var register in registers)
        {
            var debts = await Owing.Of(register, session, c => reader.Grants.AllowEver(Permission.ReadJournal, Streams.Course(c.Course)), cancel);
            var pupils = (await session.LoadManyAsync<PupilCard>(cancel, debts.Select(d => Streams.Pupil(d.Key.Pupil)).Distinct().ToArray()))
                .Where(p => !(p.Departed <= register.Today)).Select(p => p.Pupil).ToHashSet();
            var here = debts.Where(d => pupils.Contains(d.Key.Pupil) && (over || d.IsOpen)).ToList();
            var called = await names.Pupils(session, reader.School, here.Select(d => d.Key.Pupil), cancel);
            rows.AddRange(here.Select(d => new DebtRow(
                d, called.GetValueOrDefault(d.Key.Pupil, "—"), register.SubjectOf(d.Course), PageBuilder.YearName(register.Year),
                reader.Grants.AllowEver(Permission.ManageDebts, Streams.Course(d.Key.Course)))));
        }
        var today = registers.Count > 0 ? registers[0].Today : DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return new DebtList(
            [.. rows.Where(r => (schoolClass is not { } c || r.Debt.Class?.Id == c.Value) && (subject is null || r.Subject == subject))
                .OrderBy(r => !r.Debt.IsOverdue(today)).ThenBy(r => !r.Debt.IsOpen).ThenBy(r => r.Debt.Retake is { State: RetakeState.Appointed } set ? set.Date : r.Debt.Due)
                .ThenBy(r => r.Debt.Class?.Level).ThenBy(r => r.Debt.Class?.Letter, StringComparer.CurrentCulture).ThenBy(r => r.Name, StringComparer.CurrentCulture)],
            [.. rows.Select(r => r.Debt.Class).OfType<ClassRoster>().DistinctBy(c => c.Id).OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture)
                .Select(c => (new ClassId(c.Id), c.Name))],
            [.. rows.Select(r => r.Subject).Distinct().Order(StringComparer.CurrentCulture)], schoolClass, subject, over, today,
            DebtRules.On(await session.LoadAsync<DebtRules>(Streams.DebtRules, cancel), today));
    }

    /// <summary>Null: no such course or pupil in it, or not for this reader.</summary>
    public async Task<DebtSheet?> Of(Actor reader, DebtKey key, CancellationToken cancel = default)
    {
        if (!reader.Grants.AllowEver(Permission.ReadJournal, Streams.Course(key.Course))) return null;
        await using var session = store.QuerySession(reader.School.Value);
        if (await TermSources.Load(session, setUps, kept, key.Course, key.Term, clock.GetUtcNow(), cancel) is not { } sources) return null;
        if (sources.Page.Pupils.All(p => p.Pupil != key.Pupil)) return null;
        var facts = (await DebtFacts.Load(key, [], setUps, kept, session, clock, cancel))!;
        var course = sources.SetUp.Course;
        var rosters = await session.LoadManyAsync<ClassRoster>(cancel, course.Classes.Select(c => c.Value).ToArray());
        var roster = rosters.FirstOrDefault(c => c.Pupils.Any(p => p.Pupil == key.Pupil));
        var council = roster is null ? null : await session.LoadAsync<ClassCouncil>(Streams.Council(new ClassId(roster.Id)), cancel);
        var subject = (await session.LoadAsync<SubjectCard>(Streams.Subject(course.Subject), cancel))?.Name ?? "";
        var name = (await names.Pupils(session, reader.School, [key.Pupil], cancel)).GetValueOrDefault(key.Pupil, "—");
        var may = reader.Grants.AllowEver(Permission.ManageDebts, Streams.Course(key.Course));
        var year = PageBuilder.YearName(sources.Calendar);
        var debt = facts.Exists
            ? new DebtRow(Owing.Of(key, course, roster, facts.Grade, facts.Debt, facts.Rules, facts.To, council), name, subject, year, may) : null;
        var cards = may ? (await session.Query<StaffCard>().ToListAsync(cancel)).Where(s => !(s.Dismissed <= facts.Today)).ToList() : [];
        var called = await names.Staff(session, reader.School, cards.Select(c => c.Staff).Concat(facts.Debt?.Retakes.SelectMany(r => r.Examiners) ?? []), cancel);
        return new DebtSheet(
            key, name, roster?.Name ?? sources.Page.ClassName, roster is null ? null : new ClassId(roster.Id), subject, year,
            TermSheets.NameOf(sources.Calendar, sources.Level, key.Term), debt,
            [.. (facts.Debt?.Retakes ?? []).Select(r => new RetakeLine(r, string.Join(", ", r.Examiners.Select(e => called.GetValueOrDefault(e, "—")))))],
            await HistoryOf(session, reader.School, key, cancel),
            [.. cards.Select(c => (c.Staff, called.GetValueOrDefault(c.Staff, "—"))).OrderBy(c => c.Item2, StringComparer.CurrentCulture)],
            course.TeacherOn(facts.Today)?.Teacher ?? course.TeacherOn(facts.To)?.Teacher, facts.Symbols, facts.Rules, facts.Today, may);
    }

    private async Task<IReadOnlyList<DebtStep>> HistoryOf(IQuerySession session, SchoolId school, DebtKey key, CancellationToken cancel)
    {
        var events = await session.Events.FetchStreamAsync(key.Stream, token: cancel);
        var people = await names.Accounts(school, events.Select(e => new AccountId(e.UserName ?? "")), cancel);
        return [.. events.Select(e => new DebtStep(
            e.Timestamp, people.GetValueOrDefault(new AccountId(e.UserName ?? ""), "—"), Provenance.Headers.Parse<Role>(e.Header(Provenance.Headers.Role)), Words(e))).Reverse()];
    }

    private static string Words(IEvent e) => e.Data switch
    {
        RetakeAppointed d => DebtTexts.All.With("past.appointed", d.Attempt, d.Date, DebtTexts.All["form." + d.Form].ToLower(System.Globalization.CultureInfo.CurrentUICulture)),
        RetakePostponed d => DebtTexts.All.With("past.postponed", d.Attempt, d.Date, d.Document),
        RetakeMissed d => DebtTexts.All.With(d.Counts ? "past.missed" : "past.missed.kept", d.Attempt, d.Document),
        RetakeHeld d => DebtTexts.All.With(d.Passed ? "past.passed" : "past.failed", d.Attempt, d.Grade, d.Protocol, d.Date),
        _ => "",
    };
}
