using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Setup.Years;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Setup.NextYear;

/// <summary>Решения о переводе одного класса (273-ФЗ, ст. 58): of every pupil, with the order's number.</summary>
internal static class ClassPromotionEndpoints
{
    public static string Of(string schoolClass) => $"{NextYearEndpoints.Address}/{schoolClass}";

    public static IEndpointRouteBuilder MapClassPromotion(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(NextYearEndpoints.Address + "/{class}", Show).Needs(Permission.ManageContingent).Reads("promotion", Purpose.Register, "class/{class}").WithSummary("Перевод: решения по классу");
        routes.MapPost(NextYearEndpoints.Address + "/{class}", Save).Needs(Permission.ManageContingent).Reads("promotion", Purpose.Register, "class/{class}").WithSummary("Перевод: записать решения по классу");
        return routes;
    }

    private static async Task<IResult> Show(
        HttpContext http, string @class, [FromQuery] int? saved, IDocumentStore store, TimeProvider clock, Openings openings, PageFrame frame, CancellationToken cancel) =>
        await Draw(http, @class, null, null, saved, store, clock, openings, frame, cancel);

    private static async Task<IResult> Save(
        HttpContext http, string @class, [FromForm] IFormCollection form, IDocumentStore store, TimeProvider clock, Openings openings, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        var draft = new PromotionDraft(
            form.Where(f => f.Key.StartsWith("decision.", StringComparison.Ordinal)).ToDictionary(f => f.Key["decision.".Length..], f => f.Value.ToString()),
            form.Where(f => f.Key.StartsWith("to.", StringComparison.Ordinal)).ToDictionary(f => f.Key["to.".Length..], f => f.Value.ToString()),
            form["order"].ToString().Trim(), form["from"].ToString(), form["left"].ToString())
        {
            Seen = form.Where(f => f.Key.StartsWith("seen.", StringComparison.Ordinal)).ToDictionary(f => f.Key["seen.".Length..], f => f.Value.ToString()),
        };
        await using var session = store.QuerySession(actor.School.Value);
        if (await Find(http, @class, session, clock, cancel) is not { } ending) return await frame.NotFound(http);
        Task<IResult> Refuse(string why) => Draw(http, @class, draft, why, null, store, clock, openings, frame, cancel);
        if (ending.Next is null) return await Refuse(NextYearEndpoints.Words["promote.no-year"]);
        if (draft.Order.Length == 0 || YearView.Typed(draft.From) is not { } from || YearView.Typed(draft.Left) is not { } left) return await Refuse(NextYearEndpoints.Words["promote.no-order"]);
        var promotion = ending.Promotions.First(p => p.Class.Id == @class);
        var rows = ClassPromotion.Stayed(promotion.Class, ending.Pupils).Select(p => new PromotionRow(p, ending.Year.Year, promotion, draft)).ToList();
        // Of a pupil whom nobody chose anything for by hand the page says what stands now.
        draft = draft.Without(rows.Where(r => r.IsUntouched).Select(r => r.Pupil.Pupil.Value).ToHashSet());
        if (rows.Where(r => r.IsChanged).ToList() is { Count: > 0 } changed) return await Refuse(NextYearEndpoints.Words.With("class.changed", await Now(http, changed, openings, cancel)));
        var saved = 0;
        foreach (var row in rows.Where(r => r.IsNew))
        {
            var command = new PromotePupil(
                Guid.NewGuid(), row.Pupil.Pupil, ending.Year.Year, row.Decision, row.To, row.Decision == PromotionDecisions.Graduated ? left : from, draft.Order, row.Seen);
            if ((await desk.Send(command, actor, cancel)).Refusal is { } refusal)
                return await Refuse(NextYearEndpoints.Words.With("promote.stopped", refusal.Text(), saved));
            saved++;
        }
        return TypedResults.LocalRedirect($"{Of(@class)}?saved={saved}");
    }

    /// <summary>Абрамова Дарья — повторное обучение: what was decided of each.</summary>
    private static async Task<string> Now(HttpContext http, IReadOnlyList<PromotionRow> rows, Openings openings, CancellationToken cancel)
    {
        var people = await openings.Read<PersonCard>(http.Actor()!.School, rows.Select(r => r.Pupil.Card), cancel);
        return string.Join("; ", rows.Select(r => $"{people.GetValueOrDefault(r.Pupil.Card)?.ListName ?? "—"} — {new DecisionWords(r.Stands?.Decision)}"));
    }

    /// <summary>The year of the class as one that ends; null where there is no such class.</summary>
    private static async Task<Ending?> Find(HttpContext http, string schoolClass, IQuerySession session, TimeProvider clock, CancellationToken cancel) =>
        Id.IsValid(schoolClass) && await session.LoadAsync<ClassRoster>(schoolClass, cancel) is { } roster
            ? await Ending.Load(http, roster.Year.Value, session, clock, cancel) : null;

    private static async Task<IResult> Draw(
        HttpContext http, string schoolClass, PromotionDraft? draft, string? refusal, int? saved, IDocumentStore store, TimeProvider clock,
        Openings openings, PageFrame frame, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        if (await Find(http, schoolClass, session, clock, cancel) is not { } ending) return await frame.NotFound(http);
        var ended = ending.Classes.First(c => c.Id == schoolClass);
        var stayed = ClassPromotion.Stayed(ended, ending.Pupils).ToList();
        var people = await openings.Read<PersonCard>(http.Actor()!.School, stayed.Select(p => p.Card), cancel);
        return await frame.Show<ClassPromotionPage>(http, NextYearEndpoints.Words.With("class.title", ended.Name), new()
        {
            [nameof(ClassPromotionPage.Ending)] = ending,
            [nameof(ClassPromotionPage.Class)] = ended,
            [nameof(ClassPromotionPage.Pupils)] = stayed.Select(p => new DecidedPupil(
                    p.Pupil, people.TryGetValue(p.Card, out var card) ? card.ListName : "—", p.Promotions.FirstOrDefault(d => d.Year == ending.Year.Year)))
                .OrderBy(p => p.Name, StringComparer.CurrentCulture).ToList(),
            [nameof(ClassPromotionPage.Results)] = await http.RequestServices.GetRequiredService<IYearResults>().Of(session, ending.Year.Year, ClassId.From(schoolClass), cancel),
            [nameof(ClassPromotionPage.Draft)] = draft,
            [nameof(ClassPromotionPage.Refusal)] = refusal,
            [nameof(ClassPromotionPage.Saved)] = saved,
        }, YearView.Status(refusal));
    }
}

/// <summary>A pupil of the class that ends, with the decision that stands.</summary>
public sealed record DecidedPupil(PupilId Pupil, string Name, PromotionDecided? Decision);
