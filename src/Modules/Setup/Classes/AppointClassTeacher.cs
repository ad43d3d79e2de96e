using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Setup;

/// <summary>Назначить классного руководителя (D-1, D-10.3), both days inclusive; who led the class before with no end leaves it the day before.</summary>
/// <param name="To">Null: to the year's end.</param>
/// <param name="Order">Номер приказа.</param>
/// <param name="Seen">Mark of the last appointment that the sender saw; null: whoever is appointed now is followed.</param>
public sealed record AppointClassTeacher(
    Guid CommandId, ClassId Class, StaffId Teacher, DateOnly From, DateOnly? To = null, string? Order = null, string? Seen = null) : ICommand
{
    /// <summary>By it somebody else's appointment is told from the one that was seen; empty where there is none.</summary>
    internal static string MarkOf(ClassRoster? roster) =>
        roster?.Leads.LastOrDefault() is { } last ? FormattableString.Invariant($"{last.Teacher}/{last.From:yyyy-MM-dd}/{last.To:yyyy-MM-dd}") : "";

    public Need Need => new(Permission.SetUpSchool);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Streams.Class(Class);
}

/// <summary>Who is appointed, and to what.</summary>
/// <param name="Class">The class and its year.</param>
public sealed record AppointClassTeacherFacts(StaffCard? Teacher, Placing Class);

public static class AppointClassTeacherHandler
{
    public static async Task<AppointClassTeacherFacts> LoadAsync(AppointClassTeacher command, IDocumentSession session, CancellationToken cancel) => new(
        await session.LoadAsync<StaffCard>(Streams.Staff(command.Teacher), cancel), await Placing.Load(command.Class, session, cancel));

    public static (Outcome, Events) Handle(
        AppointClassTeacher command,
        [WriteAggregate(nameof(AppointClassTeacher.Stream), Required = false)] ClassCard? formed,
        AppointClassTeacherFacts facts)
    {
        var (from, to) = (command.From, command.To);
        if (formed is null) return (Outcome.Refused(Refusals.ClassIsUnknown), []);
        if (facts.Class.Forbid(from) is { } refused) return (refused, []);
        if (to is { } end && facts.Class.Forbid(end) is { } outside) return (outside, []);
        if (command.Order?.Length > PromotePupilHandler.LongestOrder) return (Outcome.Refused(Refusals.OrderIsLong, PromotePupilHandler.LongestOrder), []);
        if (to < from) return (Outcome.Refused(Refusals.DatesAreBackwards, from, to), []);
        if (facts.Teacher is not { } teacher) return (Outcome.Refused(Refusals.StaffIsUnknown), []);
        if (from < teacher.From) return (Outcome.Refused(Refusals.StaffIsNotYetHired, teacher.From), []);
        if (teacher.Dismissed <= from) return (Outcome.Refused(Refusals.StaffIsDismissed, teacher.Dismissed), []);
        var roster = facts.Class.Class!;
        if (roster.Leads.Contains(new Assignment(command.Teacher, from, to) { Order = command.Order })) return (Outcome.Accepted, []);
        return command.Seen is { } seen && seen != AppointClassTeacher.MarkOf(roster)
            ? (Outcome.Changed(Refusals.ClassTeacherIsChanged, roster, roster.Name, roster.Leads.LastOrDefault()?.From ?? (object)"—"), [])
            : (Outcome.Accepted, [new ClassTeacherAppointed(command.Class, command.Teacher, from, to, command.Order)]);
    }
}
