using ElJournal.Setup;
using JasperFx.Events;
using Marten;
using Marten.Events.Projections;

namespace ElJournal.Accounting.Register;

/// <summary>
/// Факты журнала: folds every lesson's events into the tables of facts, set-wise. The events of one transaction have one time and come to one
/// version, wherever a page of the daemon ends: so a rebuild gives the very same rows.
/// </summary>
public sealed class FactProjection : IProjection
{
    /// <summary>Tables of a new shape get a new number here: the daemon then fills them from the first event on.</summary>
    public const string Name = "facts.1";

    /// <summary>What changes a fact; the rest of a lesson's events is passed by.</summary>
    private static readonly HashSet<Type> Followed =
    [
        typeof(TopicRecorded), typeof(TopicCorrected), typeof(TopicPartTaken), typeof(AttendanceChecked), typeof(AttendanceMarked), typeof(AttendanceCorrected),
        typeof(AbsenceExplained), typeof(AbsenceExplanationWithdrawn), typeof(HomeworkSet), typeof(HomeworkCorrected), typeof(PupilHomeworkSet),
        typeof(PupilHomeworkCorrected), typeof(HomeworkDueChosen), typeof(WorkTypeChosen), typeof(LessonNotHeld), typeof(LessonHeldAfterAll),
        typeof(ExtraLessonOpened), typeof(GradeDeferred), typeof(DeferralWithdrawn), typeof(GradeRecorded), typeof(GradeCorrected), typeof(SubstituteAssigned),
        typeof(SubstituteReleased), typeof(LessonCancelled), typeof(LessonRestored), typeof(LessonTransferred), typeof(LessonReceived), typeof(TransferUndone),
        typeof(LessonReturned), typeof(DayCompleted), typeof(PupilExempted), typeof(TermGradeSet), typeof(TermGradeCorrected), typeof(TermGradeBrought),
        typeof(TermGradeRetaken),
    ];

    public async Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        foreach (var school in events.Where(e => Followed.Contains(e.Data.GetType())).GroupBy(e => e.TenantId))
        {
            FactWriting.Exempt(operations, school.Key, [.. school.Where(e => e.Data is PupilExempted)]);
            FactWriting.Sign(operations, school.Key, [.. school.Where(e => e.Data is DayCompleted)]);
            await TermGradeFolding.Fold(operations, school.Key, [.. school.Where(e => TermGradeFolding.IsOf(e.Data))], cancellation);
            var lessons = school.SelectMany(e => LessonsOf(e).Select(l => (l.Lesson, Change: new Change(e, l.Left)))).GroupBy(l => l.Lesson, l => l.Change).ToList();
            if (lessons.Count == 0) continue;
            var stored = await FactReading.Stored(operations, school.Key, [.. lessons.Select(l => l.Key)], cancellation);
            var folds = lessons.Select(l => Fold(l.Key, stored.GetValueOrDefault(l.Key.ToString()) ?? StoredLesson.None, [.. l])).ToList();
            FactWriting.Write(operations, school.Key, folds);
        }
    }

    /// <summary>The lessons that an event speaks of; of a teacher's day, what is said of each.</summary>
    private static IEnumerable<(LessonId Lesson, DayLessonLeft? Left)> LessonsOf(IEvent e) => e.Data is DayCompleted day
        ? day.Lessons.Select(left => (left.Lesson, (DayLessonLeft?)left))
        : LessonId.TryParse(e.StreamKey?.Split('/', 2) is ["lesson", var id] ? id : null, out var lesson) ? [(lesson, null)] : [];

    internal static FoldedLesson Fold(LessonId lesson, StoredLesson stored, IReadOnlyCollection<Change> changes)
    {
        var (state, last) = (stored.State, stored.Last);
        var folded = new FoldedLesson(lesson, stored);
        foreach (var transaction in changes.OrderBy(c => c.Event.Sequence).GroupBy(c => c.Event.Timestamp.ToUniversalTime()))
        {
            // Who began to write earlier may have been the later one to be recorded: time never runs back within a lesson.
            var at = transaction.Key < last ? last : transaction.Key;
            var next = transaction.Aggregate(state, (s, change) => change.Left is { } left ? s.Left(left) : s.Next(change.Event.Data, at));
            folded.Add(at, state, next);
            (state, last) = (next, at);
        }
        return folded with { State = state, Last = last, Seq = changes.Max(c => c.Event.Sequence) };
    }

    /// <summary>An event, and what it says of the lesson where it speaks of a whole day.</summary>
    internal readonly record struct Change(IEvent Event, DayLessonLeft? Left);
}

