using ElJournal.Accounting.Absences;
using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Corrections;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;
using Marten.Services.BatchQuerying;

namespace ElJournal.Accounting.Lessons;

/// <summary>What the school says about a lesson: everything a rule needs to judge an entry, fetched before the handler runs.</summary>
/// <param name="Course">Null: there is no such course.</param>
/// <param name="Today">The school's calendar day.</param>
/// <param name="Now">The instant of the entry.</param>
/// <param name="EnteredAt">When the entries were made that the person saw and changes, by version.</param>
public sealed record LessonFacts(
    CourseCard? Course, CourseRoster? Roster, YearCalendar? Year, JournalRulesSet? Rules, bool InTimetable, DateOnly Today, DateTimeOffset Now,
    IReadOnlyDictionary<int, DateTimeOffset>? EnteredAt = null)
{
    /// <summary>The lesson's day stands on a closed page.</summary>
    public bool Closed { get; init; }

    /// <summary>Регламент исправлений of today; null where the school has set none.</summary>
    public CorrectionRulesSet? Corrections { get; init; }

    /// <summary>Requests in this lesson that wait or are open.</summary>
    public IReadOnlyList<Correction> Pending { get; init; } = [];

    /// <summary>Документы об отсутствии that stand for the lesson's day, of the pupils who are entered as anything but a grade.</summary>
    public IReadOnlyList<AbsenceDocument> Documents { get; init; } = [];

    /// <summary>By whose clock days are counted.</summary>
    public SchoolCard? School { get; init; }

    /// <summary>Порядок выставления отметок; null: the school has approved none.</summary>
    public MarkingRulesSet? Marking { get; init; }

    public static LessonFacts Of(LessonId lesson, CourseSetUp? set, IReadOnlyDictionary<int, DateTimeOffset> enteredAt, DateTimeOffset now) => set is null
        ? new LessonFacts(null, null, null, null, false, default, now)
        : new LessonFacts(
            set.Course, set.Roster, set.Year, set.RulesOn(lesson.Date), set.InTimetable(lesson.Date, lesson.Slot), set.School?.DayAt(now) ?? default, now, enteredAt)
        {
            School = set.School,
            Corrections = set.CorrectionsOn(set.School?.DayAt(now) ?? default),
            Marking = set.Rules?.MarkingOn(lesson.Date),
        };
}

/// <summary>Asks for the facts in the same round trip in which the handler's lesson is fetched.</summary>
/// <param name="seen">Versions of the entries that the person saw; 0 stands for an empty place.</param>
/// <param name="pupils">Of whom absence documents are asked for; of nobody, nothing is asked.</param>
public sealed class LessonQuestion(LessonId lesson, IEnumerable<int> seen, CourseSetUps setUps, TimeProvider clock, params IReadOnlyList<PupilId> pupils)
    : IBatchQueryPlan<LessonFacts>
{
    /// <summary>What the person saw was put together by several entries: the times of all are asked for, where anything was seen.</summary>
    public bool OfParts { get; init; }

    public async Task<LessonFacts> Fetch(IBatchedQuery query)
    {
        var set = setUps.Of(lesson.Course, query);
        var enteredAt = OfParts && seen.Any(version => version > 0) ? EntryTime.OfAll(query, lesson) : EntryTime.Of(query, lesson, seen);
        var closed = PageLock.IsClosed(lesson, query);
        var pending = Permits.On(lesson.Stream, query);
        var documents = AbsenceDocuments.On(lesson.Date, pupils, query);
        return LessonFacts.Of(lesson, await set, await enteredAt, clock.GetUtcNow()) with
        {
            Closed = await closed,
            Pending = await pending,
            Documents = await documents,
        };
    }
}
