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
    public override async Task<IResult> Show<TPage>(HttpContext http, string title, Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
    {
        var actor = http.Actor();
        TimeZoneInfo? zone = null;
        string? name = null;
        if (actor is not null)
        {
            await using var session = store.QuerySession(actor.School.Value);
            var school = await session.LoadAsync<SchoolCard>(Streams.School(actor.School), http.RequestAborted);
            zone = school is null ? null : TimeZoneInfo.FindSystemTimeZoneById(school.TimeZone);
            name = (await people.Of(actor.School, [actor.Account], http.RequestAborted)).GetValueOrDefault(actor.Account, actor.Account.Value);
        }
        return new RazorComponentResult<Frame>(new Dictionary<string, object?>
        {
            [nameof(Frame.Title)] = title,
            [nameof(Frame.Menu)] = Menu.Of(actor, http.Request.Path),
            [nameof(Frame.UserName)] = name,
            [nameof(Frame.RoleName)] = actor is null ? null : UiTexts.Of(actor.Role),
            [nameof(Frame.Path)] = http.Request.Path + http.Request.QueryString,
            [nameof(Frame.Zone)] = zone,
            [nameof(Frame.Nonce)] = http.Features.Get<ScriptNonce>(),
            [nameof(Frame.Guard)] = Guard(http),
            [nameof(Frame.Body)] = Body<TPage>(parameters),
        })
        { StatusCode = status };
    }

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

    private static RenderFragment Body<TPage>(Dictionary<string, object?> parameters) where TPage : IComponent => builder =>
    {
        builder.OpenComponent<TPage>(0);
        foreach (var (name, value) in parameters) builder.AddComponentParameter(1, name, value);
        builder.CloseComponent();
    };
}
