using ElJournal.Control.Reading;
using System.Security.Cryptography;
using System.Text;
using ElJournal.Accounting;
using ElJournal.Control.Pages;
using ElJournal.Control.Rounds;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Control.Remarks;

/// <summary>Замечание as it stands in the form.</summary>
/// <param name="Form">Of the form: sent twice, it makes the same remarks.</param>
/// <param name="Lessons">Ticked; none: the page as a whole.</param>
/// <param name="Term">Period of the page as a whole, where a link has named one.</param>
public sealed record RemarkDraft(
    Guid Form, string Course, IReadOnlyList<string> Lessons, string Pupil, string Check, string Lack, string Words, string Due, string Round, string Term = "")
{
    /// <summary>What a link says of a remark to be made; words never stand in an address.</summary>
    public static RemarkDraft Of(IQueryCollection query) => new(
        Guid.NewGuid(), LessonId.TryParse(query["lesson"], out var lesson) ? lesson.Course.Value : query["course"].ToString(),
        [.. query["lesson"].OfType<string>()], query["pupil"].ToString(), query["check"].ToString(),
        query["lack"].ToString() is { Length: > 0 } lack ? lack : Usual(query["check"].ToString(), query.ContainsKey("lesson")), "", query["due"].ToString(),
        query["round"].ToString(), query["term"].ToString());

    /// <summary>What a check mostly finds lacking; the deputy may choose something else.</summary>
    private static string Usual(string check, bool ofLesson) => check switch
    {
        "" => "",
        _ when !ofLesson => RemarkLacks.Other,
        Checks.Lessons => RemarkLacks.Topic,
        Checks.Attendance => RemarkLacks.Attendance,
        Checks.Homework => RemarkLacks.Homework,
        Checks.Grades => RemarkLacks.Grade,
        Checks.HomeworkLoad => RemarkLacks.WrongHomework,
        _ => RemarkLacks.Other,
    };

    public static RemarkDraft Read(IFormCollection form) => new(
        Guid.TryParse(form["form"], out var id) ? id : Guid.NewGuid(), form["course"].ToString(), [.. form["lesson"].OfType<string>()], form["pupil"].ToString(),
        form["check"].ToString(), form["lack"].ToString(), form["words"].ToString().Trim(), form["due"].ToString(), form["round"].ToString(), form["term"].ToString());

    /// <summary>Every place that is ticked; null: something typed is no id.</summary>
    public IReadOnlyList<RemarkTarget>? Targets()
    {
        if (!Id.IsValid(Course) || (Pupil.Length > 0 && !Id.IsValid(Pupil))) return null;
        PupilId? pupil = Pupil.Length > 0 ? new PupilId(Pupil) : null;
        var lessons = Lessons.Distinct().Select(text => LessonId.TryParse(text, out var lesson) ? lesson : null).ToList();
        if (lessons.Exists(lesson => lesson is null)) return null;
        TermId? term = Id.IsValid(Term) ? new TermId(Term) : null;
        return lessons.Count == 0 ? [new RemarkTarget(new CourseId(Course), term, null, pupil)] : [.. lessons.Select(lesson => RemarkTarget.Of(lesson!, pupil))];
    }

    /// <summary>The commands, one for each place; their ids follow from the form's.</summary>
    public IEnumerable<IssueRemark> Commands(DateOnly due) => (Targets() ?? []).Select(target =>
    {
        var id = Derived($"{Form:N} {target} {Lack} {Words}");
        return new IssueRemark(
            id, new RemarkId(id.ToString("N")), target, Check, Lack, Words.Length > 0 ? new Opening(Words) : null, due, Id.IsValid(Round) ? new RoundId(Round) : null);
    });

    internal static Guid Derived(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}

/// <summary>What the form of a remark offers.</summary>
internal sealed class RemarkForms(IDocumentStore store, ControlNames names, CourseSetUps setUps, TimeProvider clock)
{
    /// <summary>Null: there is no such page, or it is in nobody's charge here.</summary>
    public async Task<RemarkFormView?> Of(Actor reader, RemarkDraft draft, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        var today = await ControlFrame.Today(session, clock.GetUtcNow(), cancel);
        if (draft.Course.Length == 0) return new RemarkFormView(await Choice(session, reader, draft, today, cancel), null, null, [], [], [], today, today);
        if (!Id.IsValid(draft.Course) || !reader.Grants.AllowEver(Permission.ManageControl, Streams.Course(new CourseId(draft.Course)))) return null;
        var batch = session.CreateBatchQuery();
        var setUpTask = setUps.Of(new CourseId(draft.Course), batch);
        await batch.Execute(cancel);
        if (await setUpTask is not { Roster: { } roster, Year: { } year } setUp) return null;
        var named = (await ControlNames.Courses(session, [setUp.Course], cancel))[setUp.Course.Course];
        var teacher = setUp.Course.TeacherOn(today)?.Teacher;
        var pupils = await names.Pupils(session, roster.Pupils.Where(p => p.From <= today && !(today >= p.Left)).Select(p => p.Pupil), cancel);
        var (me, asked) = (reader.Account.Value, Id.IsValid(draft.Round) ? new RoundId(draft.Round).Stream : "");
        var rounds = (await session.Query<Round>().Where(r => r.By == me || r.Id == asked).ToListAsync(cancel)).Where(r => r.IsOpen && r.Scope.Courses.Contains(setUp.Course.Course));
        return new RemarkFormView(
            [], named, teacher is { } t ? (await names.Staff(session, [t], cancel)).GetValueOrDefault(t) : null, await Lessons(session, setUp, roster, year, draft, today, cancel),
            [.. pupils.OrderBy(p => p.Value, StringComparer.CurrentCulture).Select(p => (p.Key, p.Value))],
            [.. rounds.OrderByDescending(r => r.On).Select(r => (r.Key, $"{ControlFrame.Dotted(r.On)} ({ControlFrame.Dotted(r.From)}–{ControlFrame.Dotted(r.To)})"))],
            SchoolDays.After(setUp, today), today);
    }

    /// <summary>Those of the period that runs, newest first, and whatever the link has named.</summary>
    private static async Task<IReadOnlyList<RemarkableLesson>> Lessons(
        IQuerySession session, CourseSetUp setUp, CourseRoster roster, YearCalendar year, RemarkDraft draft, DateOnly today, CancellationToken cancel)
    {
        var named = draft.Lessons.Select(text => LessonId.TryParse(text, out var lesson) ? lesson : null).OfType<LessonId>()
            .Where(lesson => lesson.Course == setUp.Course.Course && lesson.Date <= today).ToList();
        var term = year.TermToShow(named.Count > 0 ? named.Max(l => l.Date) : today, roster.Level);
        var lessons = named.ToHashSet();
        for (var day = term?.From ?? today; setUp.Timetable is { } table && day <= today && day <= (term?.To ?? today); day = day.AddDays(1))
        {
            if (!setUp.Course.IsTaughtOn(day)) continue;
            lessons.UnionWith(table.On(day, roster.Level, year).Where(s => s.Course == setUp.Course.Course).Select(s => new LessonId(s.Course, day, s.Slot)));
        }
        if (lessons.Count == 0) return [];
        var streams = lessons.Select(l => l.Stream).ToArray();
        var entries = (await session.Events.QueryAllRawEvents().Where(e => e.StreamKey!.IsOneOf(streams)).OrderBy(e => e.Version).ToListAsync(cancel))
            .ToLookup<IEvent, string>(e => e.StreamKey!);
        return
        [
            .. lessons.OrderByDescending(l => l.Date).ThenByDescending(l => l.Slot)
                .Select(l => (Lesson: l, State: LessonState.Of(entries[l.Stream].Select(e => e.Data))))
                .Where(l => !l.State.IsOff || named.Contains(l.Lesson)).Select(l => new RemarkableLesson(l.Lesson, [.. Missing(l.State)])),
        ];
    }

    private static IEnumerable<string> Missing(LessonState lesson)
    {
        if (lesson.IsOff) yield break;
        if (string.IsNullOrEmpty(lesson.Topic)) yield return Lacks.Topic;
        if (!lesson.AttendanceIsSeen) yield return Lacks.Attendance;
        if (!lesson.HasHomework) yield return Lacks.Homework;
    }

    /// <summary>The pages in charge, of the year that runs; in a round, its own.</summary>
    private static async Task<IReadOnlyList<NamedCourse>> Choice(IQuerySession session, Actor reader, RemarkDraft draft, DateOnly today, CancellationToken cancel)
    {
        var round = Id.IsValid(draft.Round) ? await session.LoadAsync<Round>(new RoundId(draft.Round).Stream, cancel) : null;
        var year = (await SchoolYears.Load(session, cancel)).On(today);
        var cards = (await session.Query<CourseCard>().ToListAsync(cancel))
            .Where(c => c.Year == year && c.IsTaughtOn(today) && round?.Scope.Courses.Contains(c.Course) != false && reader.Grants.AllowEver(Permission.ManageControl, Streams.Course(c.Course))).ToList();
        return [.. (await ControlNames.Courses(session, cards, cancel)).Values.OrderBy(c => c.Card.Level).ThenBy(c => c.Class, StringComparer.CurrentCulture).ThenBy(c => c.Subject, StringComparer.CurrentCulture)];
    }
}
