using ElJournal.Accounting.Journal;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Accounting.Corrections;

/// <summary>What the request form shows: the place as it stands, and what was typed.</summary>
/// <param name="Old">As the rules compare it; <paramref name="OldShown"/> is for people.</param>
public sealed record CorrectionFormModel(
    Guid Command, LessonId Lesson, string Kind, PupilId? Pupil, string ClassName, string Subject, string? PupilName, string? Old, string? OldShown,
    string Wanted, string Reason, string Memo, IReadOnlyList<CorrectionReason> Reasons, IReadOnlyList<WorkType> WorkTypes, CorrectionRulesSet? Rules)
{
    public CorrectionTarget Target => CorrectionTarget.Of(Kind, Lesson, Pupil);
}

/// <summary>Reads the place of a lesson that somebody wants opened.</summary>
public sealed class CorrectionForms(IDocumentStore store, Names names, CorrectionDesk desk)
{
    /// <summary>Null: no such place, or not one that this person writes in.</summary>
    public async Task<CorrectionFormModel?> Of(Actor reader, LessonId lesson, string kind, PupilId? pupil, CancellationToken cancel)
    {
        if (kind is not (CorrectionKinds.Cell or CorrectionKinds.Topic or CorrectionKinds.Homework or CorrectionKinds.WorkType)
            || kind == CorrectionKinds.Cell != pupil is not null
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
            _ => standing?.WorkType?.Text,
        };
        if (old is "") old = null;
        var name = pupil is { } p ? (await names.Pupils(session, reader.School, [p], cancel)).GetValueOrDefault(p) : null;
        if (pupil is not null && name is null) return null;
        return new CorrectionFormModel(
            Guid.NewGuid(), lesson, kind, pupil, className, subject, name, old,
            kind == CorrectionKinds.WorkType ? rules?.WorkTypes.FirstOrDefault(w => w.Code == old)?.Name ?? old : old,
            old ?? "", "", "", rules?.Reasons ?? [], rules?.WorkTypes ?? [], await desk.Rules(reader.School, cancel));
    }
}
