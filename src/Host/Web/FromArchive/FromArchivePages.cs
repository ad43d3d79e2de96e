using System.Resources;
using ElJournal.Host.Archives;
using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Archives.Pages;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Ui;

namespace ElJournal.Host.Web.FromArchive;

/// <summary>Журнал из архива (D-5, D-16): pages of an archived year as they stood at any moment, read from the file and not from the database.</summary>
internal static class FromArchivePages
{
    public const string Address = ArchiveEndpoints.Address + "/{year}/replay";

    public static readonly Texts Words = new(new ResourceManager("ElJournal.Host.Web.FromArchive.FromArchiveTexts", typeof(FromArchivePages).Assembly));

    public static string Of(string year) => ArchiveEndpoints.PagesOf(year);

    public static string Of(string year, ArchivedPageName page, int? step = null) => $"{Of(year)}/{page.Course}/{page.Term}{(step is { } s ? "?step=" + s : "")}";

    public static IEndpointRouteBuilder MapFromArchive(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, List).Needs(Permission.ReplayJournal).ShowsNoPersonalData().WithSummary("Журнал из архива: страницы года");
        routes.MapGet(Address + "/{course}/{term}", Show).Needs(Permission.ReplayJournal).Reads("replay", Purpose.Teaching, "course/{course}").WithSummary("Журнал из архива: страница на момент");
        return routes;
    }

    private static async Task<IResult> List(HttpContext http, string year, ArchivedJournals journals, PageFrame frame, CancellationToken cancel) =>
        Id.IsValid(year) ? await Read(http, year, journals, frame, journal => journal.Pages, pages => frame.Show<ArchivedPages>(http, Words["title"], new()
        {
            [nameof(ArchivedPages.Year)] = year,
            [nameof(ArchivedPages.Pages)] = pages.Where(page => MayReplay(http, page.Course)).ToList(),
        }), cancel) : await frame.NotFound(http);

    private static async Task<IResult> Show(
        HttpContext http, string year, string course, string term, int? step, DateTimeOffset? at, ArchivedJournals journals, PageFrame frame, CancellationToken cancel)
    {
        if (!Id.IsValid(year) || !Id.IsValid(course) || !Id.IsValid(term) || !MayReplay(http, new CourseId(course))) return await frame.NotFound(http);
        return await Read(http, year, journals, frame, journal => journal.Page(new CourseId(course), new TermId(term), step, at), page => frame.Show<ArchivedPage>(
            http, $"{page.Name.Class} · {page.Name.Subject}", new() { [nameof(ArchivedPage.Year)] = year, [nameof(ArchivedPage.Page)] = page }), cancel);
    }

    private static async Task<IResult> Read<T>(
        HttpContext http, string year, ArchivedJournals journals, PageFrame frame, Func<ArchivedJournal, T?> question, Func<T, Task<IResult>> show, CancellationToken cancel) where T : class
    {
        try
        {
            return await journals.Ask(http.Actor()!.School, year, question, cancel) is { } answer ? await show(answer) : await frame.NotFound(http);
        }
        catch (ArchiveRefused refused)
        {
            return await frame.Show<ArchivedPages>(http, Words["title"], new()
            {
                [nameof(ArchivedPages.Year)] = year,
                [nameof(ArchivedPages.Pages)] = new List<ArchivedPageName>(),
                [nameof(ArchivedPages.Refusal)] = refused.Text(),
            }, StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static bool MayReplay(HttpContext http, CourseId course) => http.Actor()!.Grants.AllowEver(Permission.ReplayJournal, Streams.Course(course));
}
