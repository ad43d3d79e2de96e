using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Уточнить предмет (D-10.5): its name, its short name in the timetable, the usual part of the curriculum, its place in it.</summary>
/// <param name="Part">One of <see cref="CurriculumParts"/>; null: not said.</param>
/// <param name="Place">From 1; 0: after all that have one.</param>
public sealed record DescribeSubject(Guid CommandId, SubjectId Subject, string Name, string? Short, string? Part, int Place) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Subject(Subject);
}

/// <param name="Subjects">Every subject of the school.</param>
public sealed record DescribeSubjectFacts(IReadOnlyList<SubjectCard> Subjects);

public static class DescribeSubjectHandler
{
    public const int LongestShort = 12;
    public const int LastPlace = 999;

    public static async Task<DescribeSubjectFacts> LoadAsync(DescribeSubject command, IDocumentSession session, CancellationToken cancel) =>
        new(await session.Query<SubjectCard>().ToListAsync(cancel));

    public static (Outcome, Events) Handle(
        DescribeSubject command, [WriteAggregate(nameof(DescribeSubject.Stream), Required = false)] SubjectCard? subject, DescribeSubjectFacts facts)
    {
        if (subject is null) return (Outcome.Refused(Refusals.SubjectIsUnknown), []);
        if (!Naming.IsFit(command.Name)) return (Outcome.Refused(Refusals.NameIsEmptyOrLong, Naming.Longest), []);
        if (command.Short?.Length > LongestShort) return (Outcome.Refused(Refusals.ShortNameIsLong, command.Name, LongestShort), []);
        if (command.Part is not null && !CurriculumParts.All.Contains(command.Part)) return (Outcome.Refused(Refusals.PartIsUnknown, command.Part), []);
        if (command.Place is < 0 or > LastPlace) return (Outcome.Refused(Refusals.PlaceIsOff, LastPlace, command.Place), []);
        if (facts.Subjects.FirstOrDefault(s => s.Subject != command.Subject && Naming.IsSame(s.Name, command.Name)) is { } listed)
            return (Outcome.Refused(Refusals.SubjectIsListed, listed.Name), []);
        return (subject.Name, subject.Short, subject.Part, subject.Place) == (command.Name, command.Short, command.Part, command.Place)
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [new SubjectDescribed(command.Subject, command.Name, command.Short, command.Part, command.Place)]);
    }
}
