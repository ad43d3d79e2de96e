using ElJournal.Accounting.Api;
using ElJournal.Accounting.Journal;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Accounting.DayBooks;

/// <summary>Подтвердить, что день заполнен (D-12): what a lesson lacks is named and must be filled in or explained. Entries stay possible afterwards.</summary>
/// <param name="Lessons">The lessons of the day as the person saw them, with what is said of each.</param>
public sealed record CompleteDay(Guid CommandId, StaffId Staff, DateOnly Date, IReadOnlyList<DayExplanation> Lessons) : ICommand, ICarriesOpenings
{
    public Need Need => new(Permission.WriteJournal, Lessons.Count > 0 ? Lessons[0].Lesson.Resource : Grant.WholeSchool, Date);

    public IEnumerable<Opening> Openings => Lessons.Select(lesson => lesson.Note).OfType<Opening>();

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => DayStreams.Of(Staff, Date);

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(CompleteDay)} {Staff} {Date:O}";
}

/// <summary>What is said of what a lesson lacks.</summary>
/// <param name="WithoutHomework">Без задания: nothing was to be given.</param>
/// <param name="Note">Why the rest was left; null: nothing is said.</param>
public sealed record DayExplanation(LessonId Lesson, bool WithoutHomework, Opening? Note);

/// <summary>The day as it stands.</summary>
public sealed record DayFacts(DateOnly Today, IReadOnlyList<DayFact> Lessons);

/// <param name="Name">8 «Б» · Алгебра.</param>
public sealed record DayFact(LessonId Lesson, string Name, IReadOnlyList<string> Missing);

public static class CompleteDayHandler
{
    public static async Task<DayFacts> LoadAsync(CompleteDay command, IDocumentSession session, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var school = await session.LoadAsync<SchoolCard>(Streams.School(SchoolId.From(session.TenantId)), cancel);
        var lessons = await TeacherDays.Of(session, command.Date, command.Staff, cancel);
        var places = await History.Places(session, lessons.Select(l => l.Lesson.Course), cancel);
        return new DayFacts(
            school?.DayAt(now) ?? DateOnly.FromDateTime(now.UtcDateTime),
            [.. lessons.Select(l => new DayFact(l.Lesson, $"{places[l.Lesson.Course].Class} · {places[l.Lesson.Course].Subject}", l.Missing))]);
    }

    public static (Outcome, Events) Handle(
        CompleteDay command, [WriteAggregate(nameof(CompleteDay.Stream), Required = false)] CompletedDay? day, DayFacts facts)
    {
        if (command.Date > facts.Today) return (Outcome.Refused(Refusals.DayIsToCome, command.Date), []);
        // The right was asked on the first lesson named: it must be one of that person's day.
        if (facts.Lessons.Count == 0 || facts.Lessons.All(l => l.Lesson != command.Lessons.FirstOrDefault()?.Lesson))
            return (Outcome.Refused(Refusals.DayHasNoLessons, command.Date), []);
        var said = command.Lessons.DistinctBy(l => l.Lesson).ToDictionary(l => l.Lesson);
        var open = facts.Lessons.Select(l => (l.Name, Open: Unexplained(l, said.GetValueOrDefault(l.Lesson)).ToList())).Where(l => l.Open.Count > 0).ToList();
        if (open.Count > 0)
            return (Outcome.Refused(Refusals.DayIsNotFilled, string.Join("; ", open.Select(l => $"{l.Name} – {string.Join(", ", l.Open.Select(lack => Words.Text("lack." + lack)))}"))), []);
        List<DayLessonLeft> left = [.. facts.Lessons.Select(l => new DayLessonLeft(l.Lesson, l.Missing, l.Missing.Count == 0 ? null : said.GetValueOrDefault(l.Lesson)?.Note?.Sealed))];
        return day is not null && left.TrueForAll(l => l.Note is null) && Same(day.Lessons, left) ? (Outcome.Accepted, []) : (Outcome.Accepted, [new DayCompleted(command.Staff, command.Date, left)]);
    }

    private static IEnumerable<string> Unexplained(DayFact lesson, DayExplanation? said) =>
        string.IsNullOrWhiteSpace(said?.Note?.Value) ? lesson.Missing.Where(lack => lack != Lacks.Homework || said?.WithoutHomework is not true) : [];

    private static bool Same(IReadOnlyList<DayLessonLeft> one, List<DayLessonLeft> other) =>
        one.Select(l => l.Lesson).SequenceEqual(other.Select(l => l.Lesson)) && one.Zip(other).All(pair => pair.First.Missing.SequenceEqual(pair.Second.Missing));
}
