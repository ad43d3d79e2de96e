using System.Text.RegularExpressions;
using ElJournal.Access.SigningIn;
using ElJournal.Access.Tokens;
using ElJournal.Kernel;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Access.Rights;

/// <summary>
/// What right an address needs. Stands on an endpoint (<see cref="NeedsExtensions.Needs"/>) or on a page class;
/// ASP.NET's own authorization enforces it.
/// </summary>
/// <param name="permission">The act.</param>
/// <param name="resource">
/// On what: may name route values, <c>course/{course}</c>. Null where the right anywhere will do, and the page itself shows
/// no more than the grants allow.
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed partial class NeedMetadata(Permission permission, string? resource = null)
    : Attribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    public Permission Permission { get; } = permission;

    public string? Resource { get; } = resource;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];

    public bool IsMetBy(Grants grants, RouteValueDictionary route, DateOnly today) => Resource is null
        ? grants.AllowSomewhere(Permission, today)
        : grants.Allow(Permission, RouteValue().Replace(Resource, hole => route[hole.Groups[1].Value]?.ToString() ?? ""), today);

    public override string ToString() => Resource is null ? $"Needs {Permission}" : $"Needs {Permission} on {Resource}";

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex RouteValue();
}

public static class NeedsExtensions
{
    /// <summary>Says what right the endpoint needs, and thereby that it is not open to everybody who is signed in.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Permission permission, string? resource = null)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new NeedMetadata(permission, resource));
}

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
