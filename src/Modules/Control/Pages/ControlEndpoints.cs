using ElJournal.Control.Remarks;
using ElJournal.Control.Rounds;
using ElJournal.Control.Rules;
using ElJournal.Control.Tiles;
using ElJournal.Control.Works;
using ElJournal.Control.Verdicts;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Control.Pages;

/// <summary>The pages of the control, section by section.</summary>
public static class ControlEndpoints
{
    public static IEndpointRouteBuilder MapControl(this IEndpointRouteBuilder routes)
    {
        routes.MapBoard();
        routes.MapControlWorks();
        routes.MapControlRules();
        routes.MapRemarks();
        routes.MapRounds();
        routes.MapVerdicts();
        return routes;
    }
}
