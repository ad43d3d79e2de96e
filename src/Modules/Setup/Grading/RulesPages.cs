using ElJournal.Kernel;
using ElJournal.Setup.Pages;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Grading;

/// <summary>What is typed into a page of dated rules.</summary>
internal interface IRulesDraft
{
    /// <summary>Day from which they are in force, as typed.</summary>
    string From { get; }
}

/// <summary>Draws the page: as it stands, or with what was typed and why it was not taken.</summary>
internal delegate Task<IResult> DrawRules<TDraft>(HttpContext http, IDocumentStore store, PageFrame frame, TDraft? typed, string? refusal, CancellationToken cancel);

/// <summary>A page of dated rules, each set on its local act: whoever works at the school reads it, the deputy head approves the next set.</summary>
internal static class RulesPages
{
    /// <param name="approve">The command that lays down what was typed from a day on.</param>
    public static IEndpointRouteBuilder MapRules<TDraft>(
        this IEndpointRouteBuilder routes, string address, string title, Texts words, Func<IFormCollection, TDraft> read, Func<TDraft, DateOnly, ICommand> approve,
        DrawRules<TDraft> draw)
        where TDraft : class, IRulesDraft
    {
        routes.MapGet(address, (HttpContext http, IDocumentStore store, PageFrame frame, CancellationToken cancel) => draw(http, store, frame, null, null, cancel))
            .Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary(title);
        routes.MapPost(address, async (
            HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, PageFrame frame, Desk desk, CancellationToken cancel) =>
        {
            var draft = read(form);
            if (PlanFrame.ReadDay(draft.From) is not { } from) return await draw(http, store, frame, draft, words["no-day"], cancel);
            var outcome = await desk.Send(approve(draft, from), http.Actor()!, cancel);
            return outcome.Refusal is { } refusal ? await draw(http, store, frame, draft, refusal.Text(), cancel) : TypedResults.LocalRedirect(address);
        }).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary(title + ": утвердить");
        return routes;
    }
}