/// <summary>A lesson as the tables have it.</summary>
/// <param name="Since">Since when its row holds; null: it has none.</param>
/// <param name="Last">Time of the last event folded.</param>
/// <param name="Grades">Since when the row of a place holds.</param>
internal sealed record StoredLesson(LessonState State, DateTimeOffset? Since, DateTimeOffset Last, IReadOnlyDictionary<string, DateTimeOffset> Grades)
{
    /// <summary>Since when the row of a pupil's absence holds.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Absences { get; init; } = new Dictionary<string, DateTimeOffset>();

    public static StoredLesson None { get; } = new(LessonState.Empty, null, DateTimeOffset.MinValue, new Dictionary<string, DateTimeOffset>());
}

/// <summary>What becomes of a lesson's rows: those that end, and those that begin.</summary>
internal sealed record FoldedLesson(LessonId Lesson, StoredLesson Stored)
{
    public LessonState State { get; init; } = Stored.State;

    public DateTimeOffset Last { get; init; } = Stored.Last;

    /// <summary>Place in the log of the last event folded.</summary>
    public long Seq { get; init; }

    /// <summary>Versions of the lesson, oldest first, the stored one too where it changes.</summary>
    public List<(LessonFact Fact, DateTimeOffset Since)> Versions { get; } = [];

    /// <summary>Versions of the grades by place, oldest first; null: nothing stands.</summary>
    public Dictionary<string, List<(GradeFact? Grade, DateTimeOffset Since)>> Grades { get; } = [];

    /// <summary>Versions of the marks of attendance by pupil, oldest first; null: nothing stands.</summary>
    public Dictionary<string, List<(AbsenceFact? Absence, DateTimeOffset Since)>> Absences { get; } = [];

    public void Add(DateTimeOffset at, LessonState before, LessonState after)
    {
        if (before.Fact != after.Fact || (Stored.Since is null && Versions.Count == 0))
        {
            if (Versions.Count == 0 && Stored.Since is { } since) Versions.Add((before.Fact, since));
            Put(Versions, after.Fact, at);
        }
        if (before.Cells != after.Cells) Attended(at, before.Cells, after.Cells);
        foreach (var place in before.Grades.Keys.Union(after.Grades.Keys))
        {
            var (old, now) = (before.Grades.GetValueOrDefault(place), after.Grades.GetValueOrDefault(place));
            if (old == now) continue;
            if (!Grades.TryGetValue(place, out var versions))
            {
                Grades[place] = versions = [];
                if (Stored.Grades.TryGetValue(place, out var since)) versions.Add((old, since));
            }
            Put(versions, now, at);
        }
    }

    private void Attended(DateTimeOffset at, IReadOnlyDictionary<string, CellNotes> before, IReadOnlyDictionary<string, CellNotes> after)
    {
        foreach (var id in before.Keys.Union(after.Keys))
        {
            var pupil = new PupilId(id);
            var (old, now) = (before.GetValueOrDefault(id, CellNotes.None).Absence(pupil), after.GetValueOrDefault(id, CellNotes.None).Absence(pupil));
            if (old == now) continue;
            if (!Absences.TryGetValue(id, out var versions))
            {
                Absences[id] = versions = [];
                if (Stored.Absences.TryGetValue(id, out var since)) versions.Add((old, since));
            }
            Put(versions, now, at);
        }
    }

    /// <summary>What held for no time never held.</summary>
    internal static void Put<T>(List<(T, DateTimeOffset Since)> versions, T now, DateTimeOffset at)
    {
        if (versions.Count > 0 && versions[^1].Since == at) versions.RemoveAt(versions.Count - 1);
        versions.Add((now, at));
    }
}
