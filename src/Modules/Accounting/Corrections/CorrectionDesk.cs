using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Substitutions;
using ElJournal.Accounting.Terms;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using JasperFx.Events;
using Marten;

namespace ElJournal.Accounting.Corrections;

/// <summary>Запрос as people read it.</summary>
/// <param name="Old">Null: nothing stood there.</param>
/// <param name="Term">Name of the period; null where the place is a lesson's.</param>
/// <param name="AskedAt">By the database's clock; so the others.</param>
/// <param name="ClosedAt">When it was used, refused, withdrawn, or found to have ended.</param>
public sealed record CorrectionLine(
    Correction Correction, string ClassName, string Subject, string? Pupil, string? Old, string Wanted, string Reason, string Memo, string Asker,
    DateTimeOffset AskedAt, string? Decider, DateTimeOffset? DecidedAt, DateTimeOffset? ClosedAt, string? Answer, string? Term = null);

/// <summary>Исправления: what waits for a deputy, what one has asked oneself, and what has come of it.</summary>
public sealed class CorrectionDesk(IDocumentStore store, Names names, TimeProvider clock)
{
    /// <summary>The version of no entry.</summary>
    private const int Unseen = -1;

    /// <summary>Newest first; older ones are in the register of changes.</summary>
    private const int MostDone = 50;

    /// <summary>How many requests wait for this person.</summary>
    public static async Task<int> Waiting(IQuerySession session, Actor reader, CancellationToken cancel)
    {
        if (reader.Grants.All.All(g => g.Permission != Permission.GrantCorrections)) return 0;
        var waiting = await session.Query<Correction>().Where(c => c.Pending != null).ToListAsync(cancel);
        return waiting.Count(c => c.State is CorrectionState.Requested && c.By != reader.Account.Value && InCharge(reader, c));
    }

    /// <summary>What waits, oldest first; then what is open or done, newest first. Only of the courses in charge.</summary>
    public async Task<IReadOnlyList<CorrectionLine>> InCharge(Actor reader, CancellationToken cancel)
    {
        if (reader.Grants.All.All(g => g.Permission != Permission.GrantCorrections)) return [];
        await using var session = store.QuerySession(reader.School.Value);
        var pending = await session.Query<Correction>().Where(c => c.Pending != null).ToListAsync(cancel);
        var done = await session.QueryAsync<Correction>(
            "where d.tenant_id = ? and d.data ->> 'pending' is null order by d.mt_last_modified desc limit ?", cancel, reader.School.Value, MostDone);
        return await Read(session, reader.School, [.. pending.Concat(done).Where(c => InCharge(reader, c))], cancel);
    }

    public async Task<IReadOnlyList<CorrectionLine>> Own(Actor reader, CancellationToken cancel)
    {
        await using var session = store.QuerySession(reader.School.Value);
        var own = await session.QueryAsync<Correction>(
            "where d.tenant_id = ? and d.data ->> 'by' = ? order by d.mt_last_modified desc limit ?", cancel, reader.School.Value, reader.Account.Value, MostDone);
        return await Read(session, reader.School, own, cancel);
    }

    /// <summary>Null: there is no such request, or it concerns neither this person nor a course in charge.</summary>
    public async Task<Correction?> Find(Actor reader, string? id, CancellationToken cancel)
    {
        if (!Id.IsValid(id)) return null;
        await using var session = store.QuerySession(reader.School.Value);
        return await session.LoadAsync<Correction>(new CorrectionId(id).Stream, cancel) is { } found && (found.By == reader.Account.Value || InCharge(reader, found))
            ? found
            : null;
    }

    /// <summary>How long a permission lasts by the regulation of today; null without one.</summary>
    public async Task<CorrectionRulesSet?> Rules(SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var today = (await session.LoadAsync<SchoolCard>(Streams.School(school), cancel))?.DayAt(clock.GetUtcNow());
        return today is { } day ? (await session.LoadAsync<CorrectionRules>(Streams.Corrections, cancel))?.On(day) : null;
    }

