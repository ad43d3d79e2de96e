using ElJournal.Setup.Groups;
using ElJournal.Setup.People;
using ElJournal.Setup.Readiness;
using ElJournal.Setup.Registers;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Pages;

/// <summary>The pages of the set-up, section by section.</summary>
public static class SetupEndpoints
{
    public static IEndpointRouteBuilder MapSetup(this IEndpointRouteBuilder routes)
    {
        routes.MapReadiness();
        routes.MapPupils();
        routes.MapGroups();
        routes.MapIndividual();
        routes.MapStaff();
        routes.MapRegisters();
        return routes;
    }
}
