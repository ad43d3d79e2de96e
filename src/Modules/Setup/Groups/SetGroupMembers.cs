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
/// <param name="Seen">Who was in the group when the sender looked; null: whatever is there is replaced.</param>
public sealed record SetGroupMembers(
    Guid CommandId, GroupId Group, IReadOnlyList<PupilId> Pupils, DateOnly From, IReadOnlyList<PupilId>? Seen = null) : ICommand
{
    public Need Need => new(Permission.ManageContingent);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Group(Group);
}

/// <param name="Classes">From which the group and the others draw.</param>
/// <param name="Others">The other groups into which the same classes are split for the same subject.</param>
public sealed record SetGroupMembersFacts(IReadOnlyList<ClassRoster> Classes, YearCalendar? Year, IReadOnlyList<StudyGroupCard> Others);

public static class SetGroupMembersHandler
{
    public static async Task<SetGroupMembersFacts> LoadAsync(SetGroupMembers command, IDocumentSession session, CancellationToken cancel)
    {
        if (await session.LoadAsync<StudyGroupCard>(Streams.Group(command.Group), cancel) is not { } group) return new SetGroupMembersFacts([], null, []);
        var others = Others(group, Splits(group) ? await GroupsOf.Classes(session, group.Classes, cancel) : []);
        return new SetGroupMembersFacts(
            await session.LoadManyAsync<ClassRoster>(cancel, Drawn(group, others).Select(c => c.Value).ToArray()),
            await session.LoadAsync<YearCalendar>(Streams.Year(group.Year), cancel), others);
    }

    /// <summary>Whose list leaves no room for another of the same subject.</summary>
    private static bool Splits(StudyGroupCard group) => group.Subject is not null && group.Kind != GroupKinds.Individual;

    /// <param name="groups">Those of the same classes.</param>
    internal static IReadOnlyList<StudyGroupCard> Others(StudyGroupCard group, IEnumerable<StudyGroupCard> groups) => !Splits(group) ? []
        : [.. groups.Where(g => g.Group != group.Group && g.Subject == group.Subject && g.Kind is GroupKinds.Subgroup or GroupKinds.Interclass)];

    /// <summary>The classes from which the group and the others draw.</summary>
    internal static IEnumerable<ClassId> Drawn(StudyGroupCard group, IEnumerable<StudyGroupCard> others) =>
        others.SelectMany(g => g.Classes).Concat(group.Classes).Distinct();

    /// <summary>Null: the list stands as it was seen.</summary>
    internal static Outcome? Changed(StudyGroupCard group, IReadOnlyCollection<PupilId> seen)
    {
        var standing = group.Standing();
        var (came, gone) = (standing.Except(seen).Count(), seen.Except(standing).Count());
        return came + gone == 0 ? null : Outcome.Changed(Refusals.GroupIsChanged, group, group.Name, came, gone);
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
        if (leaving.Count == 0 && joining.Count == 0) return (Outcome.Accepted, []);
        if (command.Seen is { } seen && Changed(group, seen) is { } changed) return (changed, []);
        // Whole days go forward: what the group's list says of the days before stays.
        var last = group.Pupils.Where(p => leaving.Contains(p) || joining.Contains(p.Pupil)).Select(p => p.Left ?? p.From).DefaultIfEmpty(from).Max();
        if (from < last) return (Outcome.Refused(Refusals.GroupChangesForward, last), []);
        if (group.Kind == GroupKinds.Individual && wanted.Count > 1) return (Outcome.Refused(Refusals.PlanIsOfOnePupil), []);
        if (joining.Count(pupil => Coming(pupil) is null) is > 0 and var strangers) return (Outcome.Refused(Refusals.PupilsAreOfOtherClasses, strangers, from), []);
        foreach (var other in facts.Others)
        {
            // Who has left the other group's class sits in it no more, though nobody took the name off its list.
            var sitting = other.Sitting(facts.Classes);
            if (joining.Count(pupil => sitting.Any(p => p.Pupil == pupil && !(p.Left <= Coming(pupil)))) is > 0 and var taken)
                return (Outcome.Refused(Refusals.PupilsAreInOtherGroup, taken, other.Name), []);
        }
        return (Outcome.Accepted,
        [
            .. leaving.Select(p => new PupilLeftGroup(group.Group, p.Pupil, from)),
            .. joining.Select(pupil => new PupilJoinedGroup(group.Group, pupil, Coming(pupil)!.Value)),
        ]);

        DateOnly? Coming(PupilId pupil) => facts.Classes.Where(c => group.Classes.Contains(ClassId.From(c.Id))).SelectMany(c => c.Pupils)
            .Where(p => p.Pupil == pupil && !(p.Left <= from)).Select(p => (DateOnly?)(p.From > from ? p.From : from)).Min();
    }
}
