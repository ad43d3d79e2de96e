using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Access.Rules;

/// <summary>What the form of rules sends; a field left empty is out of bounds.</summary>
public sealed record RulesForm(
    int StaffPassword, int OtherPassword, int SlipDays, int GraceDays, int LockAfter, int LockMinutes, int AddressTries,
    int StaffIdleMinutes, int OtherIdleMinutes, int LongestHours, string? Act)
{
    /// <summary>A form without any of the fields.</summary>
    public static readonly RulesForm Empty = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null);

    public AccessRulesSet From(DateOnly day) => new(
        day, StaffPassword, OtherPassword, SlipDays, GraceDays, LockAfter, LockMinutes, AddressTries, StaffIdleMinutes, OtherIdleMinutes, LongestHours, Act?.Trim() ?? "");
}

/// <summary>Правила доступа: figures of the school with their local act, in force from the day on which they are laid down.</summary>
internal static class RulesEndpoints
{
    public static IEndpointRouteBuilder MapRules(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(AccessAddresses.Rules, (HttpContext http, PageFrame frame) => Show(http, frame, http.Features.Get<SignedIn>()!.Rules, null)).Needs(Permission.ManageAccounts).ShowsNoPersonalData().WithSummary("Правила доступа");
        routes.MapPost(AccessAddresses.Rules, Set).Needs(Permission.ManageAccounts).ShowsNoPersonalData().WithSummary("Правила доступа: записать");
        return routes;
    }

    private static async Task<IResult> Set(HttpContext http, PageFrame frame, Desk desk, [FromForm] RulesForm? form)
    {
        var rules = (form ?? RulesForm.Empty).From(http.Features.Get<SignedIn>()!.Today);
        var outcome = await desk.Send(new SetAccessRules(Guid.NewGuid(), rules), http.Actor()!, http.RequestAborted);
        return outcome.Refusal is { } refusal ? await Show(http, frame, rules, refusal.Text()) : TypedResults.LocalRedirect(AccessAddresses.Rules);
    }

    private static Task<IResult> Show(HttpContext http, PageFrame frame, AccessRulesSet rules, string? refusal) =>
        frame.Show<RulesPage>(http, AccessTexts.Of("rules.title"), new()
        {
            [nameof(RulesPage.Rules)] = rules,
            [nameof(RulesPage.Refusal)] = refusal,
        }, AccessEndpoints.Status(refusal));
}
