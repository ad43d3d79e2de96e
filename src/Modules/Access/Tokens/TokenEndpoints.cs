using System.Globalization;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Access.Tokens;

/// <summary>Токены API at the administrator's: list, creating one (shown once) and revoking.</summary>
internal static class TokenEndpoints
{
    /// <summary>What the form proposes; the administrator chooses another day.</summary>
    private const int ProposedDays = 180;

    public static IServiceCollection AddTokens(this IServiceCollection services)
    {
        services.ConfigureMarten(options =>
        {
            options.Keep<ApiToken>();
            options.Schema.For<ApiToken>().DatabaseSchemaName(AccessModule.Schema);
            options.Schema.For<TokenSecret>().DatabaseSchemaName(AccessModule.Schema);
        });
        services.AddSingleton(new SchemaPart(AccessModule.Schema, TokenDoor.Ddl, []));
        services.AddSingleton<TokenDoor>();
        services.AddSingleton<TokenNames>();
        services.AddSingleton<TokenList>();
        return services;
    }

    public static IEndpointRouteBuilder MapTokens(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(AccessAddresses.Tokens, (HttpContext http, TokenList list, PageFrame frame) => Show(http, list, frame, null, null, null))
            .Needs(Permission.ManageAccounts).ShowsNoPersonalData().WithSummary("Ключи программ");
        routes.MapPost(AccessAddresses.Tokens, Create).Needs(Permission.ManageAccounts).ShowsNoPersonalData().WithSummary("Создать ключ программы");
        routes.MapPost(AccessAddresses.Tokens + "/{token}/revoke", Revoke).Needs(Permission.ManageAccounts).ShowsNoPersonalData().WithSummary("Отозвать ключ программы");
        return routes;
    }

    private static async Task<IResult> Create(
        HttpContext http, [FromForm] IFormCollection form, TokenList list, PageFrame frame, Desk desk, IDocumentStore store, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        var typed = TokenDraft.Of(form);
        // The form carries the token's id: sent twice, by a double click or a reload, it makes one token, and that one has been shown.
        await using (var session = store.QuerySession(actor.School.Value))
        {
            if (await session.LoadAsync<ApiToken>(typed.Token.Stream, cancel) is not null) return TypedResults.LocalRedirect(AccessAddresses.Tokens);
        }
        var secret = TokenText.New();
        var outcome = await desk.Send(
            new CreateToken(Guid.NewGuid(), typed.Token, new Opening(typed.Name), typed.Permissions, typed.Scopes, typed.Until ?? default, TokenText.Hash(secret)!), actor, cancel);
        return outcome.Refusal is { } refusal
            ? await Show(http, list, frame, typed, refusal.Text(), null)
            : await Show(http, list, frame, null, null, secret);
    }

    private static async Task<IResult> Revoke(HttpContext http, string token, [FromForm] string? _, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!Id.IsValid(token)) return await frame.NotFound(http);
        var outcome = await desk.Send(new RevokeToken(Guid.NewGuid(), new TokenId(token)), http.Actor()!, cancel);
        return outcome.IsAccepted ? TypedResults.LocalRedirect(AccessAddresses.Tokens) : await frame.NotFound(http);
    }

    private static async Task<IResult> Show(HttpContext http, TokenList list, PageFrame frame, TokenDraft? typed, string? refusal, string? secret)
    {
        var (lines, places, today) = await list.Of(http.Actor()!.School, http.RequestAborted);
        return await frame.Show<TokensPage>(http, AccessTexts.Of("tokens.title"), new()
        {
            [nameof(TokensPage.Lines)] = lines,
            [nameof(TokensPage.Places)] = places,
            [nameof(TokensPage.Today)] = today,
            [nameof(TokensPage.Draft)] = typed ?? TokenDraft.Empty(today.AddDays(ProposedDays)),
            [nameof(TokensPage.Refusal)] = refusal,
            [nameof(TokensPage.Secret)] = secret,
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}

/// <summary>The form of a new token as it was typed.</summary>
public sealed record TokenDraft(TokenId Token, string Name, IReadOnlyList<Permission> Permissions, bool WholeSchool, IReadOnlyList<string> Places, DateOnly? Until)
{
    public IReadOnlyList<string> Scopes => WholeSchool ? [Grant.WholeSchool] : Places;

    public static TokenDraft Empty(DateOnly until) => new(Id.New<TokenId>(), "", [], true, [], until);

    public static TokenDraft Of(IFormCollection form) => new(
        Id.IsValid(form["token"].ToString()) ? new TokenId(form["token"].ToString()) : Id.New<TokenId>(),
        form["name"].ToString().Trim(),
        [.. from name in form["right"] from right in TokenRights.ForPrograms where Provenance.Headers.Name(right) == name select right],
        form["where"].ToString() != "chosen",
        [.. form["place"].OfType<string>()],
        DateOnly.TryParseExact(form["until"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null);
}
