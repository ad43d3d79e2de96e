using ElJournal.Control.Reading;
using ElJournal.Control.Pages;
using ElJournal.Control.Remarks;
using ElJournal.Control.Tiles;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;
using Marten.Linq.MatchesSql;

namespace ElJournal.Control.Rounds;

/// <summary>Проверка as people read it.</summary>
/// <param name="Scope">What was chosen, in names; empty: all that is in charge.</param>
public sealed record RoundLine(Round Round, string Author, IReadOnlyList<string> Scope, int Remarks, int Open, int Overdue);

/// <summary>Кто сколько проверил: one who checks, in the year that runs.</summary>
public sealed record CheckerLine(string Name, int Rounds, DateOnly? Last, int Remarks, int Open, int Overdue);

/// <summary>Проверки: who checked what and when, and what nobody has looked at.</summary>
/// <param name="Unchecked">Classes of which no page has been looked at since <paramref name="Since"/>.</param>
/// <param name="Since">First day of the period that runs; null between school years.</param>
public sealed record RoundList(
    IReadOnlyList<RoundLine> Rows, IReadOnlyList<CheckerLine> Checkers, IReadOnlyList<string> Unchecked, DateOnly? Since, bool MayManage);

/// <summary>Одна проверка.</summary>
/// <param name="Result">The conclusion in words.</param>
public sealed record RoundSheet(RoundLine Line, string? Result, IReadOnlyList<RemarkLine> Remarks, DateOnly Today, bool MayManage);

/// <summary>Что можно проверить.</summary>
public sealed record RoundFormView(
    IReadOnlyList<int> Levels, IReadOnlyList<(ClassId Class, string Name)> Classes, IReadOnlyList<(SubjectId Subject, string Name)> Subjects,
    IReadOnlyList<(StaffId Teacher, string Name)> Teachers, DateOnly From, DateOnly To);

/// <summary>Reads rounds. One is seen by whoever reads the control of all its pages, and by whoever holds it.</summary>
internal sealed class RoundBook(IDocumentStore store, ControlNames names, RemarkBook remarks, Pictures pictures, TimeProvider clock)
{
    private const int Week = 7;

    public async Task<RoundList> List(Actor reader, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        var today = await ControlFrame.Today(session, clock.GetUtcNow(), cancel);
        var years = await session.Query<YearCalendar>().ToListAsync(cancel);
        var year = years.Where(y => y.From <= today).MaxBy(y => y.From);
        var rounds = (await session.Query<Round>().ToListAsync(cancel)).Where(r => MaySee(reader, r) && r.On >= year?.From).OrderByDescending(r => r.On).ThenBy(r => r.Id, StringComparer.Ordinal).ToList();
        var made = year is null ? [] : (await RemarkBook.Since(session, reader, year.From, cancel)).Where(r => r.State is not RemarkState.Withdrawn).ToList();
        // Who only teaches sees the rounds of the own pages: who checks, and where nobody does, is for those who direct.
        var directs = reader.Grants.All.Any(g => g.Permission == Permission.ManageControl) || reader.Grants.AllowEver(Permission.ReadControl, Grant.WholeSchool);
        var since = year?.Terms.Where(t => t.From <= today).MaxBy(t => t.From)?.From;
        return new RoundList(
            await Lines(session, rounds, made, today, cancel), directs ? await Checkers(session, rounds, made, today, cancel) : [],
            !directs || year is null || since is null ? [] : await Unchecked(session, reader, year.Year, rounds.Where(r => r.To >= since), today, cancel), since,
            reader.Grants.All.Any(g => g.Permission == Permission.ManageControl));
    }

