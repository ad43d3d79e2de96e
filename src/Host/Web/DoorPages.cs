using ElJournal.Access;
using ElJournal.Accounting.Api;
using ElJournal.Accounting.Classes;
using ElJournal.Accounting.Emergency;
using ElJournal.Accounting.Family;
using ElJournal.Accounting.Pages;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Ui;

namespace ElJournal.Host.Web;

/// <summary>Where each role comes in (D-9.1–9.3), and the pages behind those doors: family, classes.</summary>
internal static class DoorPages
{
    public static IEndpointRouteBuilder MapDoorPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Addresses.Family, Family).Needs(Permission.ReadPupil).WithSummary("Семья: список детей").Reads("family", Purpose.Family);
        routes.MapGet(Addresses.Family + "/{pupil}", Week).Needs(Permission.ReadPupil).WithSummary("Неделя обучающегося").Reads("family", Purpose.Family, "pupil/{pupil}");
        routes.MapGet(Addresses.Classes, Classes).Needs(Permission.ReadSchool).WithSummary("Классы школы").ShowsNoPersonalData();
        routes.MapGet("/class/{class}", Class).Needs(Permission.ReadSchool).WithSummary("Класс: список и журналы").Reads("class", Purpose.Register, "class/{class}");
        routes.MapGet(Addresses.Emergency, OwnSheets).Needs(Permission.WriteJournal).WithSummary("Бланки уроков на случай сбоя: свои").Reads("lesson", Purpose.Teaching);
        routes.MapGet(Addresses.Emergency + "/{class}", ClassSheets).Needs(Permission.ReadJournal).WithSummary("Бланки уроков на случай сбоя: класс").Reads("lesson", Purpose.Teaching, "class/{class}");
        return routes;
    }

    private static async Task<IResult> OwnSheets(HttpContext http, EmergencySheets sheets, PageFrame frame, CancellationToken cancel)
    {
        var day = await sheets.Own(http.Actor()!, cancel);
        http.Shows([.. day.Sheets.Select(sheet => Streams.Course(sheet.Lesson.Course)).Distinct()]);
        http.MayBeKept();
        return await frame.Show<EmergencyPage>(http, PageTexts.All["emergency.title"], new() { [nameof(EmergencyPage.Day)] = day });
    }

    private static async Task<IResult> ClassSheets(HttpContext http, string @class, EmergencySheets sheets, PageFrame frame, CancellationToken cancel)
    {
        var day = Id.IsValid(@class) ? await sheets.OfClass(http.Actor()!, new ClassId(@class), cancel) : null;
        return day is null ? await frame.NotFound(http) : await frame.Show<EmergencyPage>(http, PageTexts.All["emergency.title"], new() { [nameof(EmergencyPage.Day)] = day });
    }

    /// <summary>The first page of a role; null where it is the day with its journals.</summary>
    public static string? Landing(Actor actor) => actor.Role switch
    {
        Role.Guardian or Role.Pupil => Addresses.Family,
        Role.ClassTeacher => ClassRegister.Led(actor) is [var only] ? Addresses.Class(only) : Addresses.Classes,
        Role.Secretary => Addresses.Classes,
        Role.Administrator => AccessAddresses.People,
        _ => null,
    };

    private static async Task<IResult> Family(HttpContext http, Weeks weeks, PageFrame frame, CancellationToken cancel) =>
        await weeks.Children(http.Actor()!, cancel) is var children && children is [var only]
            ? Results.LocalRedirect(Addresses.Week(only.Pupil))
            : await frame.Show<FamilyList>(http, PageTexts.All["family.title"], new() { [nameof(FamilyList.Children)] = children });

    private static async Task<IResult> Week(HttpContext http, string pupil, string? week, Weeks weeks, PageFrame frame, CancellationToken cancel)
    {
        var found = Id.IsValid(pupil) && FamilyApi.IsDay(week, out var day) ? await weeks.Of(http.Actor()!, new PupilId(pupil), day, cancel) : null;
        return found is null ? await frame.NotFound(http) : await frame.Show<WeekView>(http, found.Name, new()
        {
            [nameof(WeekView.Week)] = found,
            [nameof(WeekView.Siblings)] = http.Actor()!.Grants.All.Count(g => g.Permission == Permission.ReadPupil) > 1,
        });
    }

    private static async Task<IResult> Classes(HttpContext http, ClassRegister register, PageFrame frame, CancellationToken cancel) =>
        await frame.Show<ClassList>(http, PageTexts.All["classes.title"], new() { [nameof(ClassList.Classes)] = await register.All(http.Actor()!, cancel) });

    private static async Task<IResult> Class(HttpContext http, string @class, ClassRegister register, PageFrame frame, CancellationToken cancel)
    {
        var found = Id.IsValid(@class) ? await register.Of(http.Actor()!, new ClassId(@class), cancel) : null;
        return found is null ? await frame.NotFound(http) : await frame.Show<ClassPage>(http, found.Name, new()
        {
            [nameof(ClassPage.View)] = found,
            [nameof(ClassPage.Absences)] = http.Actor()!.Grants.AllowEver(Permission.ReadAbsences, Streams.Class(found.Class)),
        });
    }
}
