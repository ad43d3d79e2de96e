using ElJournal.Access.Accounts;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Access.People;

/// <summary>Карточка: one account with its roles, rights, history, sessions and training, and what the administrator does about them.</summary>
internal static class CardEndpoints
{
    public static IEndpointRouteBuilder MapPersonCard(this IEndpointRouteBuilder routes)
    {
        const string card = AccessAddresses.People + "/{account}";
        routes.MapGet(card, async (HttpContext http, string account, CardReading reading, PageFrame frame) => await Show(http, account, reading, frame, null, null))
            .Needs(Permission.ManageAccounts).Reads("person", Purpose.Register).WithSummary("Карточка человека");
        Do(card + "/grant", "Дать роль", (account, form) => Role(form) is { } role ? new GrantRole(Guid.NewGuid(), account, role) : null);
        Do(card + "/revoke", "Снять роль", (account, form) => Role(form) is { } role ? new RevokeRole(Guid.NewGuid(), account, role) : null);
        Do(card + "/suspend", "Приостановить учётную запись", (account, _) => new SuspendAccount(Guid.NewGuid(), account));
        Do(card + "/restore", "Восстановить учётную запись", (account, _) => new RestoreAccount(Guid.NewGuid(), account));
        Do(card + "/end", "Завершить сеансы человека", (account, form) =>
            new EndSessions(Guid.NewGuid(), account, form["session"].ToString() is { Length: > 0 } session ? session : null));
        routes.MapPost(card + "/message", Send).Needs(Permission.ManageAccounts).Reads("person", Purpose.Register).WithSummary("Сообщение человеку");
        return routes;

        void Do(string address, string summary, Func<AccountId, IFormCollection, ICommand?> command) =>
            routes.MapPost(address, async (HttpContext http, string account, [FromForm] IFormCollection form, CardReading reading, PageFrame frame, Desk desk) =>
            {
                if (!Id.IsValid(account)) return await frame.NotFound(http);
                var outcome = command(new AccountId(account), form) is { } order
                    ? await desk.Send(order, http.Actor()!, http.RequestAborted) : Outcome.Refused(Refusals.RoleIsNotChosen);
                return outcome.Refusal is { } refusal ? await Show(http, account, reading, frame, refusal.Text(), null) : TypedResults.LocalRedirect($"{AccessAddresses.People}/{account}");
            }).Needs(Permission.ManageAccounts).Reads("person", Purpose.Register).WithSummary(summary);
    }

    private static Role? Role(IFormCollection form) => Enum.TryParse<Role>(form["role"], out var role) && Enum.IsDefined(role) ? role : null;

    private static async Task<IResult> Send(
        HttpContext http, string account, [FromForm] IFormCollection form, CardReading reading, PageFrame frame, Desk desk)
    {
        if (!Id.IsValid(account)) return await frame.NotFound(http);
        var message = Id.IsValid(form["message"].ToString()) ? new MessageId(form["message"].ToString()) : Id.New<MessageId>();
        var text = form["text"].ToString();
        var outcome = await desk.Send(new SendMessage(Guid.NewGuid(), message, [new AccountId(account)], new Opening(text.Trim())), http.Actor()!, http.RequestAborted);
        return outcome.Refusal is { } refusal
            ? await Show(http, account, reading, frame, refusal.Text(), text)
            : TypedResults.LocalRedirect($"{AccessAddresses.People}/{account}?sent=1");
    }

    private static async Task<IResult> Show(HttpContext http, string account, CardReading reading, PageFrame frame, string? refusal, string? text)
    {
        if (!Id.IsValid(account) || http.Features.Get<SignedIn>() is not { } reader
            || await reading.Of(http.Actor()!.School, new AccountId(account), reader.Rules, reader.Today, http.RequestAborted) is not { } view) return await frame.NotFound(http);
        if (view.Person.Account.Pupil is { } pupil) http.Shows(Streams.Pupil(pupil));
        return await frame.Show<CardPage>(http, view.Person.Name, new()
        {
            [nameof(CardPage.View)] = view,
            [nameof(CardPage.Own)] = reader.Session,
            [nameof(CardPage.Refusal)] = refusal,
            [nameof(CardPage.Text)] = text,
            [nameof(CardPage.Sent)] = http.Request.Query.ContainsKey("sent"),
        }, AccessEndpoints.Status(refusal));
    }
}
