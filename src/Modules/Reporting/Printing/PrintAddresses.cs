using ElJournal.Setup;

namespace ElJournal.Reporting.Printing;

/// <summary>Where prints are found.</summary>
public static class PrintAddresses
{
    public const string Center = "/print";

    public static string Subject(CourseId course, TermId? term, bool pdf = false) => $"{Center}/subject/{course}{(pdf ? "/pdf" : "")}{Query("term", term?.Value)}";

    public static string OfClass(ClassId schoolClass, string form, TermId? term = null, bool pdf = false) =>
        $"{Center}/class/{schoolClass}/{form}{(pdf ? "/pdf" : "")}{Query("term", term?.Value)}";

    private static string Query(string name, string? value) => value is null ? "" : $"?{name}={value}";
}
