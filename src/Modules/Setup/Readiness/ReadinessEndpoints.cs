using System.Resources;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Readiness;

/// <summary>Готовность к учебному году (D-10, Z-5): what the year consists of so far.</summary>
internal static class ReadinessEndpoints
{
    public static readonly Texts Words = new(new ResourceManager("ElJournal.Setup.Readiness.ReadinessTexts", typeof(ReadinessEndpoints).Assembly));

    public static IEndpointRouteBuilder MapReadiness(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/school", Show).Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary("Готовность школы к учебному году");
        return routes;
    }

    private static async Task<IResult> Show(HttpContext http, IDocumentStore store, PageFrame frame, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var year = (await session.Query<YearCalendar>().ToListAsync(cancel)).MaxBy(y => y.From);
        var ofYear = year is null ? [] : (await session.Query<ClassRoster>().ToListAsync(cancel)).Where(c => c.Year == year.Year).ToList();
        return await frame.Show<ReadinessPage>(http, Words["title"], new()
        {
            [nameof(ReadinessPage.Year)] = year,
            [nameof(ReadinessPage.Classes)] = ofYear.Count,
            [nameof(ReadinessPage.Pupils)] = ofYear.Sum(c => c.Pupils.Count(p => p.Left is null)),
            [nameof(ReadinessPage.Staff)] = await session.Query<StaffCard>().CountAsync(s => s.Dismissed == null, cancel),
            [nameof(ReadinessPage.Courses)] = year is null ? 0 : (await session.Query<CourseCard>().ToListAsync(cancel)).Count(c => c.Year == year.Year),
        });
    }
}
