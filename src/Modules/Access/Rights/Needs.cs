using ElJournal.Access.SigningIn;
using ElJournal.Access.Tokens;
using ElJournal.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Access.Rights;

/// <summary>Compares an address's need with the person's grants.</summary>
public sealed class NeedHandler(Actors actors) : AuthorizationHandler<NeedMetadata>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, NeedMetadata requirement)
    {
        if (context.Resource is HttpContext http
            && (http.Features.Get<TokenBearer>()?.Today ?? http.Features.Get<SignedIn>()?.Today) is { } today
            && await actors.Find(http, http.RequestAborted) is { } actor
            && requirement.IsMetBy(actor.Grants, http.Request.RouteValues, today)) context.Succeed(requirement);
    }
}
