using ElJournal.Access.Own;
using ElJournal.Access.SigningIn;
using ElJournal.Access.Viewing;
using ElJournal.Accounting.Corrections;
using ElJournal.Control.Remarks;
using ElJournal.Integrity.Watching;
using ElJournal.Integrity.Watching.Pages;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ElJournal.Host.Web;

/// <summary>Puts a component into the frame of the site: menu of the role, name of the person, guard of forms, the school's clock.</summary>
public sealed class Framed(IAntiforgery antiforgery, IDocumentStore store, PeopleNames people) : PageFrame
{
    private const int MostNotices = 20;

    public override async Task<IResult> Show<TPage>(HttpContext http, string title, Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
    {
        var actor = http.Actor();
        TimeZoneInfo? zone = null;
        string? name = null;
        IReadOnlyList<Notice> notices = [];
        var (waiting, remarks) = (0, 0);
        LogWatch? watch = null;
        var person = http.Features.Get<SignedIn>();
        if (actor is not null)
        {
            var shown = actor.OnBehalfOf ?? actor.Account;
            await using var session = store.QuerySession(actor.School.Value);
            var school = await session.LoadAsync<SchoolCard>(Streams.School(actor.School), http.RequestAborted);
            zone = school is null ? null : TimeZoneInfo.FindSystemTimeZoneById(school.TimeZone);
            if (person is { Pending: null } && actor.OnBehalfOf is null) notices = await Notice.Find(session, actor.Account, true, MostNotices, http.RequestAborted);
            if (person is { Pending: null }) waiting = await CorrectionDesk.Waiting(session, actor, http.RequestAborted);
            if (person is { Pending: null }) remarks = await OpenRemarks.Of(session, actor, http.RequestAborted);
            if (person is { Pending: null } && actor.Role is Role.Director or Role.DeputyHead or Role.Administrator)
                watch = await session.LoadAsync<LogWatch>(LogWatch.Stream, http.RequestAborted);
            name = (await people.Of(actor.School, [shown], http.RequestAborted)).GetValueOrDefault(shown, shown.Value);
        }
        return new RazorComponentResult<Frame>(new Dictionary<string, object?>
        {
            [nameof(Frame.Title)] = title,
            // Before the way in is at its end there is nowhere to go.
            [nameof(Frame.Menu)] = person is { Pending: null } ? Menu.Of(actor, http.Request.Path, waiting, remarks) : [],
            [nameof(Frame.UserName)] = name,
            [nameof(Frame.RoleName)] = actor is null ? null : UiTexts.Of(actor.Role),
            [nameof(Frame.OtherRoles)] = OtherRoles(http),
            [nameof(Frame.Viewing)] = http.Features.Get<Viewing>() is not { } viewing ? null
                : UiTexts.All.With("viewing.banner", name, UiTexts.Of(viewing.Role), Moments.Clock(viewing.Until, zone)),
            [nameof(Frame.Path)] = http.Request.Path + http.Request.QueryString,
            [nameof(Frame.Zone)] = zone,
            [nameof(Frame.Reader)] = actor,
            [nameof(Frame.Nonce)] = http.Features.Get<ScriptNonce>(),
            [nameof(Frame.Guard)] = Guard(http),
            [nameof(Frame.Body)] = Body<TPage>(parameters, watch, notices, person is { Pending: null } ? person.GraceLeft : null,
                HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString : "/"),
        })
        { StatusCode = status };
    }

    private static IReadOnlyList<Role> OtherRoles(HttpContext http) =>
        http.Features.Get<SignedIn>() is { } person && http.Features.Get<Viewing>() is null ? [.. person.Account.RolesOn(person.Today).Where(role => role != person.Role)] : [];

    private RenderFragment Guard(HttpContext http)
    {
        var tokens = antiforgery.GetAndStoreTokens(http);
        return builder =>
        {
            builder.OpenElement(0, "input");
            builder.AddAttribute(1, "type", "hidden");
            builder.AddAttribute(2, "name", tokens.FormFieldName);
            builder.AddAttribute(3, "value", tokens.RequestToken);
            builder.CloseElement();
        };
    }

    private static RenderFragment Body<TPage>(
        Dictionary<string, object?> parameters, LogWatch? watch, IReadOnlyList<Notice> notices, int? graceLeft, string path) where TPage : IComponent => builder =>
    {
        // The page of the status says it itself, and more.
        if (watch?.Since is not null && typeof(TPage) != typeof(StatusPage))
        {
            builder.OpenComponent<AlarmBar>(6);
            builder.AddComponentParameter(7, nameof(AlarmBar.Watch), watch);
            builder.CloseComponent();
        }
        if (typeof(TPage) != typeof(SecondFactorPage))
        {
            builder.OpenComponent<NoticeBar>(2);
            builder.AddComponentParameter(3, nameof(NoticeBar.Notices), notices);
            builder.AddComponentParameter(4, nameof(NoticeBar.GraceLeft), graceLeft);
            builder.AddComponentParameter(5, nameof(NoticeBar.Return), path);
            builder.CloseComponent();
        }
        builder.OpenComponent<TPage>(0);
        foreach (var (name, value) in parameters) builder.AddComponentParameter(1, name, value);
        builder.CloseComponent();
    };
}
