using ElJournal.Setup.Classes;
using ElJournal.Setup.Curricula;
using ElJournal.Setup.Grading;
using ElJournal.Setup.Groups;
using ElJournal.Setup.Imports.Pages;
using ElJournal.Setup.Load;
using ElJournal.Setup.NextYear;
using ElJournal.Setup.Norms;
using ElJournal.Setup.People;
using ElJournal.Setup.Plans;
using ElJournal.Setup.Readiness;
using ElJournal.Setup.Registers;
using ElJournal.Setup.Schools;
using ElJournal.Setup.Subjects;
using ElJournal.Setup.Timetables;
using ElJournal.Setup.Years;
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
        routes.MapSubjects();
        routes.MapCurriculum();
        routes.MapNorms();
        routes.MapLoad();
        routes.MapSchoolCard();
        routes.MapYears();
        routes.MapClasses();
        routes.MapNextYear();
        routes.MapGrading();
        routes.MapCorrectionRules();
        routes.MapLessonLife();
        routes.MapAbsenceRules();
        routes.MapTimetable();
        routes.MapPlans();
        routes.MapImports();
        routes.MapIndividual();
        routes.MapStaff();
        routes.MapRegisters();
        return routes;
    }
}
