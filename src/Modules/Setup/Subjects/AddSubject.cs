using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Внести предмет в перечень школы (D-10.5).</summary>
public sealed record AddSubject(Guid CommandId, SubjectId Subject, string Name) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Subject(Subject);
}

/// <param name="Subjects">Every subject of the school.</param>
public sealed record AddSubjectFacts(IReadOnlyList<SubjectCard> Subjects);

public static class AddSubjectHandler
{
    public static async Task<AddSubjectFacts> LoadAsync(AddSubject command, IDocumentSession session, CancellationToken cancel) =>
        new(await session.Query<SubjectCard>().ToListAsync(cancel));

    public static (Outcome, Events) Handle(
        AddSubject command,
        [WriteAggregate(nameof(AddSubject.Stream), Required = false)] SubjectCard? subject,
        AddSubjectFacts facts)
    {
        if (!Naming.IsFit(command.Name)) return (Outcome.Refused(Refusals.NameIsEmptyOrLong, Naming.Longest), []);
        if (subject is not null && subject.Name == command.Name) return (Outcome.Accepted, []);
        if ((subject ?? facts.Subjects.FirstOrDefault(s => Naming.IsSame(s.Name, command.Name))) is { } listed)
            return (Outcome.Refused(Refusals.SubjectIsListed, listed.Name), []);
        return (Outcome.Accepted, [new SubjectAdded(command.Subject, command.Name)]);
    }
}
