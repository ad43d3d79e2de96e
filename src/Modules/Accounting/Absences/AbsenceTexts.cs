using System.Globalization;
using System.Resources;
using ElJournal.Setup;
using ElJournal.Ui;

namespace ElJournal.Accounting.Absences;

/// <summary>Words of the pages of absence documents.</summary>
public static class AbsenceTexts
{
    public static Texts All { get; } = new(new ResourceManager("ElJournal.Accounting.Absences.AbsenceTexts", typeof(AbsenceTexts).Assembly));

    /// <summary>Медицинская справка № 12 от 03.09.2026.</summary>
    /// <param name="kind">Name of its kind.</param>
    public static string Paper(AbsenceDocument document, string kind) => document.Number is { } number
        ? All.With("paper", kind, number, Dotted(document.Issued)) : All.With("paper.plain", kind, Dotted(document.Issued));

    public static string Dotted(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    /// <summary>One day, or the first and the last.</summary>
    public static string Days(DateOnly from, DateOnly until) => from == until ? Dotted(from) : $"{Dotted(from)} – {Dotted(until)}";
}

/// <summary>Where the pages of absence documents are: ids and days, no words.</summary>
public static class AbsenceAddresses
{
    /// <summary>The first class led.</summary>
    public const string First = "/absences";

    public static string Of(ClassId schoolClass) => $"{First}/{schoolClass}";

    public static string New(ClassId schoolClass) => Of(schoolClass) + "/new";

    public static string New(ClassId schoolClass, PupilId pupil, DateOnly from, DateOnly until) =>
        $"{New(schoolClass)}?pupil={pupil}&from={AbsenceFacts.Iso(from)}&until={AbsenceFacts.Iso(until)}";

    /// <summary>The same paper with other days.</summary>
    public static string Instead(ClassId schoolClass, AbsenceDocumentId document) => $"{New(schoolClass)}?replaces={document}";

    public static string Document(ClassId schoolClass, AbsenceDocumentId document) => $"{Of(schoolClass)}/{document}";

    public static string Follow(ClassId schoolClass, AbsenceDocumentId document) => Document(schoolClass, document) + "/follow";

    public static string Withdraw(ClassId schoolClass, AbsenceDocumentId document) => Document(schoolClass, document) + "/withdraw";
}
