using ElJournal.Accounting.Substitutions;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;
using Marten.Services.BatchQuerying;
using Wolverine;

namespace ElJournal.Accounting.Lessons;

/// <summary>What a lesson's life allows: nothing is graded or taught in a lesson that was not given.</summary>
internal static class LessonLife
{
    /// <summary>Homework may be sent to a class whose lesson fell out; topic, grades and attendance there cannot be.</summary>
    public static Outcome? ForbidNotHeld(Lesson? lesson) =>
        lesson?.NotHeld is null ? null : Outcome.Refused(Refusals.LessonIsNotHeld, lesson.Key.Date, lesson.Key.Slot);

    /// <summary>The role in which the command was sent.</summary>
    public static Role Role(this Envelope envelope) => Provenance.Headers.Parse<Role>(envelope.Headers[Provenance.Headers.Role]!);
}

/// <summary>What the rules of a lesson's life ask for beside those of an entry.</summary>
/// <param name="Life">Null: the school has set none for the day.</param>
/// <param name="Other">The class or group has another course at that number of the day.</param>
public sealed record LessonLifeFacts(LessonFacts Lesson, LessonLifeSet? Life, bool Other = false)
{
    /// <summary>The lesson's month is closed for pay.</summary>
    public bool IsPaid { get; init; }
}

/// <summary>Asks for them in the round trip in which the lesson is fetched.</summary>
public sealed class LessonLifeQuestion(LessonId lesson, IEnumerable<int> seen, CourseSetUps setUps, TimeProvider clock) : IBatchQueryPlan<LessonLifeFacts>
{
    public async Task<LessonLifeFacts> Fetch(IBatchedQuery query)
    {
        var facts = new LessonQuestion(lesson, seen, setUps, clock).Fetch(query);
        var set = setUps.Of(lesson.Course, query);
        var life = query.Load<LessonLifeRules>(Streams.LessonLife);
        var month = query.Load<PayMonth>(PayMonths.Stream(PayMonths.Of(lesson.Date)));
        var known = await set;
        return new LessonLifeFacts(
            await facts, (await life)?.On(lesson.Date),
            known is { Year: { } year, Roster: { } roster } && known.Timetable?.On(lesson.Date, roster.Level, year).Any(s => s.Slot == lesson.Slot && s.Course != lesson.Course) == true)
        {
            IsPaid = await month is { Closed: true },
        };
    }
}
