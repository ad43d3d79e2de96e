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

namespace ElJournal.Access.Slips;

/// <summary>Доступ школы: who has which status, slips by class and one by one, the queue of losses, resets for administrators.</summary>
internal static class SlipEndpoints
{
    public static IEndpointRouteBuilder MapSlips(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(AccessAddresses.Credentials, Overview).Needs(Permission.ManageAccounts).Reads("credentials", Purpose.Register).WithSummary("Доступ: утери, классы, сотрудники");
        routes.MapGet(AccessAddresses.Credentials + "/class/{class}", OfClass).Needs(Permission.ManageAccounts).Reads("credentials", Purpose.Register, "class/{class}").WithSummary("Доступ класса");
        routes.MapGet(AccessAddresses.Credentials + "/staff", (HttpContext http, PageFrame frame, AccessPeople people) => OfStaff(http, frame, people, null)).Needs(Permission.ManageAccounts).Reads("credentials", Purpose.Register).WithSummary("Доступ сотрудников");
        routes.MapPost(AccessAddresses.Credentials + "/class/{class}/slips", PrintClass).Needs(Permission.ManageAccounts).Reads("slips", Purpose.Register, "class/{class}").WithSummary("Листки доступа класса");
        routes.MapPost(AccessAddresses.Credentials + "/slip", PrintOne).Needs(Permission.ManageAccounts).Reads("slips", Purpose.Register).WithSummary("Листок доступа");
        routes.MapPost(AccessAddresses.Credentials + "/ask", Ask).Needs(Permission.ManageAccounts).ShowsNoPersonalData().WithSummary("Попросить сброс для администратора");
        routes.MapPost(AccessAddresses.Credentials + "/second-step", ResetSecondStep).Needs(Permission.ManageAccounts).ShowsNoPersonalData().WithSummary("Снять второй шаг входа");
        return routes;
    }

    private static async Task<IResult> Overview(HttpContext http, PageFrame frame, AccessPeople people)
    {
        var school = http.Actor()!.School;
        var losses = await people.Losses(school, http.RequestAborted);
        var names = await Names(people, school, losses.Select(p => p.Account.OpenLoss!.By), http.RequestAborted);
        return await frame.Show<CredentialsPage>(http, AccessTexts.Of("credentials.title"), new()
        {
            [nameof(CredentialsPage.Classes)] = await people.Classes(school, http.RequestAborted),
            [nameof(CredentialsPage.Losses)] = losses,
            [nameof(CredentialsPage.Names)] = names,
        });
    }

    private static async Task<IResult> OfClass(HttpContext http, string @class, PageFrame frame, AccessPeople people)
    {
        if (!Id.IsValid(@class) || await people.OfClass(http.Actor()!.School, new ClassId(@class), http.RequestAborted) is not var (roster, listed))
            return await frame.NotFound(http);
        return await frame.Show<PeoplePage>(http, roster.Name, new()
        {
            [nameof(PeoplePage.Title)] = roster.Name,
            [nameof(PeoplePage.Class)] = @class,
            [nameof(PeoplePage.People)] = listed,
            [nameof(PeoplePage.Names)] = await Names(people, http.Actor()!.School, listed.SelectMany(Trail), http.RequestAborted),
        });
    }

    private static async Task<IResult> OfStaff(HttpContext http, PageFrame frame, AccessPeople people, Refusal? refusal)
    {
        var listed = await people.Staff(http.Actor()!.School, http.RequestAborted);
        return await frame.Show<PeoplePage>(http, AccessTexts.Of("credentials.staff"), new()
        {
            [nameof(PeoplePage.Title)] = AccessTexts.Of("credentials.staff"),
            [nameof(PeoplePage.People)] = listed,
            [nameof(PeoplePage.Reader)] = http.Actor()!.Account,
            [nameof(PeoplePage.Today)] = http.Features.Get<SignedIn>()?.Today ?? default,
            [nameof(PeoplePage.Names)] = await Names(people, http.Actor()!.School, listed.SelectMany(Trail), http.RequestAborted),
            [nameof(PeoplePage.Refusal)] = refusal?.Text(),
        }, AccessEndpoints.Status(refusal?.Text()));
    }

