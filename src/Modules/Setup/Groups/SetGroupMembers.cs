using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>
/// Задать состав группы (Z-5.7): who is in it from this day; who is not named leaves it on that day. Who comes to the class later joins on
/// the day of coming.
/// </summary>
/// <param name="Pupils">The whole list.</param>
public sealed record SetGroupMembers(Guid CommandId, GroupId Group, IReadOnlyList<PupilId> Pupils, DateOnly From) : ICommand
{
    public Need Need => new(Permission.ManageContingent);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Group(Group);
}

/// <param name="Classes">From which the group draws.</param>
/// <param name="Others">The other groups into which the same classes are split for the same subject.</param>
public sealed record SetGroupMembersFacts(IReadOnlyList<ClassRoster> Classes, YearCalendar? Year, IReadOnlyList<StudyGroupCard> Others);

public static class SetGroupMembersHandler
{
    public static async Task<SetGroupMembersFacts> LoadAsync(SetGroupMembers command, IDocumentSession session, CancellationToken cancel)
    {
        if (await session.LoadAsync<StudyGroupCard>(Streams.Group(command.Group), cancel) is not { } group) return new SetGroupMembersFacts([], null, []);
        var others = group.Subject is null || group.Kind == GroupKinds.Individual ? [] : await GroupsOf.Classes(session, group.Classes, cancel);
        return new SetGroupMembersFacts(
            await session.LoadManyAsync<ClassRoster>(cancel, group.Classes.Select(c => c.Value).ToArray()),
            await session.LoadAsync<YearCalendar>(Streams.Year(group.Year), cancel),
            [.. others.Where(g => g.Group != group.Group && g.Subject == group.Subject && g.Kind is GroupKinds.Subgroup or GroupKinds.Interclass)]);
    }

    public static (Outcome, Events) Handle(
        SetGroupMembers command, [WriteAggregate(nameof(SetGroupMembers.Stream), Required = false)] StudyGroupCard? group, SetGroupMembersFacts facts)
    {
        var from = command.From;
        if (group is null || facts.Year is not { } year) return (Outcome.Refused(Refusals.GroupIsUnknown), []);
        if (group.Closed is { } closed) return (Outcome.Refused(Refusals.GroupIsClosed, group.Name, closed), []);
        if (from < year.From || from > year.To) return (Outcome.Refused(Refusals.DateIsOutsideYear, from, year.From, year.To), []);
        var wanted = command.Pupils.ToHashSet();
        var standing = group.Pupils.Where(p => p.Left is null).ToList();
        var leaving = standing.Where(p => !wanted.Contains(p.Pupil)).ToList();
        var joining = command.Pupils.Distinct().Where(pupil => standing.TrueForAll(p => p.Pupil != pupil)).ToList();
        // Whole days go forward: what the group's list says of the days before stays.
        var last = group.Pupils.Where(p => leaving.Contains(p) || joining.Contains(p.Pupil)).Select(p => p.Left ?? p.From).DefaultIfEmpty(from).Max();
        if (from < last) return (Outcome.Refused(Refusals.GroupChangesForward, last), []);
        if (group.Kind == GroupKinds.Individual && wanted.Count > 1) return (Outcome.Refused(Refusals.PlanIsOfOnePupil), []);
        if (joining.Count(pupil => Coming(pupil) is null) is > 0 and var strangers) return (Outcome.Refused(Refusals.PupilsAreOfOtherClasses, strangers, from), []);
        foreach (var other in facts.Others)
        {
            if (joining.Count(pupil => other.Pupils.Any(p => p.Pupil == pupil && !(p.Left <= Coming(pupil)))) is > 0 and var taken)
                return (Outcome.Refused(Refusals.PupilsAreInOtherGroup, taken, other.Name), []);
        }
        return (Outcome.Accepted,
        [
            .. leaving.Select(p => new PupilLeftGroup(group.Group, p.Pupil, from)),
            .. joining.Select(pupil => new PupilJoinedGroup(group.Group, pupil, Coming(pupil)!.Value)),
        ]);

        DateOnly? Coming(PupilId pupil) => facts.Classes.SelectMany(c => c.Pupils).Where(p => p.Pupil == pupil && !(p.Left <= from))
            .Select(p => (DateOnly?)(p.From > from ? p.From : from)).Min();
    }
}
