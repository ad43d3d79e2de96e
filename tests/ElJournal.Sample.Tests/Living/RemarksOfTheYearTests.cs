using ElJournal.Accounting;
using ElJournal.Control;
using ElJournal.Kernel;
using ElJournal.Sample.Living;
using Shouldly;
using Xunit;

namespace ElJournal.Sample.Tests.Living;

/// <summary>Замечания of the year are what deputies would have made and what the program would have closed.</summary>
public class RemarksOfTheYearTests
{
    private static readonly IReadOnlyList<YearEvent> Events = RealPlan.Events;

    [Fact]
    public void A_remark_is_made_on_a_lesson_that_lacks_its_topic_and_is_mended_by_the_topic_that_comes_after()
    {
        var (versions, topics, open) = (new Dictionary<string, int>(), new Dictionary<LessonId, YearEvent>(), new Dictionary<RemarkId, (YearEvent Event, RemarkIssued Issued)>());
        var mended = 0;
        foreach (var e in Events)
        {
            switch (e.Event)
            {
                case TopicRecorded topic:
                    topics[topic.Lesson] = e;
                    break;
                case RemarkIssued issued:
                    topics.ShouldNotContainKey(issued.Target.Lesson!);
                    issued.Seen.ShouldBe(versions[issued.Target.Lesson!.Stream]);
                    issued.Due.ShouldBeGreaterThan(issued.On);
                    open.Add(issued.Remark, (e, issued));
                    break;
                case RemarkMended done:
                    var made = open[done.Remark];
                    var entry = topics[made.Issued.Target.Lesson!];
                    entry.Cause.ShouldBe(done.Entry);
                    entry.At.ShouldBeInRange(made.Event.At, e.At);
                    RecordedAttribute.NameOf(entry.Event.GetType()).ShouldBe(done.Kind);
                    e.By.Account.Value.ShouldBe("program");
                    open.Remove(done.Remark);
                    mended++;
                    break;
            }
            versions[e.Stream] = versions.GetValueOrDefault(e.Stream) + 1;
        }
        // Nothing is left open that the program would have closed, and a few are overdue at the end of the year.
        open.Values.Count(o => topics.ContainsKey(o.Issued.Target.Lesson!)).ShouldBe(0);
        open.Count.ShouldBeInRange(5, 60);
        mended.ShouldBeInRange(100, 300);
    }
}
