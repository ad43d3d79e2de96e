using System.Globalization;
using System.Resources;
using ElJournal.Accounting;
using ElJournal.Reporting.Reading;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Ui;

namespace ElJournal.Reporting.Pages;

/// <summary>Words and addresses of the reports.</summary>
public static class ReportWords
{
    public const string Home = "/reports";

    public static readonly Texts All = new(new ResourceManager("ElJournal.Reporting.Pages.ReportTexts", typeof(ReportWords).Assembly));

    public static string Address(string report, ReportQuery? query = null) => $"{Home}/{report}{query}";

    public static string File(string report, string format, ReportQuery query) => $"{Home}/{report}/{format}{query with { Page = 1 }}";

    public static string Lesson(LessonId lesson) => $"/lessons/{lesson}";

    public static string Journal(CourseId course, TermId term) => $"/journal/{course}/{term}";

    public static string Dotted(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    /// <summary>2-я четверть; Год.</summary>
    public static string TermName(YearCalendar year, TermId id)
    {
        if (YearPages.All.Contains(id)) return All["page." + id];
        var term = year.Terms.Concat(year.LevelTerms.SelectMany(l => l.Terms)).FirstOrDefault(t => t.Id == id);
        return term is null ? id.Value : All.With("term." + term.Kind, term.Ordinal);
    }

    /// <summary>Periods of the report; several where levels have different ones.</summary>
    public static string Period(ReportArea area, IEnumerable<TermId> terms) =>
        string.Join(", ", terms.Distinct().Select(t => TermName(area.School.Year, t)).Distinct().DefaultIfEmpty("—")) + " · " + area.School.YearName;

    public static string Days((DateOnly From, DateOnly To) days) => $"{Dotted(days.From)}–{Dotted(days.To)}";
}
