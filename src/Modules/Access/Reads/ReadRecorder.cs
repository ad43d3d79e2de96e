using System.Text.RegularExpressions;
using ElJournal.Access.Rights;
using ElJournal.Kernel;
using ElJournal.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Access.Reads;

/// <summary>
/// Puts every reading of an endpoint that shows personal data (<see cref="ReadMark"/>) into the log, just before the answer leaves:
/// what was not shown, because it was refused, not found or broke, is not a reading.
/// </summary>
public sealed partial class ReadRecorder(RequestDelegate next)
{
    private const string Ahead = "Eljournal-Ahead";

    public async Task InvokeAsync(HttpContext http, ReadLog log, Actors actors, TimeProvider clock)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<ReadMark>() is { } mark && await actors.Find(http, http.RequestAborted) is { } actor)
            http.Response.OnStarting(() => IsShown(http.Response.StatusCode) ? Note(http, mark, actor, log, clock) : Task.CompletedTask);
        await next(http);
    }

    /// <summary>A form that was refused shows its page again.</summary>
    private static bool IsShown(int status) => status is >= 200 and < 300 or StatusCodes.Status422UnprocessableEntity;

    private static async Task Note(HttpContext http, ReadMark mark, Actor actor, ReadLog log, TimeProvider clock)
    {
        var at = ReadEntry.Moment(clock.GetUtcNow());
        foreach (var subject in http.Features.Get<ReadSubjects>()?.Of ?? [Resolved(mark.Subject, http.Request.RouteValues)])
        {
            await log.Note(new ReadEntry(
                actor.School, at, actor.Account, actor.Role, actor.OnBehalfOf, actor.Session, KindOf(http.Request, mark), PurposeOf(mark.Purpose, actor.Role), subject));
        }
    }

    /// <summary>The same journal page serves teaching in the hands of who teaches, and control in those of everybody else on the staff.</summary>
    private static Purpose PurposeOf(Purpose marked, Role role) => (marked, role) switch
    {
        (Purpose.Teaching, Role.Teacher or Role.ClassTeacher) => Purpose.Teaching,
        (Purpose.Teaching, Role.Pupil or Role.Guardian) => Purpose.Family,
        (Purpose.Teaching, _) => Purpose.Control,
        _ => marked,
    };

    /// <summary>Told apart from what a person opened: what the browser took along for a day without network, and nobody may ever look at (docs/adr/0014).</summary>
    private static string KindOf(HttpRequest request, ReadMark mark) => request.Headers.ContainsKey(Ahead) ? "kept" : mark.Kind;

    private static string Resolved(string subject, RouteValueDictionary route) =>
        RouteValue().Replace(subject, hole => route[hole.Groups[1].Value]?.ToString() ?? "");

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex RouteValue();
}
