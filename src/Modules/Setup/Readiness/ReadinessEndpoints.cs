using System.Globalization;
using System.Resources;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Readiness;

/// <summary>Готовность к учебному году (D-10, Z-5): now, or as it was at the end of a past day.</summary>
internal static class ReadinessEndpoints
{
    public static readonly Texts Words = new(new ResourceManager("ElJournal.Setup.Readiness.ReadinessTexts", typeof(ReadinessEndpoints).Assembly));

    public static IEndpointRouteBuilder MapReadiness(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/school", Show).Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary("Готовность школы к учебному году");
        return routes;
    }

    private static async Task<IResult> Show(HttpContext http, string? on, IDocumentStore store, Openings openings, PageFrame frame, TimeProvider clock, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var card = await session.LoadAsync<SchoolCard>(Streams.School(http.Actor()!.School), cancel);
        var today = card?.DayAt(clock.GetUtcNow()) ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var past = DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < today;
        var school = past ? await SchoolState.Then(session, EndOf(day, card), cancel) : await SchoolState.Now(session, cancel);
        return await frame.Show<ReadinessPage>(http, Words["title"], new()
        {
            [nameof(ReadinessPage.School)] = school,
            [nameof(ReadinessPage.Name)] = card?.Name,
            [nameof(ReadinessPage.Sections)] = ReadinessRules.Of(school),
            [nameof(ReadinessPage.Owners)] = await Owners(school, past ? day : today, openings, http.Actor()!.School, cancel),
            [nameof(ReadinessPage.Day)] = past ? day : today,
            [nameof(ReadinessPage.Today)] = today,
        });
    }

    private static async Task<IReadOnlyDictionary<string, string>> Owners(SchoolState school, DateOnly day, Openings openings, SchoolId id, CancellationToken cancel)
    {
        var duties = school.Duties.Where(d => d.IsOn(day)).ToLookup(d => d.Area);
        var cards = school.Staff.Where(s => duties.SelectMany(area => area).Any(d => d.Staff == s.Staff)).ToList();
        var words = await openings.Read<PersonCard>(id, cards.Select(c => c.Card), cancel);
        var names = cards.Where(c => words.ContainsKey(c.Card)).ToDictionary(c => c.Staff, c => words[c.Card].ShortName);
        return duties.ToDictionary(area => area.Key, area => string.Join(", ", area.Select(d => names.GetValueOrDefault(d.Staff, d.Staff.Value)).Distinct()));
    }

    private static DateTimeOffset EndOf(DateOnly day, SchoolCard? school)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, TimeZoneInfo.FindSystemTimeZoneById(school?.TimeZone ?? "UTC").GetUtcOffset(midnight)).ToUniversalTime();
    }
}
