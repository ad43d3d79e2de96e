using System.Collections.Concurrent;
using ElJournal.Control.Reading;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Control.Tiles;

/// <summary>Контроль: the eight tiles over an area.</summary>
/// <param name="Past">Whether it is the state at a past moment.</param>
/// <param name="HasRules">The school has approved deadlines: without them only part of the checks says anything.</param>
public sealed record BoardPage(BoardQuery Query, CheckArea Area, DateOnly Day, bool Past, bool HasRules, Choices Choices, IReadOnlyList<Tile> Tiles, IReadOnlyList<WorstTeacher> Worst);

/// <summary>A teacher with what is amiss, check by check.</summary>
public sealed record WorstTeacher(StaffId Staff, string Name, int Lessons, IReadOnlyDictionary<string, int> Amiss)
{
    public int Sum => Amiss.Values.Sum();
}

/// <summary>One of the checks in full.</summary>
/// <param name="Groups">The worst first.</param>
/// <param name="Found">What is not in order, a page of it.</param>
/// <param name="Of">How many there are in all.</param>
public sealed record CheckPageModel(
    BoardQuery Query, CheckArea Area, DateOnly Day, bool Past, bool HasRules, Choices Choices, Tile Tile, string By, IReadOnlyList<CheckGroup> Groups, IReadOnlyList<FoundItem> Found, int Of);

/// <param name="Query">What shows this group alone.</param>
public sealed record CheckGroup(string Name, Tally Sum, BoardQuery Query);

/// <summary>A finding with its names.</summary>
/// <param name="MayRemark">The reader may make a remark on it.</param>
public sealed record FoundItem(Finding Finding, string ClassName, string? Teacher, string? Pupil, Term? Term, bool MayRemark, string? KindName);

/// <summary>What the lists of the filter offer.</summary>
public sealed record Choices(IReadOnlyList<int> Levels, IReadOnlyList<Choice> Classes, IReadOnlyList<Choice> Subjects, IReadOnlyList<Choice> Teachers);

/// <summary>One entry of a list: the value sent and the name shown.</summary>
public sealed record Choice(string Value, string Name);

/// <summary>Reads the checks for whoever may see them, of the present or of a past day.</summary>
public sealed class ControlBoard(Pictures pictures, ControlNames names, IDocumentStore store)
{
    public const int PageSize = 100;

    private const int WorstShown = 5;

    /// <summary>What a teacher can be late with from day to day.</summary>
    private static readonly string[] Daily = [Checks.Lessons, Checks.Grades, Checks.Attendance, Checks.Homework];

    /// <summary>Null: no school year is open.</summary>
    public async Task<BoardPage?> Of(Actor reader, BoardQuery query, CancellationToken cancel = default)
    {
        if (await Seen(reader, query, cancel) is not { } seen) return null;
        var (picture, area, past) = seen;
        await using var session = store.QuerySession(reader.School.Value);
        // Pure functions of one picture: they go side by side, each once, and whoever is ready takes the next. Of a year that is half a million
        // findings: they are counted as they come, and none is kept.
        var looked = new (Tile Tile, TeacherSums Teachers)[Checks.All.Count];
        Parallel.ForEach(Partitioner.Create(Enumerable.Range(0, looked.Length), EnumerablePartitionerOptions.NoBuffering), place =>
        {
            var (check, teachers) = (Checks.All[place], new TeacherSums());
            var findings = EightChecks.Of(check, picture, area);
            looked[place] = (Tallies.Of(check, picture, area, Daily.Contains(check) ? teachers.Passing(findings) : findings), teachers);
        });
        return new BoardPage(
            query, area, picture.Day, past, picture.Rules.Control is not null, await Choices(session, reader, picture, area, cancel), [.. looked.Select(l => l.Tile)],
            reader.Role == Role.Teacher ? [] : await Worst(session, looked.ToDictionary(l => l.Tile.Check, l => l.Teachers), cancel));
    }

