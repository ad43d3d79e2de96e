using ElJournal.Setup.Groups;
using ElJournal.Setup.Imports.Pages;
using ElJournal.Setup.Readiness;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Pages;

/// <summary>The pages of the set-up, section by section.</summary>
public static class SetupEndpoints
{
    public static IEndpointRouteBuilder MapSetup(this IEndpointRouteBuilder routes)
    {
        routes.MapReadiness();
        routes.MapGroups();
        routes.MapImports();
        return routes;
    }
}
