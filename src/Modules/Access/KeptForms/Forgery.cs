using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Access.KeptForms;

/// <summary>A form without its guard, or with one that cannot be read, is refused before any endpoint reads it.</summary>
internal static class Forgery
{
    public static Task Refuse(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }) return next(http);
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }
}