    /// <summary>Null: there is none, or none for this person.</summary>
    public async Task<RoundSheet?> Of(Actor reader, RoundId id, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        if (await session.LoadAsync<Round>(id.Stream, cancel) is not { } round || !MaySee(reader, round)) return null;
        var today = await ControlFrame.Today(session, clock.GetUtcNow(), cancel);
        var made = await remarks.Of(session, reader, id, cancel);
        var line = (await Lines(session, [round], [.. made.Select(m => m.Remark)], today, cancel))[0];
        return new RoundSheet(
            line, ControlNames.Word(await names.Words(session, [round.Result], cancel), round.Result), made, today,
            round.Scope.Courses.All(c => reader.Grants.Allow(Permission.ManageControl, Streams.Course(c), today)));
    }

    public async Task<RoundFormView> Form(Actor reader, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        var today = await ControlFrame.Today(session, clock.GetUtcNow(), cancel);
        var cards = await InCharge(session, reader, today, cancel);
        var classes = await session.LoadManyAsync<ClassRoster>(cancel, [.. cards.SelectMany(c => c.Classes).Select(c => c.Value).Distinct()]);
        var subjects = SubjectCard.InOrder(await session.LoadManyAsync<SubjectCard>(cancel, [.. cards.Select(c => Streams.Subject(c.Subject)).Distinct()]));
        var teachers = await names.Staff(session, cards.Select(c => c.TeacherOn(today)?.Teacher).OfType<StaffId>(), cancel);
        return new RoundFormView(
            [.. cards.Select(c => c.Level).Where(level => level > 0).Distinct().Order()],
            [.. classes.OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture).Select(c => (new ClassId(c.Id), c.Name))],
            [.. subjects.Select(s => (s.Subject, s.Name))], [.. teachers.OrderBy(t => t.Value, StringComparer.CurrentCulture).Select(t => (t.Key, t.Value))],
            today.AddDays(1 - Week), today);
    }

    /// <summary>What was chosen, with the pages that it comes to today.</summary>
    public async Task<RoundScope> Scope(Actor reader, RoundScope chosen, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        var today = await ControlFrame.Today(session, clock.GetUtcNow(), cancel);
        var fit = (await InCharge(session, reader, today, cancel)).Where(c =>
            (chosen.Levels.Count == 0 || chosen.Levels.Contains(c.Level)) && (chosen.Classes.Count == 0 || c.Classes.Any(chosen.Classes.Contains))
            && (chosen.Subjects.Count == 0 || chosen.Subjects.Contains(c.Subject))
            && (chosen.Teachers.Count == 0 || c.Teachers.Any(t => t.From <= today && !(today > t.To) && chosen.Teachers.Contains(t.Teacher))));
        return chosen with { Courses = [.. fit.Select(c => c.Course).OrderBy(c => c.Value, StringComparer.Ordinal)] };
    }

    public async Task<IReadOnlyList<RoundFigure>> Figures(SchoolId school, RoundScope scope, IReadOnlyList<string> checks, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        if (await pictures.Of(school, cancel: cancel) is not { } picture) return [];
        var area = new CheckArea(new Grants([new Grant(Permission.ReadControl, Grant.WholeSchool)]), from, to) { Among = scope.Courses.ToHashSet() };
        return [.. checks.Select(check => (Check: check, Sum: Tallies.Sum(EightChecks.Of(check, picture, area)))).Select(f => new RoundFigure(f.Check, f.Sum.Good, f.Sum.Counted))];
    }

    private static bool MaySee(Actor reader, Round round) =>
        round.By == reader.Account.Value || round.Scope.Courses.All(c => reader.Grants.AllowEver(Permission.ReadControl, Streams.Course(c)));

    private static async Task<IReadOnlyList<CourseCard>> InCharge(IQuerySession session, Actor reader, DateOnly today, CancellationToken cancel)
    {
        var year = (await SchoolYears.Load(session, cancel)).On(today);
        return [.. (await session.Query<CourseCard>().ToListAsync(cancel))
            .Where(c => c.Year == year && c.IsTaughtOn(today) && reader.Grants.Allow(Permission.ManageControl, Streams.Course(c.Course), today))];
    }

    private async Task<IReadOnlyList<RoundLine>> Lines(
        IQuerySession session, IReadOnlyList<Round> rounds, IReadOnlyList<Remark> made, DateOnly today, CancellationToken cancel)
    {
        if (rounds.Count == 0) return [];
        var people = await names.Accounts(session, rounds.Select(r => r.By), cancel);
        var classes = (await session.LoadManyAsync<ClassRoster>(cancel, [.. rounds.SelectMany(r => r.Scope.Classes).Select(c => c.Value).Distinct()])).ToDictionary(c => c.Id, c => c.Name);
        var subjects = (await session.LoadManyAsync<SubjectCard>(cancel, [.. rounds.SelectMany(r => r.Scope.Subjects).Select(Streams.Subject).Distinct()])).ToDictionary(s => s.Subject, s => s.Name);
        var teachers = await names.Staff(session, rounds.SelectMany(r => r.Scope.Teachers), cancel);
        var ofRound = made.Where(r => r.Round is not null).ToLookup(r => r.Round!.Value);
        return
        [
            .. rounds.Select(r => new RoundLine(
                r, people.GetValueOrDefault(r.By, r.By),
                [.. Parts(r.Scope)], ofRound[r.Key].Count(), ofRound[r.Key].Count(x => x.IsOpen), ofRound[r.Key].Count(x => x.IsOverdue(today)))),
        ];

        IEnumerable<string> Parts(RoundScope scope)
        {
            if (scope.Levels.Count > 0) yield return RoundEndpoints.Words.With("levels.of", LevelText.Of(scope.Levels));
            if (scope.Classes.Count > 0) yield return string.Join(", ", scope.Classes.Select(c => classes.GetValueOrDefault(c.Value, c.Value)));
            if (scope.Subjects.Count > 0) yield return string.Join(", ", scope.Subjects.Select(s => subjects.GetValueOrDefault(s, s.Value)));
            if (scope.Teachers.Count > 0) yield return string.Join(", ", scope.Teachers.Select(t => teachers.GetValueOrDefault(t, "—")));
        }
    }

    private async Task<IReadOnlyList<CheckerLine>> Checkers(
        IQuerySession session, IReadOnlyList<Round> rounds, IReadOnlyList<Remark> made, DateOnly today, CancellationToken cancel)
    {
        var accounts = rounds.Select(r => r.By).Concat(made.Select(r => r.By)).Distinct().ToList();
        var people = await names.Accounts(session, accounts, cancel);
        return
        [
            .. accounts.Select(account =>
            {
                var (held, own) = (rounds.Where(r => r.By == account).ToList(), made.Where(r => r.By == account).ToList());
                return new CheckerLine(
                    people.GetValueOrDefault(account, account), held.Count, held.Count == 0 ? null : held.Max(r => r.On), own.Count, own.Count(r => r.IsOpen),
                    own.Count(r => r.IsOverdue(today)));
            }).OrderBy(c => c.Name, StringComparer.CurrentCulture),
        ];
    }

    private static async Task<IReadOnlyList<string>> Unchecked(
        IQuerySession session, Actor reader, YearId year, IEnumerable<Round> rounds, DateOnly today, CancellationToken cancel)
    {
        var cards = (await session.Query<CourseCard>().Where(c => c.MatchesSql("d.data ->> 'year' = ?", year.Value)).ToListAsync(cancel))
            .Where(c => c.IsTaughtOn(today) && reader.Grants.AllowEver(Permission.ReadControl, Streams.Course(c.Course))).ToList();
        var looked = rounds.SelectMany(r => r.Scope.Courses).ToHashSet();
        var classes = cards.SelectMany(c => c.Classes.Select(k => (Class: k.Value, IsChecked: looked.Contains(c.Course)))).ToLookup(c => c.Class, c => c.IsChecked);
        return [.. (await session.LoadManyAsync<ClassRoster>(cancel, [.. classes.Where(c => !c.Any(isChecked => isChecked)).Select(c => c.Key)]))
            .OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture).Select(c => c.Name)];
    }
}
