using ElJournal.Setup.Plans;
using ElJournal.Setup.Readiness;
using ElJournal.Setup.Timetables;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Pages;

/// <summary>The pages of the set-up, section by section.</summary>
public static class SetupEndpoints
{
    public static IEndpointRouteBuilder MapSetup(this IEndpointRouteBuilder routes)
    {
        routes.MapReadiness();
        routes.MapTimetable();
        routes.MapPlans();
        return routes;
    }
}
