using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Изменить карточку школы: another name or another clock.</summary>
/// <param name="TimeZone">IANA name, e.g. <c>Europe/Moscow</c>.</param>
public sealed record ChangeSchoolCard(Guid CommandId, SchoolId School, string Name, string TimeZone) : ICommand
{
    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.School(School);
}

public static class ChangeSchoolCardHandler
{
    public static (Outcome, Events) Handle(
        ChangeSchoolCard command, [WriteAggregate(nameof(ChangeSchoolCard.Stream), Required = false)] SchoolCard? school)
    {
        if (school is null) return (Outcome.Refused(Refusals.SchoolIsOther), []);
        var name = command.Name.Trim();
        if (!Naming.IsFit(name)) return (Outcome.Refused(Refusals.NameIsEmptyOrLong, Naming.Longest), []);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(command.TimeZone, out _))
            return (Outcome.Refused(Refusals.TimeZoneIsUnknown, command.TimeZone), []);
        return school.Name == name && school.TimeZone == command.TimeZone
            ? (Outcome.Accepted, [])
            : (Outcome.Accepted, [new SchoolCardChanged(command.School, name, command.TimeZone)]);
    }
}
