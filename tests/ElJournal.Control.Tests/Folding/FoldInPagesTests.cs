using ElJournal.Accounting;
using ElJournal.Accounting.Register;
using ElJournal.Control.Tests.Judged;
using ElJournal.Sample;
using JasperFx.Events;
using Shouldly;
using Xunit;

namespace ElJournal.Control.Tests.Folding;

/// <summary>The rows of facts are the same wherever the pages of the daemon end, and even where time seems to run back: so a rebuild gives the very same tables.</summary>
public sealed class FoldInPagesTests
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void A_lesson_folded_in_pages_comes_to_the_rows_of_a_lesson_folded_at_once(long seed)
    {
        var lessons = new EdgeLife(seed).Live().Where(e => e.Stream.StartsWith("lesson/", StringComparison.Ordinal)).GroupBy(e => e.Stream).ToList();
        lessons.Count.ShouldBeGreaterThan(100);
        foreach (var (place, lesson) in lessons.Index())
        {
            var dice = new Dice(seed).For("pages", lesson.Key);
            var log = lesson.Select((e, i) => Event(e.Event, i + 1, place % 5 == 0 ? e.At.AddSeconds(-dice.Below(9000)) : e.At)).ToList();
            var id = LessonId.Parse(lesson.Key["lesson/".Length..]);
            var whole = new Table();
            whole.Take(id, log);
            var paged = new Table();
            for (var at = 0; at < log.Count;)
            {
                var size = 1 + dice.Below(4);
                paged.Take(id, log.Skip(at).Take(size));
                at += size;
            }
            paged.Lessons.ShouldBe(whole.Lessons, lesson.Key);
            paged.Grades.ShouldBe(whole.Grades, lesson.Key);
            paged.Absences.ShouldBe(whole.Absences, lesson.Key);
            whole.Lessons.Select(r => r.Since).ShouldBe(whole.Lessons.Select(r => r.Since).Distinct(), "no version holds for no time");
            whole.Lessons.Zip(whole.Lessons.Skip(1)).ShouldAllBe(pair => pair.First.Until == pair.Second.Since, "without a gap");
            whole.Lessons[^1].Until.ShouldBeNull();
        }
    }

    private static IEvent Event(object data, long seq, DateTime at)
    {
        var e = (IEvent)Activator.CreateInstance(typeof(Event<>).MakeGenericType(data.GetType()), data)!;
        (e.Sequence, e.Timestamp) = (seq, new DateTimeOffset(at));
        return e;
    }

    /// <summary>The tables, as the statements of the projection leave them.</summary>
    private sealed class Table
    {
        private StoredLesson stored = StoredLesson.None;

        public List<(LessonFact Fact, DateTimeOffset Since, DateTimeOffset? Until)> Lessons { get; } = [];

        public List<(string Place, GradeFact Grade, DateTimeOffset Since, DateTimeOffset? Until)> Grades { get; } = [];

        public List<(string Pupil, AbsenceFact Absence, DateTimeOffset Since, DateTimeOffset? Until)> Absences { get; } = [];

        public void Take(LessonId lesson, IEnumerable<IEvent> page)
        {
            var folded = FactProjection.Fold(lesson, stored, [.. page.Select(e => new FactProjection.Change(e, null))]);
            if (folded.Versions.Count > 0)
            {
                Lessons.RemoveAll(r => r.Until is null);
                Lessons.AddRange(Rows(folded.Versions));
            }
            foreach (var (place, versions) in folded.Grades)
            {
                Grades.RemoveAll(r => r.Place == place && r.Until is null);
                Grades.AddRange(Rows(versions).Where(r => r.What is not null).Select(r => (place, r.What!, r.Since, r.Until)));
            }
            foreach (var (pupil, versions) in folded.Absences)
            {
                Absences.RemoveAll(r => r.Pupil == pupil && r.Until is null);
                Absences.AddRange(Rows(versions).Where(r => r.What is not null).Select(r => (pupil, r.What!, r.Since, r.Until)));
            }
            Absences.Sort((a, b) => (a.Pupil, a.Since).CompareTo((b.Pupil, b.Since)));
            Grades.Sort((a, b) => (a.Place, a.Since).CompareTo((b.Place, b.Since)));
            stored = new StoredLesson(
                folded.State, Lessons.LastOrDefault() is { Fact: not null } last ? last.Since : null, folded.Last,
                Grades.Where(r => r.Until is null).ToDictionary(r => r.Place, r => r.Since))
            { Absences = Absences.Where(r => r.Until is null).ToDictionary(r => r.Pupil, r => r.Since) };
        }

        private static IEnumerable<(T What, DateTimeOffset Since, DateTimeOffset? Until)> Rows<T>(List<(T What, DateTimeOffset Since)> versions) =>
            versions.Select((v, i) => (v.What, v.Since, i + 1 < versions.Count ? versions[i + 1].Since : (DateTimeOffset?)null));
    }
}
