using ElJournal.Access.Accounts;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Access.Trainings;

/// <summary>Записать обучение: what was taught, when, by whom and who came (A-1б, D-23).</summary>
/// <param name="Audience"><see cref="Staff"/>, or <c>class/8b</c>: pupils of the class and their guardians.</param>
public sealed record RecordTraining(
    Guid CommandId, TrainingId Training, string Topic, DateOnly On, string Audience, AccountId Conductor, IReadOnlyList<AccountId> Attended) : ICommand
{
    public const int LongestTopic = 200;
    public const string Staff = "staff";
    public const string OfClass = "class/";

    public Need Need => new(Permission.ManageAccounts);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Training.Stream;
}

/// <summary>What recording a training depends on.</summary>
/// <param name="Known">Those of the named accounts that are there.</param>
/// <param name="HasAudience">The list from which they were ticked is there.</param>
public sealed record TrainingFacts(DateOnly Today, IReadOnlySet<AccountId> Known, bool HasAudience);

public static class RecordTrainingHandler
{
    public static async Task<TrainingFacts> LoadAsync(RecordTraining command, IDocumentSession session, TimeProvider clock, CancellationToken cancel)
    {
        var accounts = await session.LoadManyAsync<Account>(cancel, [.. command.Attended.Append(command.Conductor).Select(AccountStream.Of)]);
        var audience = command.Audience == RecordTraining.Staff
            || (command.Audience.StartsWith(RecordTraining.OfClass, StringComparison.Ordinal)
                && await session.LoadAsync<ClassRoster>(command.Audience[RecordTraining.OfClass.Length..], cancel) is not null);
        return new TrainingFacts(await AccountFacts.TodayAt(session, clock, cancel), accounts.Select(a => a.Key).ToHashSet(), audience);
    }

    public static (Outcome, Events) Handle(
        RecordTraining command, [WriteAggregate(nameof(RecordTraining.Stream), Required = false)] Training? training, TrainingFacts facts)
    {
        // Sent twice by a double click or a reload, it is one training.
        if (training is not null) return (Outcome.Accepted, []);
        var topic = command.Topic.Trim();
        if (topic.Length is 0 or > RecordTraining.LongestTopic) return (Outcome.Refused(Refusals.TrainingTopicIsMissing, RecordTraining.LongestTopic), []);
        if (command.On > facts.Today) return (Outcome.Refused(Refusals.TrainingIsInFuture, command.On), []);
        if (!facts.HasAudience || !facts.Known.Contains(command.Conductor)) return (Outcome.Refused(Refusals.TrainingIsIncomplete), []);
        if (command.Attended.Count == 0 || !command.Attended.All(facts.Known.Contains)) return (Outcome.Refused(Refusals.NobodyIsChosen), []);
        return (Outcome.Accepted,
            [new TrainingRecorded(command.Training, topic, command.On, command.Audience, command.Conductor, [.. command.Attended.Distinct()])]);
    }
}
