using ElJournal.Accounting.Corrections;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;
using Marten.Services.BatchQuerying;
using Wolverine;
using Wolverine.Marten;

namespace ElJournal.Accounting.Lessons;

/// <summary>Выбрать срок задания (Z-6.13): to which lesson of the course it is due; null: to the next one.</summary>
/// <param name="Seen">Version of the choice that the person saw; 0 for none.</param>
public sealed record ChooseHomeworkDue(
    Guid CommandId, LessonId Lesson, LessonId? Due, int Seen, string? Reason = null, Opening? Note = null) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.WriteJournal, Lesson.Resource, Lesson.Date);

    public IEnumerable<Opening> Openings => Note is null ? [] : [Note];

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Lesson.Stream;

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(ChooseHomeworkDue)} {Lesson}";
}

/// <summary>What the rules of homework ask for beside those of an entry.</summary>
/// <param name="DueIsLesson">The lesson to which it is to be due is one of the course, later than that in which it was given; true where none was chosen.</param>
public sealed record HomeworkFacts(LessonFacts Lesson, bool DueIsLesson);

/// <summary>Asks for them in the round trip in which the lesson is fetched.</summary>
public sealed class HomeworkQuestion(LessonId lesson, LessonId? due, IEnumerable<int> seen, CourseSetUps setUps, TimeProvider clock) : IBatchQueryPlan<HomeworkFacts>
{
    public async Task<HomeworkFacts> Fetch(IBatchedQuery query)
    {
        var asked = new LessonQuestion(lesson, seen, setUps, clock).Fetch(query);
        var set = setUps.Of(lesson.Course, query);
        var there = due is null ? null : query.Load<Lesson>(due.Stream);
        var (facts, known) = (await asked, await set);
        if (due is null) return new HomeworkFacts(facts, true);
        var extra = (await there!)?.Extra is not null;
        return new HomeworkFacts(
            facts, due.Course == lesson.Course && (due.Date, due.Slot).CompareTo((lesson.Date, lesson.Slot)) > 0 && (extra || known?.InTimetable(due.Date, due.Slot) == true));
    }
}

public static class ChooseHomeworkDueHandler
{
    public static HomeworkQuestion Load(ChooseHomeworkDue command, CourseSetUps setUps, TimeProvider clock) =>
        new(command.Lesson, command.Due, [command.Seen], setUps, clock);

    public static (Outcome, Events, PermitUse) Handle(
        ChooseHomeworkDue command, [WriteAggregate(nameof(ChooseHomeworkDue.Stream), Required = false)] Lesson? lesson, HomeworkFacts facts, Envelope envelope)
    {
        var (outcome, events) = Decide(command, lesson, facts, envelope.Author());
        return (outcome, events, PermitUse.Of(events));
    }

    public static (Outcome, Events) Decide(ChooseHomeworkDue command, Lesson? lesson, HomeworkFacts facts, string author)
    {
        if (LessonRules.Forbid(command.Lesson, lesson, facts.Lesson, CorrectionKinds.HomeworkDue, null, author, out var permit) is { } forbidden) return (forbidden, []);
        if (lesson?.Homework is null or { Text.Length: 0 }) return (Outcome.Refused(Refusals.HomeworkIsMissing), []);
        if (!facts.DueIsLesson) return (Outcome.Refused(Refusals.DueIsNoLesson), []);
        if (lesson.Due?.Lesson == command.Due) return (Outcome.Accepted, []);
        if ((lesson.Due?.Last.Version ?? 0) != command.Seen) return (Outcome.Changed(Refusals.DueIsChanged, lesson.Due!), []);
        if (lesson.Due is { } standing && LessonRules.ForbidWithoutReason(standing.Last, author, command.Reason, facts.Lesson, permit: permit) is { } refused) return (refused, []);
        return (Outcome.Accepted, [
            Permits.Mark(
                command.CommandId,
                new HomeworkDueChosen(command.Lesson, command.Due, lesson.Due is null ? null : command.Reason ?? permit?.Reason, command.Note?.Sealed ?? permit?.Memo), permit),
        ]);
    }
}

/// <summary>Приложить файл к заданию: a picture, a PDF or a document, by its content.</summary>
/// <param name="File">Null: what was sent is none of these, or too large.</param>
public sealed record AttachHomeworkFile(Guid CommandId, LessonId Lesson, Scan? File = null) : ICommand
{
    public Need Need => new(Permission.WriteJournal, Lesson.Resource, Lesson.Date);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Lesson.Stream;

