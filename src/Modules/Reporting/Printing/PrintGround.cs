using System.Globalization;
using ElJournal.Forms;

namespace ElJournal.Reporting.Printing;

/// <summary>What stands on every print of a school.</summary>
/// <param name="Made">Moment of the newest record, in the school's time: the same data give the same print.</param>
/// <param name="Seal">Null: nothing of the log is sealed yet.</param>
public sealed record PrintGround(string SchoolName, DateTimeOffset Made, SealData? Seal, TimeZoneInfo Zone)
{
    /// <summary>27 мая 2026 г., 14:05</summary>
    public string MadeInWords => Made.ToString("d MMMM yyyy 'г.', HH:mm", InRussian.Culture);

    public FormPrint Print(string title, params IReadOnlyList<FormPart> parts) => new(title, Made, parts) { Seal = Seal?.Seal };

    /// <summary>27.05.2026 14:05:31, by the school's clock.</summary>
    public string Exact(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).ToString("dd.MM.yyyy HH:mm:ss", CultureInfo.InvariantCulture);
}