    /// <summary>
    /// The entry that was asked for, by its permission; null where it has to be made on its own page. What stands there now is taken as seen:
    /// the request showed what it is to be changed into.
    /// </summary>
    public async Task<ICommand?> Wanted(Correction correction, SchoolId school, Guid id, CancellationToken cancel)
    {
        var (target, wanted) = (correction.Target, correction.Wanted);
        await using var session = store.QuerySession(school.Value);
        if (target is { Kind: CorrectionKinds.TermGrade, Term: { } term, Pupil: { } graded })
        {
            var mark = (await session.LoadAsync<TermPage>(TermPages.Stream(target.Course, term), cancel))?.MarkOf(graded);
            return new SetTermGrades(target.Course, term, [new SetTermGrade(id, graded, wanted, Seen(mark?.Grade, mark?.Last.Version))]);
        }
        if (target.Lesson is not { } key) return null;
        if (target.Kind == CorrectionKinds.Substitution)
        {
            var shift = (await session.LoadAsync<ChangedLesson>(key.Stream, cancel))?.Shift;
            return ShiftWish.Standing(shift) == correction.Old ? ShiftWish.Command(id, key, wanted, shift) : null;
        }
        var lesson = await session.LoadAsync<Lesson>(key.Stream, cancel);
        return target.Kind switch
        {
            CorrectionKinds.Cell when target.Pupil is { } pupil => new EnterCells(
                new EnterCell(id, key, pupil, CorrectionWishes.Cell(wanted).Value, Seen(lesson?.CellOf(pupil).Value.ToString(), lesson?.CellOf(pupil).Version))
                {
                    Due = CorrectionWishes.Cell(wanted).Due,
                }),
            CorrectionKinds.Topic => new SetTopic(id, key, wanted, null, Seen(lesson?.Topic?.Text, lesson?.Topic?.Last.Version)),
            CorrectionKinds.Homework => new SetHomework(id, key, wanted, lesson?.HomeworkMinutes, Seen(lesson?.Homework?.Text, lesson?.Homework?.Last.Version)),
            CorrectionKinds.Lesson when (lesson?.NotHeld?.Text ?? "") != (correction.Old ?? "") => null,
            CorrectionKinds.Lesson => wanted.Length == 0 ? new HoldAfterAll(id, key, correction.Reason) : new MarkNotHeld(id, key, wanted),
            CorrectionKinds.HomeworkDue => new ChooseHomeworkDue(
                id, key, LessonId.TryParse(wanted, out var due) ? due : null, Seen(lesson?.Due?.Lesson?.ToString(), lesson?.Due?.Last.Version)),
            CorrectionKinds.AttendanceCheck => new CheckAttendance(id, key),
            CorrectionKinds.WorkType => new ChooseWorkType(id, key, wanted, Seen(lesson?.WorkType?.Text, lesson?.WorkType?.Last.Version)),
            _ => null,
        };

        // The memo spoke of what stood then: where something else stands now, the entry is refused and both are shown.
        int Seen(string? now, int? version) => (now ?? "") == (correction.Old ?? "") ? version ?? 0 : Unseen;
    }

    private static bool InCharge(Actor reader, Correction correction) =>
        reader.Grants.AllowEver(Permission.GrantCorrections, Streams.Course(correction.Target.Course));

