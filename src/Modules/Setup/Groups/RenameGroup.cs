using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Переименовать учебную группу (D-10.3): from now on, everywhere.</summary>
/// <param name="Name">«Начинающие»; never a pupil's name.</param>
/// <param name="Seen">How it was called when the sender looked; null: whatever it is called now is replaced.</param>
public sealed record RenameGroup(Guid CommandId, GroupId Group, string Name, string? Seen = null) : ICommand
{
    public Need Need => new(Permission.ManageContingent);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Group(Group);
}

/// <param name="Others">Groups of the same classes.</param>
public sealed record RenameGroupFacts(IReadOnlyList<StudyGroupCard> Others);

public static class RenameGroupHandler
{
    public static async Task<RenameGroupFacts> LoadAsync(RenameGroup command, IDocumentSession session, CancellationToken cancel) => new(
        await session.LoadAsync<StudyGroupCard>(Streams.Group(command.Group), cancel) is { } group ? await GroupsOf.Classes(session, group.Classes, cancel) : []);

    public static (Outcome, Events) Handle(
        RenameGroup command, [WriteAggregate(nameof(RenameGroup.Stream), Required = false)] StudyGroupCard? group, RenameGroupFacts facts)
    {
        var name = command.Name.Trim();
        if (group is null) return (Outcome.Refused(Refusals.GroupIsUnknown), []);
        if (group.Closed is { } closed) return (Outcome.Refused(Refusals.GroupIsClosed, group.Name, closed), []);
        if (name.Length is 0 or > FormGroup.LongestName) return (Outcome.Refused(Refusals.GroupNameIsEmptyOrLong, FormGroup.LongestName), []);
        if (group.Name == name) return (Outcome.Accepted, []);
        if (command.Seen is { } seen && seen != group.Name) return (Outcome.Changed(Refusals.GroupIsRenamed, group, group.Name), []);
        return FormGroupHandler.IsTaken(facts.Others.Where(g => g.Group != group.Group), group.Kind, group.Subject, name)
            ? (Outcome.Refused(Refusals.GroupIsFormed, name), [])
            : (Outcome.Accepted, [new GroupRenamed(command.Group, name)]);
    }
}