    private static async Task<IResult> PrintClass(HttpContext http, string @class, PageFrame frame, AccessPeople people, SlipPrint print, [FromForm] string? _)
    {
        if (!Id.IsValid(@class) || await people.OfClass(http.Actor()!.School, new ClassId(@class), http.RequestAborted) is not var (roster, listed))
            return await frame.NotFound(http);
        // A guardian of two children of the class is one person with one slip.
        var wanted = listed.Where(p => p.IsNew).DistinctBy(p => p.Account.Key).Select(p => (p, Whose(p, roster.Name))).ToList();
        return await Show(http, frame, await print.Print(http.Actor()!, wanted, Address(http), http.RequestAborted), $"{AccessAddresses.Credentials}/class/{@class}");
    }

    private static async Task<IResult> PrintOne(
        HttpContext http, PageFrame frame, AccessPeople people, SlipPrint print, [FromForm] string? account, [FromForm(Name = AccessAddresses.Return)] string? back)
    {
        if (!Id.IsValid(account) || (await people.Of(http.Actor()!.School, [new AccountId(account)], http.RequestAborted)) is not [var person])
            return await frame.NotFound(http);
        var printed = await print.Print(http.Actor()!, [(person, Whose(person, ""))], Address(http), http.RequestAborted);
        return printed.Refused is [var (_, refusal)] && person.Account.IsStaff
            ? await OfStaff(http, frame, people, refusal)
            : await Show(http, frame, printed, AccessAddresses.Local(back));
    }

    private static async Task<IResult> Ask(HttpContext http, PageFrame frame, AccessPeople people, Desk desk, [FromForm] string? account, [FromForm] string? what) =>
        await After(http, frame, people, !Id.IsValid(account) ? null : await desk.Send(new AskReset(Guid.NewGuid(), new AccountId(account), what ?? ""), http.Actor()!, http.RequestAborted));

    private static async Task<IResult> ResetSecondStep(HttpContext http, PageFrame frame, AccessPeople people, Desk desk, [FromForm] string? account) =>
        await After(http, frame, people, !Id.IsValid(account) ? null : await desk.Send(new ResetSecondFactor(Guid.NewGuid(), new AccountId(account), Passwords.Stamp()), http.Actor()!, http.RequestAborted));

    private static async Task<IResult> After(HttpContext http, PageFrame frame, AccessPeople people, Outcome? outcome) =>
        outcome is null || outcome.Refusal?.Kind == Refusals.AccountIsUnknown ? await frame.NotFound(http)
        : outcome.Refusal is { } refusal ? await OfStaff(http, frame, people, refusal)
        : TypedResults.LocalRedirect(AccessAddresses.Credentials + "/staff");

    private static Task<IResult> Show(HttpContext http, PageFrame frame, Printed printed, string back) =>
        frame.Show<SlipsPage>(http, AccessTexts.Of("slips.title"), new()
        {
            [nameof(SlipsPage.Printed)] = printed,
            [nameof(SlipsPage.Back)] = back,
        });

    private static IEnumerable<AccountId> Trail(AccessPerson person) =>
        [.. person.Account.Losses.SelectMany(loss => new[] { loss.By, loss.IssuedBy }).OfType<AccountId>(), .. person.Account.Asked is { } asked ? [asked.By] : Array.Empty<AccountId>()];

    private static async Task<IReadOnlyDictionary<AccountId, string>> Names(AccessPeople people, SchoolId school, IEnumerable<AccountId> accounts, CancellationToken cancel) =>
        (await people.Of(school, accounts.Distinct(), cancel)).ToDictionary(p => p.Account.Key, p => p.Name);

    private static string Whose(AccessPerson person, string className) =>
        person.Ward is { } ward ? AccessTexts.Of("slips.guardian", ward)
        : person.Account.Guardian is not null ? AccessTexts.Of("person.guardian")
        : person.Account.Pupil is not null ? (className.Length > 0 ? AccessTexts.Of("slips.pupil", className) : AccessTexts.Of("person.pupil"))
        : AccessTexts.Of("person.staff");

    private static string Address(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}";
}
