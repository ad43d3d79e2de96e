using ElJournal.Setup.Curricula;
using ElJournal.Setup.Grading;
using ElJournal.Setup.Load;
using ElJournal.Setup.Norms;
using ElJournal.Setup.Readiness;
using ElJournal.Setup.Subjects;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Pages;

/// <summary>The pages of the set-up, section by section.</summary>
public static class SetupEndpoints
{
    public static IEndpointRouteBuilder MapSetup(this IEndpointRouteBuilder routes)
    {
        routes.MapReadiness();
        routes.MapSubjects();
        routes.MapCurriculum();
        routes.MapNorms();
        routes.MapLoad();
        routes.MapGrading();
        return routes;
    }
}
