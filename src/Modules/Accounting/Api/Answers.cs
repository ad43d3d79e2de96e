using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Ui;
using Marten;

namespace ElJournal.Accounting.Api;

/// <summary>Answers to entries: what stands now, who was faster, the new average.</summary>
public sealed class Answers(IDocumentStore store, PageReading reading, History history)
{
    /// <summary>Answers to entries of cells, in the order of the entries.</summary>
    internal async Task<IReadOnlyList<EntryResult>> ForCells(
        IReadOnlyList<(EnterCell Entry, Outcome Outcome)> entered, Actor actor, CancellationToken cancel)
    {
        await using var session = store.QuerySession(actor.School.Value);
        var results = new EntryResult[entered.Count];
        foreach (var group in entered.Index().GroupBy(e => e.Item.Entry.Lesson))
        {
            var (lesson, times, averages) = await Standing(session, group.Key, group.Where(e => e.Item.Outcome.IsAccepted).Select(e => e.Item.Entry.Pupil), cancel);
            foreach (var (i, (entry, outcome)) in group)
            {
                var cell = CellOf(entry);
                var result = await Result(
                    entry.Id, outcome, cell.Value.ToString(), cell.Last, At(times, cell.Last), cell.Corrected,
                    outcome.IsAccepted ? averages.GetValueOrDefault(entry.Pupil) : null,
                    CorrectionTarget.Of(CorrectionKinds.Cell, entry.Lesson, entry.Pupil), actor, cancel);
                results[i] = outcome.IsAccepted ? result with { Due = cell.Due, CommentVersion = cell.Commented } : result;
            }

            Cell CellOf(EnterCell entry) => lesson?.CellOf(entry.Pupil) ?? Cell.Empty;
        }
        return results;
    }

    /// <summary>The lesson as it stands, when its entries were made, and the averages of those whose cells were taken.</summary>
    private async Task<(Lesson? Lesson, IReadOnlyDictionary<int, DateTimeOffset> Times, IReadOnlyDictionary<PupilId, int?> Averages)> Standing(
        IQuerySession session, LessonId id, IEnumerable<PupilId> accepted, CancellationToken cancel)
    {
        var batch = session.CreateBatchQuery();
        var setUpTask = reading.SetUps.Of(id.Course, batch);
        var timesTask = EntryTime.OfAll(batch, id);
        await batch.Execute(cancel);
        var setUp = await setUpTask;
        // Outside of the terms, or where nothing says what counts, there is no average.
        if (setUp?.Year?.TermOn(id.Date, setUp.Course.Level) is not { } term || setUp.RulesOn(term.To) is not { } rules)
            return (await session.LoadAsync<Lesson>(id.Stream, cancel), await timesTask, new Dictionary<PupilId, int?>());
        var lessons = await reading.Lessons.Of(session, id.Course, term.From, term.To, cancel);
        return (lessons.FirstOrDefault(l => l.Key == id), await timesTask, PageSources.AveragesOf(lessons, rules, accepted));
    }

    internal async Task<EntryResult> ForText(
        Guid id, LessonId lessonId, string field, Outcome outcome, Actor actor, CancellationToken cancel)
    {
        await using var session = store.QuerySession(actor.School.Value);
        var batch = session.CreateBatchQuery();
        var (lessonTask, timesTask) = (batch.Load<Lesson>(lessonId.Stream), EntryTime.OfAll(batch, lessonId));
        await batch.Execute(cancel);
        var (lesson, times) = (await lessonTask, await timesTask);
        var entry = field switch { "topic" => lesson?.Topic, "homework" => lesson?.Homework, _ => lesson?.WorkType };
        return await Result(
            id, outcome, entry?.Text ?? "", entry?.Last, At(times, entry?.Last), entry?.Corrected ?? false, null, CorrectionTarget.Of(field, lessonId), actor, cancel);
    }

    private static DateTimeOffset? At(IReadOnlyDictionary<int, DateTimeOffset> times, Touch? last) =>
        last is not null && times.TryGetValue(last.Version, out var at) ? at : null;

    internal async Task<HistoryAnswer?> History(LessonId lesson, PupilId? pupil, string? field, Actor reader, CancellationToken cancel)
    {
        if (!reader.Grants.AllowEver(Permission.ReadJournal, lesson.Resource)) return null;
        ChangeKind? kind = field is not null && Enum.TryParse<ChangeKind>(field.Replace("_", "", StringComparison.Ordinal), true, out var known) && Enum.IsDefined(known) ? known : null;
        if (pupil is null && kind is null) return null;
        await using var session = store.QuerySession(reader.School.Value);
        if (await session.LoadAsync<Setup.Register.CourseCard>(Streams.Course(lesson.Course), cancel) is null) return null;
        var changes = await history.Of(session, reader.School, lesson, pupil, kind, cancel);
        var subject = pupil is { } p ? (await reading.Names.Pupils(session, reader.School, [p], cancel)).GetValueOrDefault(p, "—") : Words.Of(kind!.Value);
        var zone = (await session.LoadAsync<Setup.Register.SchoolCard>(Streams.School(reader.School), cancel))?.TimeZone is { } id ? TimeZoneInfo.FindSystemTimeZoneById(id) : null;
        return new HistoryAnswer($"{subject} · {lesson.Date:d MMMM}", [.. changes.Select(c => new HistoryLine(
            c.At, c.ByName, Words.Of(c.Role), Words.Of(c.Channel), Words.Of(c.Kind), c.Old, c.New, c.Correction, c.Reason, Said(c, zone))
        {
            Permit = c.Permit?.Words(zone),
            OnBehalfOf = c.OnBehalfOf,
            ClientTime = c.ClientTime,
        })]);
    }

    /// <summary>The author's words, and by whose permission: what a history shows under "why".</summary>
    private static string? Said(Change change, TimeZoneInfo? zone) => string.Join(" · ", new[]
    {
        // The memo stands for the words of an entry that brought none of its own.
        change.Permit?.Memo == change.Note ? null : change.Note,
        change.Permit?.Words(zone),
        change.OnBehalfOf is { } other ? CorrectionTexts.All.With("behalf", other) : null,
        change.ClientTime is { } typed ? CorrectionTexts.All.With("typed", Moments.Short(typed, zone)) : null,
    }.OfType<string>()) is { Length: > 0 } said ? said : null;

    private async Task<EntryResult> Result(
        Guid id, Outcome outcome, string value, Touch? last, DateTimeOffset? at, bool corrected, int? average, CorrectionTarget place, Actor actor, CancellationToken cancel)
    {
        if (outcome.Refusal is not { } refusal)
            return new EntryResult(id, "accepted", last?.Version ?? 0, at, value, corrected, average, null, null);
        // The one who may not write here is not told what stands there.
        if (refusal.Kind == Store.Refusals.NotAllowed)
            return new EntryResult(id, "refused", 0, null, "", false, null, new EntryProblem(refusal.Kind.Code, refusal.Text()), null);
        var status = refusal.Current is not null ? "changed" : LessonRules.AsksReason(refusal.Kind) ? "reason_needed" : "refused";
        return new EntryResult(
            id, status, last?.Version ?? 0, at, value, corrected, null,
            new EntryProblem(refusal.Kind.Code, refusal.Text(), Permits.IsWayOn(refusal) ? CorrectionAddresses.For(place) : null), last is null || at is null ? null : new EntryCurrent(value, last.Version, await Author(last), at.Value));

        async Task<string> Author(Touch touch)
        {
            var by = new AccountId(touch.By);
            return (await reading.Names.Accounts(actor.School, [by], cancel)).GetValueOrDefault(by, touch.By);
        }
    }
}
