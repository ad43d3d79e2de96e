using ElJournal.Access.SigningIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Access.Welcome;

/// <summary>Says that an address is open to a person who still has this to do.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WhileUnfinishedAttribute(params Unfinished[] steps) : Attribute
{
    public IReadOnlyList<Unfinished> Steps { get; } = steps;
}

public static class WhileUnfinishedExtensions
{
    /// <summary>The address belongs to the way in: open before it is at its end.</summary>
    public static TBuilder WhileUnfinished<TBuilder>(this TBuilder endpoint, params Unfinished[] steps)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new WhileUnfinishedAttribute(steps));
}

/// <summary>
/// A sign-in that is not finished goes nowhere but on: second step, undertaking, own password, second step switched on.
/// What is open to everybody stays open.
/// </summary>
public sealed class UnfinishedGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (http.Features.Get<SignedIn>()?.Pending is not { } step) return next(http);
        var open = http.GetEndpoint()?.Metadata;
        if (open?.GetMetadata<IAllowAnonymous>() is not null || open?.GetMetadata<WhileUnfinishedAttribute>()?.Steps.Contains(step) == true) return next(http);
        if (!HttpMethods.IsGet(http.Request.Method) || http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }
        var here = http.Request.Path + http.Request.QueryString;
        http.Response.Redirect(here is "/" ? AddressOf(step) : AddressOf(step) + QueryString.Create(AccessAddresses.Return, here));
        return Task.CompletedTask;
    }

    private static string AddressOf(Unfinished step) => step switch
    {
        Unfinished.SecondStep => AccessAddresses.SecondStep,
        Unfinished.Undertaking => AccessAddresses.WelcomeUndertaking,
        Unfinished.Password => AccessAddresses.WelcomePassword,
        _ => AccessAddresses.SecondFactor,
    };
}
