using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Substitutions;
using ElJournal.Accounting.Terms;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Accounting.Corrections;

/// <summary>What the request form shows: the place as it stands, and what was typed.</summary>
/// <param name="Where">Lesson or period, in words.</param>
/// <param name="Old">As the rules compare it; <paramref name="OldShown"/> is for people.</param>
/// <param name="Choices">What may be wanted, by code and name; null: it is written.</param>
public sealed record CorrectionFormModel(
    Guid Command, CorrectionTarget Target, string ClassName, string Subject, string Where, string? PupilName, string? Old, string? OldShown,
    string Wanted, string Reason, string Memo, IReadOnlyList<CorrectionReason> Reasons, IReadOnlyList<(string Code, string Name)>? Choices, CorrectionRulesSet? Rules)
{
    /// <summary>The page of the place itself.</summary>
    public string Back => Target.Lesson is { } lesson ? Pages.Addresses.Lesson(lesson) : Pages.Addresses.Terms(Target.Course, Target.Term!.Value);

    /// <summary>Another day for the lesson was chosen where lessons are moved, not from a list: then it is one of the choices.</summary>
    public CorrectionFormModel Offering(string wanted) =>
        Target is { Kind: CorrectionKinds.Substitution, Lesson: { } lesson } && Choices is { } choices && choices.All(c => c.Code != wanted)
        && ShiftWish.MovedTo(wanted) is { } to && to.Course == lesson.Course
            ? this with { Choices = [.. choices, (wanted, ShiftWish.Words(wanted, new Dictionary<StaffId, string>()))] } : this;
}

/// <summary>Reads the place that somebody wants opened.</summary>
public sealed class CorrectionForms(IDocumentStore store, Names names, CorrectionDesk desk, TermSheets sheets, JournalPages pages, LessonSheets lessons)
{
    /// <summary>Null: no such place, or not one that this person writes in.</summary>
    public Task<CorrectionFormModel?> Of(Actor reader, CorrectionTarget target, CancellationToken cancel) => target switch
    {
        { Kind: CorrectionKinds.Substitution, Lesson: { } lesson, Pupil: null } => OfSubstitution(reader, lesson, target, cancel),
        { Lesson: { } lesson } => OfLesson(reader, lesson, target, cancel),
        { Kind: CorrectionKinds.TermGrade, Term: { } term, Pupil: { } pupil } => OfTerm(reader, term, pupil, target, cancel),
        _ => Task.FromResult<CorrectionFormModel?>(null),
    };

    private async Task<CorrectionFormModel?> OfLesson(Actor reader, LessonId lesson, CorrectionTarget target, CancellationToken cancel)
    {
        var (kind, pupil) = (target.Kind, target.Pupil);
        if (kind is CorrectionKinds.TermGrade or CorrectionKinds.Substitution || !CorrectionKinds.All.Contains(kind)
            || (kind is CorrectionKinds.Cell or CorrectionKinds.PupilHomework or CorrectionKinds.Recommendation) != pupil is not null
            || !reader.Grants.Allow(Permission.WriteJournal, lesson.Resource, lesson.Date)) return null;
        await using var session = store.QuerySession(reader.School.Value);
        if (await session.LoadAsync<CourseCard>(Streams.Course(lesson.Course), cancel) is null) return null;
        var (className, subject) = (await History.Places(session, [lesson.Course], cancel))[lesson.Course];
        var rules = (await session.LoadAsync<JournalRules>(Streams.Regulation, cancel))?.On(lesson.Date);
        var standing = await session.LoadAsync<Lessons.Lesson>(lesson.Stream, cancel);
        var old = kind switch
        {
            CorrectionKinds.Cell => standing?.CellOf(pupil!.Value).Value.ToString(),
            CorrectionKinds.Topic => standing?.Topic?.Text,
            CorrectionKinds.Homework => standing?.Homework?.Text,
            CorrectionKinds.HomeworkDue => standing?.Due?.Lesson?.ToString(),
            CorrectionKinds.Lesson => standing?.NotHeld?.Text,
            CorrectionKinds.WorkType => standing?.WorkType?.Text,
            CorrectionKinds.AttendanceCheck => standing?.AttendanceCheck is null ? null : CorrectionWishes.Checked,
            _ => null,
        };
        var life = kind == CorrectionKinds.Lesson ? await session.LoadAsync<LessonLifeRules>(Streams.LessonLife, cancel) : null;
        IReadOnlyList<LessonId> due = kind == CorrectionKinds.HomeworkDue && await pages.OfLesson(reader, lesson, cancel) is { } page
            ? (await lessons.Of(reader, page, lesson, cancel)).DueChoices : [];
        IReadOnlyList<(string, string)>? choices = kind switch
        {
            CorrectionKinds.WorkType => [.. (rules?.WorkTypes ?? []).Select(w => (w.Code, w.Name))],
            CorrectionKinds.Lesson => [("", CorrectionTexts.All["wish.held"]),
                .. (life?.On(lesson.Date)?.NotHeld ?? []).Select(r => (r.Code, CorrectionDesk.LifeWords(life, lesson, r.Code)))],
            CorrectionKinds.HomeworkDue => [("", CorrectionTexts.All["wish.next"]), .. due.Select(d => (d.ToString(), CorrectionDesk.DueWords(d.ToString())))],
            _ => CorrectionWishes.Codes(kind)?.Select(code => (code, CorrectionTexts.All["wish." + code])).ToList(),
        };
        if (old is "") old = null;
        var name = pupil is { } p ? (await names.Pupils(session, reader.School, [p], cancel)).GetValueOrDefault(p) : null;
        if (pupil is not null && name is null) return null;
        return new CorrectionFormModel(
            Guid.NewGuid(), target, className, subject, CorrectionTexts.All.With("lesson", Ui.Moments.LongDay(lesson.Date), lesson.Slot), name, old,
            choices is null || CorrectionWishes.Codes(kind) is not null ? old : choices.FirstOrDefault(c => c.Item1 == (old ?? "")).Item2 ?? old,
            old ?? "", "", "", rules?.Reasons ?? [], choices, await desk.Rules(reader.School, cancel));
    }