    /// <summary>Null: no school year is open.</summary>
    public async Task<CheckPageModel?> Of(Actor reader, string check, BoardQuery query, CancellationToken cancel = default)
    {
        if (await Seen(reader, query, cancel) is not { } seen) return null;
        var (picture, area, past) = seen;
        await using var session = store.QuerySession(reader.School.Value);
        var findings = EightChecks.Of(check, picture, area).ToList();
        var amiss = findings.Where(f => f.Verdict is Verdict.Late or Verdict.Missing || (check == Checks.Substitutions && f.Kind is not null))
            .OrderByDescending(f => f.Verdict == Verdict.Missing).ThenByDescending(f => Tallies.IsByDay(check) ? 0 : Weight(check, f)).ThenByDescending(f => f.Day)
            .ThenBy(f => f.Course.Name, StringComparer.CurrentCulture).ThenBy(f => f.Lesson?.Slot).ToList();
        var page = Math.Clamp(query.Page, 1, Math.Max(1, (amiss.Count + PageSize - 1) / PageSize));
        var shown = amiss.Skip((page - 1) * PageSize).Take(PageSize).ToList();
        var by = query.By ?? (reader.Role == Role.Teacher || check == Checks.HomeworkLoad ? "class" : "teacher");
        var groups = await Groups(session, reader, picture, findings, by, query, cancel);
        return new CheckPageModel(
            query with { Page = page }, area, picture.Day, past, picture.Rules.Control is not null, await Choices(session, reader, picture, area, cancel),
            Tallies.Of(check, picture, area, findings), by, groups, await Named(session, reader, picture, shown, cancel), amiss.Count);
    }

    private async Task<(Picture Picture, CheckArea Area, bool Past)?> Seen(Actor reader, BoardQuery query, CancellationToken cancel)
    {
        if (await pictures.Of(reader.School, cancel: cancel) is not { } now) return null;
        var moment = query.At?.In(now);
        var past = moment < now.At;
        var day = past ? query.At!.Day : now.Day;
        var term = now.Year.TermToShow(day, query.Level ?? now.Courses.FirstOrDefault(c => c.Id.Value == query.Course)?.Level ?? 0);
        var (from, to) = term is null ? (now.Year.From, now.Year.To) : (term.From, term.To < day ? term.To : day);
        var area = query.Area(reader.Grants, from, to);
        if (!past) return (now, area, false);
        // What grades a look at the past needs: those of the days asked for, and of the terms they lie in.
        var first = now.Year.Terms.Concat(now.Year.LevelTerms.SelectMany(l => l.Terms)).Where(t => t.To >= area.From).Select(t => t.From).Append(area.From).Min();
        return await pictures.Of(reader.School, moment!.Value, first < now.Year.From ? now.Year.From : first, cancel) is { } then ? (then, area, true) : null;
    }

    private static int Weight(string check, Finding finding) => check == Checks.Accumulation ? finding.Of - finding.Amount : finding.Amount;

    private async Task<IReadOnlyList<WorstTeacher>> Worst(IQuerySession session, IReadOnlyDictionary<string, TeacherSums> looked, CancellationToken cancel)
    {
        var amiss = Daily.SelectMany(check => looked[check].Amiss.Select(a => (Teacher: a.Key, Check: check, Count: a.Value)))
            .GroupBy(a => a.Teacher).OrderByDescending(a => a.Sum(one => one.Count)).Take(WorstShown).ToList();
        var called = await names.Staff(session, amiss.Select(w => w.Key), cancel);
        return [.. amiss.Select(w => new WorstTeacher(
            w.Key, called.GetValueOrDefault(w.Key, "—"), looked[Checks.Lessons].Counted.GetValueOrDefault(w.Key), w.ToDictionary(one => one.Check, one => one.Count)))];
    }

