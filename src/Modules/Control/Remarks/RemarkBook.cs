using ElJournal.Control.Reading;
using ElJournal.Control.Pages;
using ElJournal.Control.Rounds;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using JasperFx.Events;
using Marten;
using Marten.Linq.MatchesSql;

namespace ElJournal.Control.Remarks;

/// <summary>Reads remarks: lists, one with its life, the page of a class's journal. Nobody sees one of a page that is not theirs.</summary>
public sealed class RemarkBook(IDocumentStore store, ControlNames names, CourseSetUps setUps, TimeProvider clock)
{
    /// <summary>Newest first; older ones stand on the pages of their classes.</summary>
    private const int MostDone = 300;

    public static bool MaySee(Actor reader, RemarkTarget target) =>
        reader.Grants.AllowEver(Permission.ReadControl, Streams.Course(target.Course)) || reader.Grants.AllowEver(Permission.WriteJournal, target.Resource);

    public async Task<RemarkList> List(Actor reader, RemarkFilter filter, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        var today = await ControlFrame.Today(session, clock.GetUtcNow(), cancel);
        var all = (await Read(session, reader, cancel)).Where(r => MaySee(reader, r.Target)).ToList();
        var cards = await ControlNames.Courses(session, all.Select(r => r.Target.Course), cancel);
        var chosen = all.Where(r => (filter.Class is not { } c || cards.GetValueOrDefault(r.Target.Course)?.Card.Classes.Contains(c) == true)
            && (filter.Teacher is not { } t || r.Teacher == t) && (filter.Check is null || r.Check == filter.Check) && (filter.Round is null || r.Round == filter.Round)).ToList();
        var shown = InOrder(chosen.Where(r => filter.Takes(r, today))).ToList();
        var classes = await session.LoadManyAsync<ClassRoster>(cancel, [.. cards.Values.SelectMany(c => c.Card.Classes).Select(c => c.Value).Distinct()]);
        return new RemarkList(
            await Lines(session, shown, cancel), RemarkFilter.States.ToDictionary(s => s, s => chosen.Count(r => (filter with { State = s }).Takes(r, today))),
            [.. classes.OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture).Select(c => (new ClassId(c.Id), c.Name))],
            [.. (await names.Staff(session, all.Select(r => r.Teacher).OfType<StaffId>(), cancel)).OrderBy(t => t.Value, StringComparer.CurrentCulture).Select(t => (t.Key, t.Value))],
            filter, today, reader.Grants.All.Any(g => g.Permission == Permission.ManageControl), all.Count(r => !r.IsOpen) >= MostDone);
    }

    /// <summary>Those of a round, in the order of a list.</summary>
    public async Task<IReadOnlyList<RemarkLine>> Of(IQuerySession session, Actor reader, RoundId round, CancellationToken cancel) =>
        await Lines(
            session,
            InOrder((await session.QueryAsync<Remark>("where d.tenant_id = ? and d.data ->> 'round' = ?", cancel, reader.School.Value, round.Value)).Where(r => MaySee(reader, r.Target))).ToList(),
            cancel);

    /// <summary>All that were made since a day on pages whose control the reader reads.</summary>
    public static async Task<IReadOnlyList<Remark>> Since(IQuerySession session, Actor reader, DateOnly from, CancellationToken cancel) =>
    [
        .. (await session.QueryAsync<Remark>("where d.tenant_id = ? and d.data ->> 'day' >= ?", cancel, reader.School.Value, ControlFrame.Iso(from)))
            .Where(r => reader.Grants.AllowEver(Permission.ReadControl, Streams.Course(r.Target.Course))),
    ];

    /// <summary>Of the courses that the reader sees: all that are open, and the newest that are done.</summary>
    private static async Task<IReadOnlyList<Remark>> Read(IQuerySession session, Actor reader, CancellationToken cancel)
    {
        if (reader.Grants.AllowEver(Permission.ReadControl, Grant.WholeSchool))
        {
            var open = await session.Query<Remark>().Where(r => r.Pending != null).ToListAsync(cancel);
            var done = await session.QueryAsync<Remark>(
                "where d.tenant_id = ? and d.data ->> 'pending' is null order by d.data ->> 'day' desc, d.id limit ?", cancel, reader.School.Value, MostDone);
            return [.. open, .. done];
        }
        var courses = Courses(reader);
        if (courses.Length == 0) return [];
        var own = await session.Query<Remark>().Where(r => r.Course.IsOneOf(courses)).ToListAsync(cancel);
        return [.. own.Where(r => r.IsOpen), .. own.Where(r => !r.IsOpen).OrderByDescending(r => r.Day, StringComparer.Ordinal).Take(MostDone)];
    }

    /// <summary>Null: there is none, or none for this person.</summary>
    public async Task<RemarkSheet?> Of(Actor reader, RemarkId id, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        if (await session.LoadAsync<Remark>(id.Stream, cancel) is not { } remark || !MaySee(reader, remark.Target)) return null;
        var line = (await Lines(session, [remark], cancel))[0];
        var facts = await RemarkFacts.Load(remark.Target, setUps, session, clock, cancel);
        var life = await session.Events.FetchStreamAsync(id.Stream, token: cancel);
        var entry = remark.Entry is { } mended ? await session.Events.LoadAsync(mended, cancel) : null;
        var people = await names.Accounts(session, life.Append(entry).OfType<IEvent>().Select(e => e.UserName).OfType<string>(), cancel);
        var words = await names.Words(session, life.Select(e => WordsOf(e.Data)), cancel);
        var judged = facts.Judge(remark.Target, remark.Lack, remark.Seen);
        var round = remark.Round is { } r && await session.LoadAsync<Round>(r.Stream, cancel) is { } found ? ControlFrame.Dotted(found.On) : null;
        return new RemarkSheet(
            line,
            [.. life.Select(e => new RemarkStep(
                RecordedAttribute.NameOf(e.Data.GetType()), NameOf(e), Provenance.Headers.Parse<Role>(e.GetHeader(Provenance.Headers.Role)?.ToString() ?? "administrator"),
                e.Timestamp, ControlNames.Word(words, WordsOf(e.Data)), DueOf(e.Data)))],
            entry is null ? null : new MendingEntry(RecordedAttribute.NameOf(entry.Data.GetType()), NameOf(entry), entry.Timestamp),
            judged.IsJudged && !LackJudge.IsWrong(remark.Lack) ? judged.Stands : null,
            facts.Today, SchoolDays.After(facts.SetUp, facts.Today),
            reader.Grants.Allow(Permission.ManageControl, remark.Target.Resource, facts.Today),
            reader.Role is not Role.DeputyHead && reader.Grants.Allow(Permission.WriteJournal, remark.Target.Resource, remark.Target.Lesson?.Date ?? facts.Today),
            reader.Grants.AllowEver(Permission.ReadJournal, remark.Target.Resource), round);

        string? NameOf(IEvent e) => e.UserName is { } account && account != MendRemark.ProgramAccount ? people.GetValueOrDefault(account, account) : null;
    }

    /// <summary>Null: there is no such class, or nothing of it is for this person.</summary>
    public async Task<RemarksOfClass?> Of(Actor reader, ClassId schoolClass, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        if (await session.LoadAsync<ClassRoster>(schoolClass.Value, cancel) is not { } roster) return null;
        var all = (await session.Query<CourseCard>().Where(c => c.MatchesSql("d.data ->> 'year' = ?", roster.Year.Value)).ToListAsync(cancel)).Where(c => c.Classes.Contains(schoolClass)).ToList();
        var cards = all.Where(c => reader.Grants.AllowEver(Permission.ReadControl, Streams.Course(c.Course))).ToList();
        if (cards.Count == 0) return null;
        var courses = cards.Select(c => c.Course.Value).ToArray();
        var remarks = await session.Query<Remark>().Where(r => r.Course.IsOneOf(courses)).ToListAsync(cancel);
        var year = await session.LoadAsync<YearCalendar>(Streams.Year(roster.Year), cancel);
        return new RemarksOfClass(
            schoolClass, roster.Name, year is null ? roster.Year.Value : $"{year.From.Year}/{year.To.Year}",
            (await session.LoadAsync<SchoolCard>(Streams.School(reader.School), cancel))?.Name ?? "",
            await Lines(session, [.. remarks.Where(r => r.State is not RemarkState.Withdrawn).OrderBy(r => r.On).ThenBy(r => r.Id, StringComparer.Ordinal)], cancel),
            await ControlFrame.Today(session, clock.GetUtcNow(), cancel), cards.Count == all.Count);
    }

    public async Task<IReadOnlyList<RemarkLine>> Lines(IQuerySession session, IReadOnlyList<Remark> remarks, CancellationToken cancel)
    {
        if (remarks.Count == 0) return [];
        var courses = await ControlNames.Courses(session, remarks.Select(r => r.Target.Course), cancel);
        var pupils = await names.Pupils(session, remarks.Select(r => r.Target.Pupil).OfType<PupilId>(), cancel);
        var teachers = await names.Staff(session, remarks.Select(r => r.Teacher).OfType<StaffId>(), cancel);
        var people = await names.Accounts(session, remarks.Select(r => r.By), cancel);
        var words = await names.Words(session, remarks.SelectMany(r => new[] { r.Words, r.Answer, r.LastWords }), cancel);
        return
        [
            .. remarks.Select(r => new RemarkLine(
                r, courses.GetValueOrDefault(r.Target.Course)?.Class ?? "—", courses.GetValueOrDefault(r.Target.Course)?.Subject ?? "—",
                r.Target.Pupil is { } pupil ? pupils.GetValueOrDefault(pupil, "—") : null, r.Teacher is { } teacher ? teachers.GetValueOrDefault(teacher, "—") : null,
                people.GetValueOrDefault(r.By, r.By), ControlNames.Word(words, r.Words), ControlNames.Word(words, r.Answer), ControlNames.Word(words, r.LastWords))),
        ];
    }

    /// <summary>What is open by its due date, so that the overdue stand first; then what is done, newest first.</summary>
    private static IEnumerable<Remark> InOrder(IEnumerable<Remark> remarks) => remarks
        .OrderBy(r => r.IsOpen ? 0 : 1).ThenBy(r => r.IsOpen ? r.Due.DayNumber : -(r.Ended ?? r.On).DayNumber).ThenBy(r => r.Day, StringComparer.Ordinal)
        .ThenBy(r => r.Target.ToString(), StringComparer.Ordinal);

    /// <summary>Courses of which the reader sees anything, a single lesson included.</summary>
    internal static string[] Courses(Actor reader) =>
    [
        .. reader.Grants.All.Where(g => g.Permission is Permission.ReadControl or Permission.WriteJournal && g.Scope.StartsWith("course/", StringComparison.Ordinal))
            .Select(g => g.Scope.Split('/')[1]).Distinct(),
    ];

    private static Guid? WordsOf(object e) => e switch
    {
        RemarkIssued issued => issued.Words?.Opening,
        RemarkAnswered answered => answered.Words.Opening,
        RemarkClosed closed => closed.Words?.Opening,
        RemarkReopened reopened => reopened.Words.Opening,
        RemarkPostponed postponed => postponed.Words?.Opening,
        RemarkWithdrawn withdrawn => withdrawn.Words?.Opening,
        _ => null,
    };

    private static DateOnly? DueOf(object e) => e switch { RemarkIssued i => i.Due, RemarkReopened r => r.Due, RemarkPostponed p => p.Due, _ => null };
}
