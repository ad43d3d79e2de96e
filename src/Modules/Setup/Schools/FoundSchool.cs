using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Завести школу: its name and its clock.</summary>
/// <param name="TimeZone">IANA name, e.g. <c>Europe/Moscow</c>.</param>
public sealed record FoundSchool(Guid CommandId, SchoolId School, string Name, string TimeZone) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.School(School);
}

/// <param name="Own">The school in which the command is given.</param>
public sealed record FoundSchoolFacts(SchoolId Own);

public static class FoundSchoolHandler
{
    public static Task<FoundSchoolFacts> LoadAsync(FoundSchool command, IDocumentSession session) =>
        Task.FromResult(new FoundSchoolFacts(SchoolId.From(session.TenantId)));

    public static (Outcome, Events) Handle(
        FoundSchool command,
        [WriteAggregate(nameof(FoundSchool.Stream), Required = false)] SchoolCard? school,
        FoundSchoolFacts facts)
    {
        if (command.School != facts.Own) return (Outcome.Refused(Refusals.SchoolIsOther), []);
        if (!Naming.IsFit(command.Name)) return (Outcome.Refused(Refusals.NameIsEmptyOrLong, Naming.Longest), []);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(command.TimeZone, out _))
            return (Outcome.Refused(Refusals.TimeZoneIsUnknown, command.TimeZone), []);
        if (school is null) return (Outcome.Accepted, [new SchoolFounded(command.School, command.Name, command.TimeZone)]);
        return school.Name == command.Name && school.TimeZone == command.TimeZone
            ? (Outcome.Accepted, [])
            : (Outcome.Refused(Refusals.SchoolIsFounded, school.Name), []);
    }
}