    private async Task<IReadOnlyList<CheckGroup>> Groups(
        IQuerySession session, Actor reader, Picture picture, List<Finding> findings, string by, BoardQuery query, CancellationToken cancel)
    {
        var plain = query with { Page = 1 };
        switch (by)
        {
            case "class":
                var classes = picture.School.Classes.ToDictionary(c => new ClassId(c.Id), c => c.Name);
                return [.. Tallies.By(findings, f => (ClassId?)(f.Class ?? f.Course.Card.Classes[0])).Select(g => new CheckGroup(classes.GetValueOrDefault(g.Key, "—"), g.Sum, plain with { Class = g.Key.Value }))];
            case "subject":
                return [.. Tallies.By(findings, f => (SubjectId?)f.Course.Card.Subject).Select(g => new CheckGroup(
                    picture.School.Subjects.FirstOrDefault(s => s.Subject == g.Key)?.Name ?? "—", g.Sum, plain with { Subject = g.Key.Value }))];
            case "level":
                return [.. Tallies.By(findings, f => (int?)f.Course.Level).Select(g => new CheckGroup($"{g.Key}", g.Sum, plain with { Level = g.Key }))];
            default:
                var teachers = Tallies.By(findings, f => f.Teacher);
                var called = await names.Staff(session, teachers.Select(t => t.Key), cancel);
                return [.. teachers.Select(g => new CheckGroup(called.GetValueOrDefault(g.Key, "—"), g.Sum, plain with { Teacher = g.Key.Value }))];
        }
    }

    private async Task<IReadOnlyList<FoundItem>> Named(IQuerySession session, Actor reader, Picture picture, List<Finding> shown, CancellationToken cancel)
    {
        var staff = await names.Staff(session, shown.Select(f => f.Teacher).OfType<StaffId>(), cancel);
        var pupils = await names.Pupils(session, shown.Select(f => f.Pupil).OfType<PupilId>(), cancel);
        var classes = picture.School.Classes.ToDictionary(c => new ClassId(c.Id), c => c.Name);
        return [.. shown.Select(f => new FoundItem(
            f, f.Class is { } own ? classes.GetValueOrDefault(own, "—") : f.Course.Name, f.Teacher is { } t ? staff.GetValueOrDefault(t, "—") : null,
            f.Pupil is { } p ? pupils.GetValueOrDefault(p, "—") : null, picture.Year.TermToShow(f.Day, f.Course.Level),
            reader.Grants.AllowEver(Permission.ManageControl, Streams.Course(f.Course.Id)),
            f.Kind is { } kind ? picture.Rules.Journal?.On(f.Day)?.WorkTypes.FirstOrDefault(w => w.Code == kind)?.Name : null))];
    }

    private async Task<Choices> Choices(IQuerySession session, Actor reader, Picture picture, CheckArea area, CancellationToken cancel)
    {
        var courses = new CheckArea(reader.Grants, area.From, area.To).Courses(picture).ToList();
        var classes = courses.SelectMany(c => c.Card.Classes).ToHashSet();
        var teachers = courses.SelectMany(c => c.Card.Teachers.Where(t => !t.Second).Select(t => t.Teacher)).Distinct().ToList();
        var called = reader.Role == Role.Teacher ? new Dictionary<StaffId, string>() : await names.Staff(session, teachers, cancel);
        return new Choices(
            [.. courses.Select(c => c.Level).Distinct().Order()],
            [.. picture.School.Classes.Where(c => classes.Contains(new ClassId(c.Id))).Select(c => new Choice(c.Id, c.Name))],
            [.. SubjectCard.InOrder(picture.School.Subjects.Where(s => courses.Any(c => c.Card.Subject == s.Subject))).Select(s => new Choice(s.Subject.Value, s.Name))],
            [.. called.Select(n => new Choice(n.Key.Value, n.Value)).OrderBy(c => c.Name, StringComparer.CurrentCulture)]);
    }
}
