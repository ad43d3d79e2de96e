using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Расформировать группу: from this day nobody is in it; what was recorded stays.</summary>
public sealed record CloseGroup(Guid CommandId, GroupId Group, DateOnly From) : ICommand
{
    public Need Need => new(Permission.ManageContingent);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Group(Group);
}

public static class CloseGroupHandler
{
    public static (Outcome, Events) Handle(
        CloseGroup command, [WriteAggregate(nameof(CloseGroup.Stream), Required = false)] StudyGroupCard? group)
    {
        if (group is null) return (Outcome.Refused(Refusals.GroupIsUnknown), []);
        if (group.Closed == command.From) return (Outcome.Accepted, []);
        if (group.Closed is { } closed) return (Outcome.Refused(Refusals.GroupIsClosed, group.Name, closed), []);
        var last = group.Pupils.Select(p => p.Left ?? p.From).DefaultIfEmpty(command.From).Max();
        return command.From < last
            ? (Outcome.Refused(Refusals.GroupChangesForward, last), [])
            : (Outcome.Accepted, [new GroupClosed(command.Group, command.From)]);
    }
}
