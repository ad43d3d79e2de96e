using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ElJournal.Accounting.Api;

/// <summary>RFC 9457 answers. What a reader may not see is "not found", never "forbidden".</summary>
internal static class Problems
{
    public static ProblemHttpResult NotFound() =>
        TypedResults.Problem(Words.Text("api.not_found"), statusCode: StatusCodes.Status404NotFound, type: "urn:eljournal:not-found");

    public static ProblemHttpResult Malformed() =>
        TypedResults.Problem(Words.Text("api.malformed"), statusCode: StatusCodes.Status400BadRequest, type: "urn:eljournal:malformed");
}
