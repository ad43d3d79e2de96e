using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Сформировать учебную группу (D-10.3, Z-5.7), still without pupils.</summary>
/// <param name="Kind">One of <see cref="GroupKinds"/>.</param>
/// <param name="Name">«Группа 1»; never a pupil's name.</param>
/// <param name="Classes">From which it draws its pupils, all of one year.</param>
/// <param name="Subject">What the class is split for; null where the group has several.</param>
public sealed record FormGroup(
    Guid CommandId, GroupId Group, string Kind, string Name, IReadOnlyList<ClassId> Classes, SubjectId? Subject = null) : ICommand
{
    /// <summary>A name stands in a column of the split editor.</summary>
    public const int LongestName = 60;

    public Need Need => new(Permission.ManageContingent);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Group(Group);
}

/// <param name="Classes">Those of the command that are there.</param>
/// <param name="SubjectIsKnown">Also where no subject is named.</param>
/// <param name="Others">Groups of these classes.</param>
public sealed record FormGroupFacts(IReadOnlyList<ClassRoster> Classes, bool SubjectIsKnown, IReadOnlyList<StudyGroupCard> Others);

public static class FormGroupHandler
{
    public static async Task<FormGroupFacts> LoadAsync(FormGroup command, IDocumentSession session, CancellationToken cancel) => new(
        await session.LoadManyAsync<ClassRoster>(cancel, command.Classes.Select(c => c.Value).Distinct().ToArray()),
        command.Subject is not { } subject || await session.LoadAsync<SubjectCard>(Streams.Subject(subject), cancel) is not null,
        await GroupsOf.Classes(session, command.Classes, cancel));

    public static (Outcome, Events) Handle(
        FormGroup command, [WriteAggregate(nameof(FormGroup.Stream), Required = false)] StudyGroupCard? group, FormGroupFacts facts)
    {
        var name = command.Name.Trim();
        var classes = command.Classes.Distinct().ToList();
        if (!GroupKinds.All.Contains(command.Kind)) return (Outcome.Refused(Refusals.GroupKindIsUnknown, command.Kind), []);
        if (name.Length is 0 or > FormGroup.LongestName) return (Outcome.Refused(Refusals.GroupNameIsEmptyOrLong, FormGroup.LongestName), []);
        if (classes.Count == 0) return (Outcome.Refused(Refusals.GroupLacksClasses), []);
        if (facts.Classes.Count < classes.Count) return (Outcome.Refused(Refusals.ClassIsUnknown), []);
        if (facts.Classes.Select(c => c.Year).Distinct().Count() > 1) return (Outcome.Refused(Refusals.GroupSpansYears), []);
        if (command.Kind is GroupKinds.Subgroup or GroupKinds.Individual && classes.Count > 1) return (Outcome.Refused(Refusals.GroupIsOfOneClass), []);
        if (!facts.SubjectIsKnown || (command.Kind == GroupKinds.Subgroup && command.Subject is null)) return (Outcome.Refused(Refusals.SubjectIsUnknown), []);
        var formed = new GroupFormed(
            command.Group, facts.Classes[0].Year, command.Kind, name, facts.Classes.Min(c => c.Level), classes, command.Subject);
        if (group is not null)
        {
            return group.Kind == formed.Kind && group.Name == formed.Name && group.Subject == formed.Subject && group.Classes.SequenceEqual(formed.Classes)
                ? (Outcome.Accepted, [])
                : (Outcome.Refused(Refusals.GroupIsFormed, group.Name), []);
        }
        return IsTaken(facts.Others, command.Kind, formed.Subject, name)
            ? (Outcome.Refused(Refusals.GroupIsFormed, name), [])
            : (Outcome.Accepted, [formed]);
    }

    /// <summary>Plans of single pupils are told apart by the pupil, not by the name.</summary>
    internal static bool IsTaken(IEnumerable<StudyGroupCard> others, string kind, SubjectId? subject, string name) =>
        kind != GroupKinds.Individual && others.Any(g => g.Closed is null && g.Subject == subject && Naming.IsSame(g.Name, name));
}
