using System.Globalization;
using ElJournal.Access.Rights;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Access.Reads;

/// <summary>Журнал чтений: for the director as a whole, for everybody what they looked at, for a family who looked at its child's record.</summary>
internal static class ReadEndpoints
{
    public const string Log = "/reads";
    public const string Csv = "/reads.csv";
    public const string Own = "/account/reads";

    private const int CsvBatch = 1000;

    public static string OfPupil(PupilId pupil) => $"/family/{pupil}/reads";

    public static IEndpointRouteBuilder MapReads(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Log, Show).Needs(Permission.ReadAccessLog, Grant.WholeSchool).Reads("reads", Purpose.Oversight).WithSummary("Кто смотрел: журнал чтений");
        routes.MapPost(Log, Seek).Needs(Permission.ReadAccessLog, Grant.WholeSchool).Reads("reads", Purpose.Oversight).WithSummary("Кто смотрел: отобрать");
        routes.MapGet(Csv, Export).Needs(Permission.ReadAccessLog, Grant.WholeSchool).Reads("reads-csv", Purpose.Oversight).WithSummary("Кто смотрел: выгрузка");
        // It repeats to a person what this person was shown before.
        routes.MapGet(Own, ShowOwn).RequireAuthorization().ShowsNoPersonalData().WithSummary("Кто смотрел мои данные и что открывалось из-под моей записи");
        routes.MapGet("/family/{pupil}/reads", ShowPupil).RequireAuthorization().Reads("family-reads", Purpose.Family, "pupil/{pupil}").WithSummary("Кто смотрел данные обучающегося");
        return routes;
    }

    private static async Task<IResult> Show(
        HttpContext http, [AsParameters] ReadQuery query, ReadSearch search, ReadWords words, PupilSearch pupils, People people, PageFrame frame, CancellationToken cancel)
    {
        var school = http.Actor()!.School;
        var filter = query.Filter();
        if (filter.Pupil is { } asked) http.Shows(Streams.Pupil(asked));
        var (lines, next) = await Lines(school, filter, search, words, cancel);
        var name = filter.Pupil is { } pupil ? await pupils.NameOf(school, pupil, cancel) : null;
        return await frame.Show<ReadsPage>(http, AccessTexts.Of("reads.title"), new()
        {
            [nameof(ReadsPage.View)] = new ReadsView(query, name, lines, next, await people.Choices(school, cancel)),
        });
    }

    /// <summary>A typed name becomes an id here; with several who fit, the person says which.</summary>
    private static async Task<IResult> Seek(HttpContext http, [FromForm] IFormCollection form, ReadSearch search, ReadWords words, PupilSearch pupils, People people, PageFrame frame, CancellationToken cancel)
    {
        var school = http.Actor()!.School;
        string? Field(string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;
        var query = new ReadQuery { Person = Field("person"), Class = Field("class"), Kind = Field("kind"), From = Field("from"), To = Field("to") };
        if (Field("name") is not { } name) return Results.Redirect(Log + query.Address(null));
        var found = await pupils.Find(school, name, cancel);
        if (found.Count == 1) return Results.Redirect(Log + (query with { Pupil = found[0].Pupil.Value }).Address(null));
        var (lines, next) = await Lines(school, query.Filter(), search, words, cancel);
        return await frame.Show<ReadsPage>(http, AccessTexts.Of("reads.title"), new()
        {
            [nameof(ReadsPage.View)] = new ReadsView(query, name, found.Count == 0 ? [] : lines, found.Count == 0 ? null : next, await people.Choices(school, cancel)),
            [nameof(ReadsPage.Candidates)] = found,
        });
    }

    private static async Task Export(HttpContext http, [AsParameters] ReadQuery query, ReadSearch search, ReadWords words, CancellationToken cancel)
    {
        var school = http.Actor()!.School;
        var filter = query.Filter();
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = "attachment; filename=chteniya.csv";
        await http.Response.WriteAsync("\uFEFF" + Row(AccessTexts.Of("reads.csv.head").Split('|')), cancel);
        IReadOnlyList<FoundRead> found;
        do
        {
            found = await search.Find(school, filter, CsvBatch, cancel);
            foreach (var line in await words.Of(school, found, cancel))
            {
                await http.Response.WriteAsync(Row(
                    line.N.ToString(CultureInfo.InvariantCulture), line.At.ToString("O", CultureInfo.InvariantCulture), line.Who, UiTexts.Of(line.Role),
                    line.OnBehalfOf ?? "", line.Kind, line.Whose, AccessTexts.Of("reads.purpose." + line.Purpose)), cancel);
            }
            if (found.Count > 0) filter = filter with { Before = found[^1].N };
        }
        while (found.Count == CsvBatch);

        static string Row(params IEnumerable<string> cells) =>
            string.Join(';', cells.Select(cell => $"\"{CsvCell.Safe(cell).Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n";
    }

    /// <summary>What was looked at under one's own account.</summary>
    private static async Task<IResult> ShowOwn(HttpContext http, long? before, ReadSearch search, ReadWords words, Actors actors, PageFrame frame, CancellationToken cancel)
    {
        var actor = await actors.Current(http, cancel);
        var (lines, next) = await Lines(actor.School, new ReadFilter(Reader: actor.Account, Before: before), search, words, cancel);
        return await frame.Show<OwnReadsPage>(http, AccessTexts.Of("reads.own"), new()
        {
            [nameof(OwnReadsPage.Lines)] = lines,
            [nameof(OwnReadsPage.Next)] = next is null ? null : $"{Own}?before={next}",
            [nameof(OwnReadsPage.Title)] = AccessTexts.Of("reads.own"),
            [nameof(OwnReadsPage.Hint)] = AccessTexts.Of("reads.own.hint"),
        });
    }

    /// <summary>Кто смотрел: for the pupil and the guardians.</summary>
    private static async Task<IResult> ShowPupil(HttpContext http, string pupil, long? before, ReadSearch search, ReadWords words, PageFrame frame, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        if (!Id.IsValid(pupil) || !actor.Grants.AllowEver(Permission.ReadPupil, Streams.Pupil(new PupilId(pupil)))) return await frame.NotFound(http);
        var (lines, next) = await Lines(actor.School, new ReadFilter(Pupil: new PupilId(pupil), Before: before, StaffOr: actor.Account), search, words, cancel);
        return await frame.Show<OwnReadsPage>(http, AccessTexts.Of("reads.family"), new()
        {
            [nameof(OwnReadsPage.Lines)] = lines,
            [nameof(OwnReadsPage.Next)] = next is null ? null : $"{OfPupil(new PupilId(pupil))}?before={next}",
            [nameof(OwnReadsPage.Title)] = AccessTexts.Of("reads.family"),
            [nameof(OwnReadsPage.Hint)] = AccessTexts.Of("reads.family.hint"),
        });
    }

    private static async Task<(IReadOnlyList<ReadLine> Lines, long? Next)> Lines(SchoolId school, ReadFilter filter, ReadSearch search, ReadWords words, CancellationToken cancel)
    {
        var found = await search.Find(school, filter, ReadSearch.PageSize + 1, cancel);
        var shown = found.Take(ReadSearch.PageSize).ToList();
        return (await words.Of(school, shown, cancel), found.Count > shown.Count ? shown[^1].N : null);
    }

    /// <summary>What the filter offers to choose from.</summary>
    public sealed class People(IDocumentStore store, AccountNames names)
    {
        public async Task<ReadChoices> Choices(SchoolId school, CancellationToken cancel)
        {
            await using var session = store.QuerySession(school.Value);
            var accounts = (await session.Query<Accounts.Account>().ToListAsync(cancel)).Where(a => a.Pupil is null && a.Guardian is null).ToList();
            var named = await names(school, accounts.Select(a => a.Key).ToHashSet(), cancel);
            var classes = await session.Query<ClassRoster>().ToListAsync(cancel);
            return new ReadChoices(
                [.. accounts.Select(a => (a.Key.Value, named.GetValueOrDefault(a.Key, a.Key.Value))).OrderBy(c => c.Item2, StringComparer.CurrentCulture)],
                [.. classes.OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture).Select(c => (c.Id, c.Name))],
                [.. Kinds.Select(kind => (kind, ReadWords.Kind(kind)))]);
        }
    }

    /// <summary>Kinds of pages the filter offers.</summary>
    private static readonly string[] Kinds =
        ["journal", "lesson", "kept", "replay", "history", "answer", "changes", "changes-csv", "corrections", "consents", "scan", "family", "family-reads", "erasures", "reads", "reads-csv"];
}