    private async Task<IReadOnlyList<CorrectionLine>> Read(IQuerySession session, SchoolId school, IReadOnlyList<Correction> found, CancellationToken cancel)
    {
        if (found.Count == 0) return [];
        var keys = found.Select(c => c.Id).ToArray();
        var lives = (await session.Events.QueryAllRawEvents().Where(e => e.StreamKey!.IsOneOf(keys)).OrderBy(e => e.Sequence).ToListAsync(cancel))
            .GroupBy(e => e.StreamKey!).ToDictionary(g => g.Key, g => g.ToList());
        var pupils = await names.Pupils(session, school, found.Select(c => c.Target.Pupil).OfType<PupilId>(), cancel);
        var people = await names.Accounts(school, found.SelectMany(c => new[] { c.By, c.Decider }).OfType<string>().Select(a => new AccountId(a)), cancel);
        var words = await names.Notes(school, found.SelectMany(c => new Guid?[] { c.Memo.Opening, c.Answer?.Opening }), cancel);
        var places = await History.Places(
            session, found.Select(c => c.Target.Course).Concat(found.Select(c => ShiftWish.CombinedWith(c.Wanted)?.Course).OfType<CourseId>()), cancel);
        var rules = await session.LoadAsync<JournalRules>(Streams.Regulation, cancel);
        var grading = found.Any(c => c.Target.Term is not null) ? await session.LoadAsync<TermGradeRules>(Streams.TermGrading, cancel) : null;
        var reasons = (rules?.Versions.SelectMany(v => v.Reasons) ?? []).Concat(grading?.Versions.SelectMany(v => v.Reasons) ?? []).ToLookup(r => r.Code, r => r.Name);
        var substitutes = await names.Staff(session, school, found.SelectMany(c => new[] { ShiftWish.Teacher(c.Old), ShiftWish.Teacher(c.Wanted) }).OfType<StaffId>(), cancel);
        var life = found.Any(c => c.Target.Kind == CorrectionKinds.Lesson) ? await session.LoadAsync<LessonLifeRules>(Streams.LessonLife, cancel) : null;
        var terms = await Terms(session, found, cancel);
        return [.. found.Select(c =>
        {
            var done = lives[c.Id];
            var (className, subject) = places[c.Target.Course];
            return new CorrectionLine(
                c, className, subject, c.Target.Pupil is { } p ? pupils.GetValueOrDefault(p, "—") : null, Shown(c, c.Old), Shown(c, c.Wanted) ?? "",
                reasons[c.Reason].LastOrDefault(c.Reason),
                words.GetValueOrDefault(c.Memo.Opening, Ui.UiTexts.All["erased"]), Name(c.By), done[0].Timestamp,
                c.Decider is { } decider ? Name(decider) : null, At<CorrectionGranted>(done) ?? At<CorrectionRefused>(done),
                c.IsPending ? null : done[^1].Timestamp, c.Answer is { } answer ? words.GetValueOrDefault(answer.Opening, Ui.UiTexts.All["erased"]) : null,
                c.Target.Term is { } term ? terms.GetValueOrDefault((c.Target.Course, term), term.Value) : null);
        })];

        string Name(string account) => people.GetValueOrDefault(new AccountId(account), account);

        string? Shown(Correction c, string? value) => c.Target.Kind switch
        {
            CorrectionKinds.Substitution => ShiftWish.Words(value, substitutes, places),
            CorrectionKinds.Lesson => string.IsNullOrEmpty(value) ? CorrectionTexts.All["wish.held"] : LifeWords(life, c.Target.Lesson!, value),
            CorrectionKinds.HomeworkDue => DueWords(value),
            var kind when CorrectionWishes.Codes(kind)?.Contains(value) == true => CorrectionTexts.All["wish." + value],
            _ => Named(c, value),
        };

        string? Named(Correction c, string? value) => c.Target is { Kind: CorrectionKinds.WorkType, Lesson: { } lesson } && value is not null
            ? rules?.On(lesson.Date)?.WorkTypes.FirstOrDefault(w => w.Code == value)?.Name ?? value
            : value;
    }

    private static async Task<IReadOnlyDictionary<(CourseId, TermId), string>> Terms(IQuerySession session, IReadOnlyList<Correction> found, CancellationToken cancel)
    {
        var asked = found.Where(c => c.Target.Term is not null).Select(c => (c.Target.Course, Term: c.Target.Term!.Value)).Distinct().ToList();
        if (asked.Count == 0) return new Dictionary<(CourseId, TermId), string>();
        var courses = (await session.LoadManyAsync<CourseCard>(cancel, [.. asked.Select(a => Streams.Course(a.Course)).Distinct()])).ToDictionary(c => c.Course);
        var years = (await session.LoadManyAsync<YearCalendar>(cancel, [.. courses.Values.Select(c => Streams.Year(c.Year)).Distinct()])).ToDictionary(y => y.Year);
        return asked.Where(a => courses.TryGetValue(a.Course, out var card) && years.ContainsKey(card.Year))
            .ToDictionary(a => a, a => TermSheets.NameOf(years[courses[a.Course].Year], courses[a.Course].Level, a.Term));
    }

    internal static string LifeWords(LessonLifeRules? rules, LessonId lesson, string code) =>
        CorrectionTexts.All.With("wish.notheld", rules?.On(lesson.Date)?.NotHeld.FirstOrDefault(r => r.Code == code)?.Name ?? code);

    internal static string DueWords(string? due) => LessonId.TryParse(due, out var lesson)
        ? CorrectionTexts.All.With("lesson", Ui.Moments.LongDay(lesson.Date), lesson.Slot) : CorrectionTexts.All["wish.next"];

    private static DateTimeOffset? At<T>(IEnumerable<IEvent> life) => life.FirstOrDefault(e => e.Data is T)?.Timestamp;
}
