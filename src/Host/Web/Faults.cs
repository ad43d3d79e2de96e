using System.Diagnostics;
using ElJournal.Ui;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace ElJournal.Host.Web;

/// <summary>What is told when a request ends without an answer of its own: a page for a person, an RFC 9457 answer for a program.</summary>
internal static class Faults
{
    public static void UseFaults(this WebApplication app)
    {
        app.UseExceptionHandler(branch => branch.Run(http => Tell(http, http.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException bad
            ? bad.StatusCode : StatusCodes.Status500InternalServerError)));
        app.UseStatusCodePages(context => Tell(context.HttpContext, context.HttpContext.Response.StatusCode));
    }

    private static async Task Tell(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        var kind = status switch { StatusCodes.Status404NotFound => "not-found", StatusCodes.Status413PayloadTooLarge => "too-large", >= 500 => "broken", _ => "refused" };
        var trace = status >= 500 ? Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier : null;
        if (!IsForPerson(http.Request))
        {
            await http.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new ProblemDetailsContext
            {
                HttpContext = http,
                ProblemDetails = new ProblemDetails { Status = status, Title = Title(kind), Detail = Text(kind), Extensions = { ["traceId"] = trace } },
            });
            return;
        }
        try
        {
            var page = await http.RequestServices.GetRequiredService<PageFrame>().Show<Problem>(
                http, Title(kind), new() { [nameof(Problem.Kind)] = kind, [nameof(Problem.Trace)] = trace }, status);
            await page.ExecuteAsync(http);
        }
        catch (Exception) when (!http.Response.HasStarted && http.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            // The frame needs the database, which may be what is broken.
            http.Response.ContentType = "text/plain; charset=utf-8";
            await http.Response.WriteAsync($"{Title(kind)}\n\n{Text(kind)}\n\n{UiTexts.All.With("problem.trace", trace ?? "")}\n");
        }
    }

    private static bool IsForPerson(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api") && !request.Path.StartsWithSegments("/_content")
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static string Title(string kind) => UiTexts.All[$"problem.{kind}.title"];

    private static string Text(string kind) => UiTexts.All[$"problem.{kind}.text"];
}
