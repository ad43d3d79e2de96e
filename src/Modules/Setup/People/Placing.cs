using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Setup;

/// <summary>The class a pupil goes to, and its year.</summary>
public sealed record Placing(ClassRoster? Class, YearCalendar? Year)
{
    public static async Task<Placing> Load(ClassId schoolClass, IQuerySession session, CancellationToken cancel)
    {
        var roster = await session.LoadAsync<ClassRoster>(schoolClass.Value, cancel);
        return new Placing(roster, roster is null ? null : await session.LoadAsync<YearCalendar>(Streams.Year(roster.Year), cancel));
    }

    /// <summary>The class must exist, and the day must lie in its year.</summary>
    public Outcome? Forbid(DateOnly from)
    {
        if (Class is null) return Outcome.Refused(Refusals.ClassIsUnknown);
        return Year is not null && Year.From <= from && from <= Year.To
            ? null
            : Outcome.Refused(Refusals.DateIsOutsideYear, from, Year?.From, Year?.To);
    }

    /// <summary>A pupil moves forward in time only: not before being placed, not before having left.</summary>
    public Outcome? Forbid(PupilCard pupil, DateOnly from)
    {
        if (Forbid(from) is { } refused) return refused;
        if (from < pupil.From) return Outcome.Refused(Refusals.DateIsBeforePlacing, pupil.From);
        return from < pupil.Departed ? Outcome.Refused(Refusals.DateIsBeforeDeparture, pupil.Departed) : null;
    }

    public static bool IsIn(PupilCard pupil, ClassId schoolClass) => pupil.Departed is null && pupil.Class == schoolClass;

    /// <summary>Who has left the school leaves no class by coming back.</summary>
    public static PupilPlaced Move(PupilCard pupil, ClassId schoolClass, DateOnly from, string? order) =>
        new(pupil.Pupil, schoolClass, from, pupil.Departed is null ? pupil.Class : null, order);
}
