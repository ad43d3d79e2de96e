using System.Globalization;
using ElJournal.Accounting;
using ElJournal.Accounting.Api;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Pages;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Ui;
using Microsoft.AspNetCore.Mvc;

namespace ElJournal.Host.Web;

/// <summary>Изменения. A typed name is sent by POST and becomes ids: no name stands in an address, where logs and histories would keep it.</summary>
internal static class ChangePages
{
    public static IEndpointRouteBuilder MapChangePages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Addresses.Changes, Show).Needs(Permission.ReadChanges).Reads("changes", Purpose.Control).WithSummary("Реестр изменений");
        routes.MapPost(Addresses.Changes, Seek).Needs(Permission.ReadChanges).Reads("changes", Purpose.Control).WithSummary("Реестр изменений: отобрать");
        routes.MapGet(Addresses.AnswerPage, Answer).Needs(Permission.ReadJournal).Reads("answer", Purpose.Teaching).WithSummary("Справка об одной отметке");
        return routes;
    }

    private static async Task<IResult> Answer(HttpContext http, string? lesson, string? pupil, CellAnswers answers, PageFrame frame, CancellationToken cancel)
    {
        if (!LessonId.TryParse(lesson, out var at) || !Id.IsValid(pupil)) return await frame.NotFound(http);
        http.Shows(Streams.Pupil(new PupilId(pupil)));
        return await answers.Of(http.Actor()!, at, new PupilId(pupil), cancel) is { } found
            ? await frame.Show<AnswerPage>(http, PageTexts.All["answer.title"], new() { [nameof(AnswerPage.Answer)] = found })
            : await frame.NotFound(http);
    }

    private static Task<IResult> Show(
        HttpContext http, [AsParameters] ChangeQuery query, ChangeRegister register, ChangeChoices choices, PageFrame frame, CancellationToken cancel) =>
        Page(http, query, null, null, register, choices, frame, cancel);

    private static async Task<IResult> Seek(
        HttpContext http, [FromForm] IFormCollection form, ChangeRegister register, ChangeChoices choices, PageFrame frame, CancellationToken cancel)
    {
        string? Field(string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;
        var query = new ChangeQuery
        {
            Person = Field("person"),
            Class = Field("class"),
            Subject = Field("subject"),
            Kind = Field("kind"),
            From = Field("from"),
            To = Field("to"),
            Corrections = form["corrections"] == "true" ? true : null,
            Channel = Field("channel"),
        };
        if (Field("name") is not { } name) return Results.Redirect(Addresses.Changes + Filter(query).Query(null));
        var found = await choices.Pupils(http.Actor()!, name, cancel);
        if (found.Count is > 0 and <= ChangeQuery.MostPupils)
            return Results.Redirect(Addresses.Changes + Filter(query with { Pupil = string.Join(',', found) }).Query(null));
        var problem = found.Count == 0 ? PageTexts.All.With("changes.pupil.none", name) : PageTexts.All.With("changes.pupil.many", found.Count);
        return await Page(http, query, name, problem, register, choices, frame, cancel);
    }

    private static async Task<IResult> Page(
        HttpContext http, ChangeQuery query, string? typed, string? problem, ChangeRegister register, ChangeChoices choices, PageFrame frame, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        var filter = query.Filter();
        http.Shows(filter.Subjects());
        var found = problem is null ? await register.Find(actor, filter, ChangeRegister.PageSize + 1, cancel) : [];
        if (found is null) return await frame.NotFound(http);
        var shown = found.Take(ChangeRegister.PageSize).ToList();
        if (filter.Pupils is { Count: > 1 } several) problem ??= PageTexts.All.With("changes.pupil.several", several.Count);
        return await frame.Show<ChangesTable>(http, UiTexts.All["menu.changes"], new()
        {
            [nameof(ChangesTable.Page)] = new ChangesPage(
                Filter(query), shown, found.Count > shown.Count ? shown[^1].Seq : null, await choices.Of(actor, cancel),
                typed ?? await choices.NameOf(actor, filter.Pupils, cancel), problem),
        });
    }

    private static Accounting.Pages.ChangeFilter Filter(ChangeQuery query) => new(
        query.Person, query.Pupil, query.Class, query.Subject,
        Enum.TryParse<ChangeKind>(query.Kind, true, out var kind) ? kind : null, Day(query.From), Day(query.To), query.Corrections ?? false, query.Before)
    { Beside = query.Beside, Channel = query.Filter().Channel };

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