    private async Task<CorrectionFormModel?> OfSubstitution(Actor reader, LessonId lesson, CorrectionTarget target, CancellationToken cancel)
    {
        if (!reader.Grants.Allow(Permission.ManageSubstitutions, lesson.Resource, lesson.Date)) return null;
        await using var session = store.QuerySession(reader.School.Value);
        if (await session.LoadAsync<CourseCard>(Streams.Course(lesson.Course), cancel) is null) return null;
        var (className, subject) = (await History.Places(session, [lesson.Course], cancel))[lesson.Course];
        var staff = (await session.Query<StaffCard>().ToListAsync(cancel)).Where(s => s.From <= lesson.Date && !(s.Dismissed <= lesson.Date) && !s.IsAway(lesson.Date)).ToList();
        var standing = ShiftWish.Standing((await session.LoadAsync<ChangedLesson>(lesson.Stream, cancel))?.Shift);
        var schedule = await Schedule.Load(session, lesson.Date, lesson.Date, cancel);
        var partners = schedule.Find(lesson) is { } found
            ? schedule.Beside(found).Select(b => b.Lesson).Where(b => b.Giver is { } giver && giver != found.Planned && b.Shift?.With is null).Select(b => b.Lesson).ToList() : [];
        var places = await History.Places(session, partners.Select(p => p.Course), cancel);
        var called = await names.Staff(session, reader.School, staff.Select(s => s.Staff).Concat(ShiftWish.Teacher(standing) is { } now ? [now] : []), cancel);
        return new CorrectionFormModel(
            Guid.NewGuid(), target, className, subject, CorrectionTexts.All.With("lesson", Ui.Moments.LongDay(lesson.Date), lesson.Slot), null, standing,
            ShiftWish.Words(standing, called), standing ?? "", "", "", (await session.LoadAsync<JournalRules>(Streams.Regulation, cancel))?.On(lesson.Date)?.Reasons ?? [],
            [.. ((string[])["", ShiftWish.Cancel]).Concat(staff.OrderBy(s => called[s.Staff], StringComparer.CurrentCulture).Select(s => ShiftWish.To(s.Staff)))
                .Concat(partners.Select(ShiftWish.With)).Select(w => (w, ShiftWish.Words(w, called, places)))], await desk.Rules(reader.School, cancel));
    }

    private async Task<CorrectionFormModel?> OfTerm(Actor reader, TermId term, PupilId pupil, CorrectionTarget target, CancellationToken cancel)
    {
        if (await sheets.Of(reader, target.Course, term, cancel) is not { MayWrite: true } sheet || sheet.Rows.FirstOrDefault(r => r.Pupil == pupil) is not { } row) return null;
        return new CorrectionFormModel(
            Guid.NewGuid(), target, sheet.ClassName, sheet.Subject, $"{sheet.TermName}, {sheet.YearName}", row.Name, row.Mark?.Grade, row.Mark?.Grade,
            row.Mark?.Grade ?? "", "", "", sheet.Reasons,
            [("", CorrectionTexts.All["empty"]), .. sheet.Symbols.Select(s => (s, s))], await desk.Rules(reader.School, cancel));
    }
}
