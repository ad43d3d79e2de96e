using System.Globalization;
using System.Text;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Integrity.Witnessing;

/// <summary>The witness's door.</summary>
public static class WitnessEndpoint
{
    public const string Address = "/witness/add-checkpoint";

    /// <summary>Sixty-three steps and a hundred signatures fit.</summary>
    private const int Longest = 32 * 1024;

    public static IEndpointRouteBuilder MapWitness(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Address, Add).WithMetadata(new RequestSizeLimitAttribute(Longest)).DisableAntiforgery().AllowAnonymous().ShowsNoPersonalData()
            .WithSummary("Свидетель: подтвердить контрольную точку журнала другой школы (c2sp.org/tlog-witness)");
        return routes;
    }

    private static async Task<IResult> Add(HttpContext http, Witness witness, CancellationToken cancel)
    {
        if (witness.Name is null) return TypedResults.StatusCode(StatusCodes.Status404NotFound);
        AddCheckpoint asked;
        try
        {
            using var reader = new StreamReader(http.Request.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            asked = AddCheckpoint.Parse(await reader.ReadToEndAsync(cancel));
        }
        catch (Exception malformed) when (malformed is FormatException or DecoderFallbackException)
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }
        var (answer, seen, line) = await witness.Judge(asked, cancel);
        return answer switch
        {
            WitnessAnswer.Cosigned => TypedResults.Text(line!, "text/plain", Encoding.UTF8),
            WitnessAnswer.Conflict => TypedResults.Text(string.Create(CultureInfo.InvariantCulture, $"{seen}\n"), AddCheckpoint.SizeType, statusCode: StatusCodes.Status409Conflict),
            WitnessAnswer.Unknown => TypedResults.StatusCode(StatusCodes.Status404NotFound),
            WitnessAnswer.Unsigned => TypedResults.StatusCode(StatusCodes.Status403Forbidden),
            WitnessAnswer.NotGrown => TypedResults.StatusCode(StatusCodes.Status422UnprocessableEntity),
            _ => TypedResults.StatusCode(StatusCodes.Status400BadRequest),
        };
    }
}
