using ElJournal.Reporting.Exports;
using ElJournal.Reporting.Extracts;
using ElJournal.Reporting.Printing;
using ElJournal.Reporting.Printing.School;
using ElJournal.Reporting.Printing.SchoolTemplates;
using ElJournal.Reporting.Statistics;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Reporting.Pages;

/// <summary>The pages of reporting, section by section.</summary>
public static class ReportingEndpoints
{
    public static IEndpointRouteBuilder MapReporting(this IEndpointRouteBuilder routes) => routes.MapReports().MapPrinting().MapOfficePrints().MapTemplates().MapSchoolPrints().MapExtracts().MapExports().MapStatistics();
}
