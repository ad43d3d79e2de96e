using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.People;

/// <summary>Обучающиеся (D-10.3, A-5): the contingent, somebody new, the movement of the school. The card of one has a file of its own.</summary>
internal static class PupilEndpoints
{
    public const string Pupils = "/school/pupils";
    public const string New = Pupils + "/new";
    public const string Movement = Pupils + "/movement";

    /// <summary>Up to so many people a reading of a list is kept as a reading of each.</summary>
    private const int MostNamed = 60;

    public static string Of(PupilId pupil) => $"{Pupils}/{pupil}";

    public static IEndpointRouteBuilder MapPupils(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Pupils, Show).Needs(Permission.ReadSchool).Reads("pupils", Purpose.Register).WithSummary("Обучающиеся: список");
        routes.MapPost(Pupils, Find).Needs(Permission.ReadSchool).Reads("pupils", Purpose.Register).WithSummary("Обучающиеся: найти по имени");
        routes.MapGet(New, ShowNew).Needs(Permission.ManageContingent).ShowsNoPersonalData().WithSummary("Зачислить: форма");
        routes.MapPost(New, Enrol).Needs(Permission.ManageContingent).ShowsNoPersonalData().WithSummary("Зачислить обучающегося");
        routes.MapGet(Movement, ShowMovement).Needs(Permission.ReadSchool).Reads("movement", Purpose.Register).WithSummary("Движение обучающихся за период");
        return routes.MapPupilCard();
    }

    public static bool MayWrite(Actor actor) => actor.Grants.AllowEver(Permission.ManageContingent, Grant.WholeSchool);

    private static Task<IResult> Show(
        HttpContext http, [FromQuery(Name = "class")] string? schoolClass, [FromQuery] string? status, PupilReading reading, PageFrame frame, CancellationToken cancel) =>
        List(http, Query(schoolClass, status, null), reading, frame, cancel);

    /// <summary>One who fits is opened at once; a typed name never gets into an address.</summary>
    private static async Task<IResult> Find(
        HttpContext http, [FromForm] IFormCollection form, PupilReading reading, PageFrame frame, CancellationToken cancel)
    {
        var name = form["name"].ToString().Trim();
        var query = Query(form["class"], form["status"], name.Length > 0 ? name : null);
        if (query.Name is null) return TypedResults.LocalRedirect($"{Pupils}?class={query.Class}&status={query.Status}");
        var list = await reading.List(http.Actor()!.School, query, cancel);
        return list.Found is [var only] && MayWrite(http.Actor()!) ? TypedResults.LocalRedirect(Of(only.Pupil.Pupil)) : await Draw(http, list, frame);
    }

    private static PupilQuery Query(string? schoolClass, string? status, string? name) => new(
        Id.IsValid(schoolClass) ? schoolClass : null, PupilQuery.Statuses.Contains(status) ? status! : "here", name);

    private static async Task<IResult> List(HttpContext http, PupilQuery query, PupilReading reading, PageFrame frame, CancellationToken cancel) =>
        await Draw(http, await reading.List(http.Actor()!.School, query, cancel), frame);

    private static Task<IResult> Draw(HttpContext http, PupilList list, PageFrame frame)
    {
        // A long list is a reading of everybody.
        if (list.Query.Class is { } only) http.Shows(Streams.Class(new ClassId(only)));
        else if (list.Found.Count <= MostNamed) http.Shows([.. list.Found.Select(l => Streams.Pupil(l.Pupil.Pupil))]);
        return frame.Show<PupilsPage>(http, PeopleWords.All["pupils.title"], new()
        {
            [nameof(PupilsPage.View)] = list,
            [nameof(PupilsPage.MayWrite)] = MayWrite(http.Actor()!),
        });
    }

    private static Task<IResult> ShowNew(
        HttpContext http, [FromQuery(Name = "class")] string? schoolClass, PupilReading reading, PageFrame frame, CancellationToken cancel) =>
        DrawNew(http, Draft.Empty, schoolClass, reading, frame, cancel);

    private static async Task<IResult> DrawNew(HttpContext http, Draft draft, string? schoolClass, PupilReading reading, PageFrame frame, CancellationToken cancel)
    {
        var now = await reading.Now(http.Actor()!.School, cancel);
        return await frame.Show<EnrolPage>(http, PeopleWords.All["enrol.title"], new()
        {
            [nameof(EnrolPage.Draft)] = draft,
            [nameof(EnrolPage.Now)] = now,
            [nameof(EnrolPage.Class)] = schoolClass,
        }, draft.Status);
    }

    private static async Task<IResult> Enrol(
        HttpContext http, [FromForm] IFormCollection form, PupilReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var draft = new Draft("enrol", form);
        var pupil = draft.IdOf<PupilId>("pupil") ?? Id.New<PupilId>();
        var outcome =
            draft.IdOf<ClassId>("class") is not { } into ? Outcome.Refused(Refusals.ClassIsUnknown)
            : draft.Date("from") is not { } from ? Outcome.Refused(Refusals.DayIsMissing)
            : draft.Order() is not { } order ? Outcome.Refused(Refusals.OrderIsMissing)
            : await desk.Send(new EnrolPupil(draft.Command(), pupil, CardFields.Of(draft), into, from, order), http.Actor()!, cancel);
        return outcome.IsAccepted ? TypedResults.LocalRedirect(Of(pupil)) : await DrawNew(http, draft.With(outcome), null, reading, frame, cancel);
    }

    private static async Task<IResult> ShowMovement(
        HttpContext http, [FromQuery] string? from, [FromQuery] string? to, PupilReading reading, PageFrame frame, CancellationToken cancel)
    {
        var view = await reading.Movement(http.Actor()!.School, Draft.DayOf(from), Draft.DayOf(to), cancel);
        if (view is { Moves.Count: <= MostNamed }) http.Shows([.. view.Moves.Select(m => Streams.Pupil(m.Pupil)).Distinct()]);
        return await frame.Show<MovementPage>(http, PeopleWords.All["movement.title"], new()
        {
            [nameof(MovementPage.View)] = view,
            [nameof(MovementPage.MayWrite)] = MayWrite(http.Actor()!),
        });
    }
}
