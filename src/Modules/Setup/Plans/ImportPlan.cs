using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Загрузить КТП курса (D-10.10, Z-6.9): the whole plan, as its next version.</summary>
/// <param name="Seen">The version that the sender looked at, 0 for none; null: whatever is there is replaced.</param>
public sealed record ImportPlan(Guid CommandId, CourseId Course, IReadOnlyList<PlanItem> Items, int? Seen = null) : ICommand
{
    public Need Need => new(Permission.PlanCourse, Streams.Course(Course));

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Plan(Course);
}

public sealed record ImportPlanFacts(bool CourseIsOpen);

public static class ImportPlanHandler
{
    private const int MostItems = 1000;
    public const int LongestTopic = 1000;
    public const int MostHours = 100;

    public static async Task<ImportPlanFacts> LoadAsync(ImportPlan command, IDocumentSession session, CancellationToken cancel) =>
        new(await session.LoadAsync<CourseCard>(Streams.Course(command.Course), cancel) is { Closed: null });

    public static (Outcome, Events) Handle(
        ImportPlan command,
        [WriteAggregate(nameof(ImportPlan.Stream), Required = false)] CoursePlan? plan,
        ImportPlanFacts facts)
    {
        if (!facts.CourseIsOpen) return (Outcome.Refused(Refusals.CourseIsUnknown), []);
        if (plan is not null && plan.Items.SequenceEqual(command.Items)) return (Outcome.Accepted, []);
        if (command.Seen is { } seen && seen != (plan?.Version ?? 0)) return (Outcome.Changed(Refusals.PlanIsChanged, plan!, plan?.Version ?? 0, seen), []);
        if (command.Items.Count == 0) return (Outcome.Refused(Refusals.PlanIsEmpty), []);
        if (command.Items.Count > MostItems) return (Outcome.Refused(Refusals.PlanIsTooLong, MostItems), []);
        var before = 0;
        foreach (var item in command.Items)
        {
            if (item.Number <= before) return (Outcome.Refused(Refusals.PlanNumbersAreOutOfOrder, item.Number), []);
            if (string.IsNullOrWhiteSpace(item.Topic) || item.Topic.Length > LongestTopic || item.Homework?.Length > LongestTopic)
                return (Outcome.Refused(Refusals.PlanTopicIsEmptyOrLong, item.Number, LongestTopic), []);
            if (item.Hours is < 1 or > MostHours) return (Outcome.Refused(Refusals.PlanHoursAreOff, item.Number, MostHours, item.Hours), []);
            if (item.Work is not null && !PlanWorks.All.Contains(item.Work)) return (Outcome.Refused(Refusals.PlanWorkIsUnknown, item.Number, item.Work), []);
            before = item.Number;
        }
        return (Outcome.Accepted, [new PlanImported(command.Course, (plan?.Version ?? 0) + 1, command.Items)]);
    }
}