    /// <summary>Never prints the file: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(AttachHomeworkFile)} {Lesson}";
}

public static class AttachHomeworkFileHandler
{
    /// <summary>Of one lesson at a time.</summary>
    public const int MostFiles = 5;

    public static LessonQuestion Load(AttachHomeworkFile command, CourseSetUps setUps, TimeProvider clock) => new(command.Lesson, [], setUps, clock);

    public static (Outcome, Events, IMartenOp, PermitUse) Handle(
        AttachHomeworkFile command, [WriteAggregate(nameof(AttachHomeworkFile.Stream), Required = false)] Lesson? lesson, LessonFacts facts, Envelope envelope)
    {
        var (outcome, events, kept) = Decide(command, lesson, facts, envelope.Author());
        return (outcome, events, kept, PermitUse.Of(events));
    }

    public static (Outcome, Events, IMartenOp) Decide(AttachHomeworkFile command, Lesson? lesson, LessonFacts facts, string author)
    {
        if (Forbid(command, lesson, facts, author, out var permit) is { } forbidden) return (forbidden, [], MartenOps.Nothing());
        var file = command.File!;
        return lesson!.StandingFiles().Any(standing => standing.Sha256 == file.Sha256)
            ? (Outcome.Accepted, [], MartenOps.Nothing())
            : (Outcome.Accepted,
                [
                    Permits.Mark(
                        command.CommandId,
                        new HomeworkFileAttached(command.Lesson, file.Id, (lesson.Files?.Count ?? 0) + 1, file.Type, file.Content.Length, file.Sha256), permit),
                ], new KeepFile(file));
    }

    private static Outcome? Forbid(AttachHomeworkFile command, Lesson? lesson, LessonFacts facts, string author, out Correction? permit)
    {
        if (LessonRules.Forbid(command.Lesson, lesson, facts, CorrectionKinds.HomeworkFile, null, author, out permit) is { } forbidden) return forbidden;
        if (command.File is null) return Outcome.Refused(Refusals.FileIsUnfit, Scan.Largest >> 20);
        if (lesson?.Homework is null or { Text.Length: 0 }) return Outcome.Refused(Refusals.HomeworkIsMissing);
        return lesson.StandingFiles().Count() >= MostFiles ? Outcome.Refused(Refusals.FilesAreMany, MostFiles) : null;
    }

    private sealed record KeepFile(Scan File) : IMartenOp
    {
        public void Execute(IDocumentSession session) => Scans.Store(session, File);
    }
}

/// <summary>Снять файл с задания.</summary>
/// <param name="Seen">Version of the file's entry.</param>
public sealed record RemoveHomeworkFile(Guid CommandId, LessonId Lesson, Guid File, int Seen, string? Reason = null, Opening? Note = null) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.WriteJournal, Lesson.Resource, Lesson.Date);

    public IEnumerable<Opening> Openings => Note is null ? [] : [Note];

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Lesson.Stream;

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(RemoveHomeworkFile)} {Lesson}";
}

public static class RemoveHomeworkFileHandler
{
    public static LessonQuestion Load(RemoveHomeworkFile command, CourseSetUps setUps, TimeProvider clock) => new(command.Lesson, [command.Seen], setUps, clock);

    public static (Outcome, Events, PermitUse) Handle(
        RemoveHomeworkFile command, [WriteAggregate(nameof(RemoveHomeworkFile.Stream), Required = false)] Lesson? lesson, LessonFacts facts, Envelope envelope)
    {
        var (outcome, events) = Decide(command, lesson, facts, envelope.Author());
        return (outcome, events, PermitUse.Of(events));
    }

    public static (Outcome, Events) Decide(RemoveHomeworkFile command, Lesson? lesson, LessonFacts facts, string author)
    {
        if (LessonRules.Forbid(command.Lesson, lesson, facts, CorrectionKinds.HomeworkFile, null, author, out var permit) is { } forbidden) return (forbidden, []);
        if (lesson?.Files?.FirstOrDefault(f => f.File == command.File) is not { } file) return (Outcome.Refused(Refusals.FileIsUnknown), []);
        if (file.Removed) return (Outcome.Accepted, []);
        return LessonRules.ForbidWithoutReason(file.Last, author, command.Reason, facts, permit: permit) is { } refused
            ? (refused, [])
            : (Outcome.Accepted, [
                Permits.Mark(
                    command.CommandId,
                    new HomeworkFileRemoved(command.Lesson, file.File, file.Number, command.Reason ?? permit?.Reason, command.Note?.Sealed ?? permit?.Memo), permit),
            ]);
    }
}
