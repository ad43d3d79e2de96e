using System.Globalization;
using ElJournal.Accounting.Family;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Accounting.Api;

/// <summary>The family's week over JSON: the page's own model.</summary>
public static class FamilyApi
{
    internal static void MapFamily(this IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/pupils/{pupil}/week", Week)
        .Needs(Permission.ReadPupil).WithTags("Семья").WithSummary("Неделя обучающегося").Reads("family", Purpose.Family, "pupil/{pupil}");

    private static async Task<Results<Ok<PupilWeek>, ProblemHttpResult>> Week(
        string pupil, string? week, Weeks weeks, HttpContext context, CancellationToken cancel)
    {
        if (!Id.IsValid(pupil) || !IsDay(week, out var day)) return Problems.NotFound();
        return await weeks.Of(context.Actor()!, new PupilId(pupil), day, cancel) is { } found ? TypedResults.Ok(found) : Problems.NotFound();
    }

    /// <summary>Absent is today; what cannot be read is no day.</summary>
    public static bool IsDay(string? text, out DateOnly? day)
    {
        day = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
        // The ends of the calendar have no week before or after them.
        return text is null || day is { Year: > 1900 and < 2200 };
    }
}
