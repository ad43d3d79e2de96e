using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Reporting.Printing;

/// <summary>What the printed register of substitutions takes from the journal: the host answers out of the reader that serves its page.</summary>
public interface ISubstitutionSheets
{
    /// <summary>Журнал замещений of a day, or of a month; of neither: of the month that runs.</summary>
    Task<SubstitutionData> Register(Actor reader, DateOnly? day, DateOnly? month, CancellationToken cancel);
}

/// <param name="Month">First day of the month.</param>
/// <param name="Day">Null: the whole month.</param>
/// <param name="Closed">The month went to pay.</param>
/// <param name="Differs">What stands is not what went to pay.</param>
/// <param name="Pay">By which act a combined lesson is paid, in words; null: none is adopted.</param>
/// <param name="Rows">By day and lesson.</param>
/// <param name="Totals">By substitute, hours in hundredths.</param>
public sealed record SubstitutionData(
    DateOnly Month, DateOnly? Day, bool Closed, bool Differs, string? Pay, IReadOnlyList<SubstitutionRow> Rows, IReadOnlyList<SubstitutionTotal> Totals);

/// <summary>One lesson given for another.</summary>
/// <param name="Called">The class or group: 8 «Б».</param>
/// <param name="Teacher">Who gave it: namesakes are two people.</param>
/// <param name="Credited">The subject of the plan was taught.</param>
/// <param name="Hours">Paid, in hundredths.</param>
public sealed record SubstitutionRow(
    DateOnly Date, int Slot, string Called, bool IsGroup, string Planned, string? Former, StaffId Teacher, string Name, string Taught, bool Credited, bool Combined, string Reason, int Hours);

public sealed record SubstitutionTotal(string Name, int Lessons, int Classes, int Groups);
