using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Ui;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Access.People;

/// <summary>Люди: the list of all accounts with its search, filters and messages. A typed name comes by POST and goes nowhere else.</summary>
internal static class PeopleEndpoints
{
    /// <summary>Lines of a page.</summary>
    private const int Page = 50;

    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.ConfigureMarten(options =>
        {
            options.Projections.Snapshot<Message>(SnapshotLifecycle.Inline);
            options.Projections.Snapshot<Trainings.Training>(SnapshotLifecycle.Inline);
            options.Schema.For<Message>().DatabaseSchemaName(AccessModule.Schema);
            options.Schema.For<Trainings.Training>().DatabaseSchemaName(AccessModule.Schema);
        });
        services.AddSingleton<PeopleDirectory>();
        services.AddSingleton<CardReading>();
        return services;
    }

    public static IEndpointRouteBuilder MapPeople(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(AccessAddresses.People, Show).Needs(Permission.ReadAccounts).Reads("people", Purpose.Register).WithSummary("Люди: учётные записи школы");
        routes.MapPost(AccessAddresses.People, Seek).Needs(Permission.ReadAccounts).Reads("people", Purpose.Register).WithSummary("Люди: найти по имени");
        routes.MapPost(AccessAddresses.People + "/message", Send).Needs(Permission.ManageAccounts).Reads("people", Purpose.Register).WithSummary("Люди: сообщение выбранным");
        return routes.MapPersonCard();
    }

    private static async Task<IResult> Show(HttpContext http, [AsParameters] PeopleQuery query, PeopleDirectory directory, PageFrame frame, CancellationToken cancel, int? sent) =>
        await Draw(http, query, directory, frame, new PeopleDraft(null, null, [], null, sent), cancel);

    private static async Task<IResult> Seek(HttpContext http, [FromForm] IFormCollection form, PeopleDirectory directory, PageFrame frame, CancellationToken cancel)
    {
        var query = Of(form);
        if (form["name"].ToString().Trim() is not { Length: > 0 } name) return Results.LocalRedirect(AccessAddresses.People + query.Address());
        var actor = http.Actor()!;
        var found = (await directory.All(actor.School, Today(http), cancel)).Where(line => PeopleDirectory.IsCalled(line, name) && query.Takes(line, directory.Now)).ToList();
        return found is [var only] && MayManage(actor)
            ? Results.LocalRedirect($"{AccessAddresses.People}/{only.Account}")
            : await Draw(http, query, directory, frame, new PeopleDraft(name, null, [], null, null), cancel);
    }

    private static async Task<IResult> Send(HttpContext http, [FromForm] IFormCollection form, PeopleDirectory directory, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var (actor, query, text) = (http.Actor()!, Of(form), form["text"].ToString());
        var chosen = form["account"].Where(Id.IsValid).Select(id => new AccountId(id!)).ToList();
        var everybody = form["everybody"].Count > 0;
        var addressees = everybody
            ? (await directory.All(actor.School, Today(http), cancel)).Where(line => query.Takes(line, directory.Now)).Select(line => line.Account).ToList()
            : chosen;
        var message = Id.IsValid(form["message"].ToString()) ? new MessageId(form["message"].ToString()) : Id.New<MessageId>();
        var outcome = await desk.Send(new SendMessage(Guid.NewGuid(), message, addressees, new Opening(text.Trim())), actor, cancel);
        if (outcome.Refusal is { } refusal)
            return await Draw(http, query, directory, frame, new PeopleDraft(null, text, everybody ? [] : chosen, refusal.Text(), null) { Everybody = everybody }, cancel);
        var back = query.Address();
        return Results.LocalRedirect($"{AccessAddresses.People}{back}{(back.Length == 0 ? "?" : "&")}sent={addressees.Count}");
    }

    private static async Task<IResult> Draw(HttpContext http, PeopleQuery query, PeopleDirectory directory, PageFrame frame, PeopleDraft draft, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        var all = await directory.All(actor.School, Today(http), cancel);
        var found = all.Where(line => query.Takes(line, directory.Now) && (draft.Name is null || PeopleDirectory.IsCalled(line, draft.Name))).ToList();
        var first = found.FindIndex(line => line.Account.Value == query.After) + 1;
        var page = found.Skip(first).Take(Page).ToList();
        return await frame.Show<PeoplePage>(http, AccessTexts.Of("people.title"), new()
        {
            [nameof(PeoplePage.Query)] = query,
            [nameof(PeoplePage.Lines)] = page,
            [nameof(PeoplePage.First)] = first,
            [nameof(PeoplePage.Count)] = found.Count,
            // A name leads nowhere by address, so its list is not gone through: it is made narrower.
            [nameof(PeoplePage.Next)] = draft.Name is null && first + page.Count < found.Count ? page[^1].Account : null,
            [nameof(PeoplePage.Classes)] = await directory.Classes(actor.School, cancel),
            [nameof(PeoplePage.MayManage)] = MayManage(actor),
            [nameof(PeoplePage.Draft)] = draft,
        }, AccessEndpoints.Status(draft.Refusal));
    }

    internal static DateOnly Today(HttpContext http) => http.Features.Get<SignedIn>()?.Today ?? default;

    internal static bool MayManage(Actor actor) => actor.Grants.AllowEver(Permission.ManageAccounts, Grant.WholeSchool);

    private static PeopleQuery Of(IFormCollection form) =>
        new() { Kind = form["kind"], Role = form["role"], Status = form["status"], Class = form["class"], Away = form["away"] };
}

/// <summary>What was typed on the list of people.</summary>
/// <param name="Name">Part of a name or login that is looked for.</param>
/// <param name="Text">Of the message.</param>
/// <param name="Sent">To how many the last message went.</param>
public sealed record PeopleDraft(string? Name, string? Text, IReadOnlyList<AccountId> Chosen, string? Refusal, int? Sent)
{
    public bool Everybody { get; init; }

    /// <summary>Never prints the words: this record may meet a log.</summary>
    public override string ToString() => nameof(PeopleDraft);
}
