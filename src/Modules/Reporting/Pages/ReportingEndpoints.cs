using ElJournal.Reporting.Printing;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Reporting.Pages;

/// <summary>The pages of reporting, section by section.</summary>
public static class ReportingEndpoints
{
    public static IEndpointRouteBuilder MapReporting(this IEndpointRouteBuilder routes) => routes.MapReports().MapPrinting().MapOfficePrints();
}
