using System.Globalization;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;

namespace ElJournal.Accounting.Absences;

/// <summary>Rules that all commands about absence documents meet.</summary>
internal static class AbsenceChecks
{
    /// <summary>Dates of closed lessons that a refusal names.</summary>
    private const int MostNamed = 5;

    /// <summary>The pupil was in the class on some day of the absence.</summary>
    public static bool IsOf(ClassRoster schoolClass, PupilId pupil, DateOnly from, DateOnly until) =>
        schoolClass.Pupils.Any(p => p.Pupil == pupil && p.From <= until && !(from >= p.Left));

    /// <summary>Who acts for a class acts on documents of those who are or were in it.</summary>
    public static Outcome? Forbid(AbsenceDocument? document, AbsenceFacts? facts) =>
        document is null || facts?.Class?.Pupils.Any(p => p.Pupil == document.Pupil) != true ? Outcome.Refused(Refusals.AbsenceDocumentIsUnknown)
        : document.Withdrawn ? Outcome.Refused(Refusals.AbsenceDocumentIsWithdrawn) : null;

    /// <summary>Nothing is taken back by halves: what is closed has to be opened first.</summary>
    public static Outcome Closed(IReadOnlyList<LessonId> left) => Outcome.Refused(
        Refusals.AbsenceMeetsClosed, left.Count,
        string.Join(", ", left.Take(MostNamed).Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Date:dd.MM.yyyy}, {l.Slot}"))) + (left.Count > MostNamed ? "…" : ""));
}
