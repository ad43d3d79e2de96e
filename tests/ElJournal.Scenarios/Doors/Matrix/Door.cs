using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ElJournal.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Scenarios.Doors.Matrix;

/// <summary>An endpoint of the running program, and how it is asked.</summary>
internal sealed partial record Door(string Method, RouteEndpoint Endpoint)
{
    /// <summary>What stands after the path, where the thing asked for is named in the query.</summary>
    private static readonly Dictionary<string, string> Queries = new()
    {
        ["/api/v1/journal/history"] = "?lesson={course}/{date}/{slot}&field=topic",
        ["/journal/answer"] = "?lesson={course}/{date}/{slot}&pupil={pupil}",
        ["/print/answer/proof"] = "?lesson={course}/{date}/{slot}&pupil={pupil}&record=00000000-0000-0000-0000-000000000001",
        ["/corrections/new"] = "?lesson={course}/{date}/{slot}&kind=cell&pupil={pupil}",
        ["/api/v1/journal/absent"] = "?lesson={course}/{date}/{slot}",
    };

    /// <summary>What a form has to name before the door is asked at all. No such act is new: taking back what is taken back changes nothing.</summary>
    private static readonly Dictionary<string, (string Name, string Value)[]> Fields = new()
    {
        ["POST /school/imports/batches/{import}"] = [("command", "9d1e3f0a-52c4-4b0e-8c7d-1f2e3d4c5b6a")],
    };

    public string Pattern => "/" + Endpoint.RoutePattern.RawText!.Trim('/');

    public NeedMetadata? Need => Endpoint.Metadata.GetMetadata<NeedMetadata>();

    public bool IsAnonymous => Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    public bool IsForSignedIn => Endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null;

    /// <summary>A file of the site, or, where the program runs unpublished, the place where files made meanwhile are looked for.</summary>
    public bool IsFile => Endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || Endpoint.RoutePattern.RawText == "{**path:file}";

    public string? Summary => Endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary;

    public IEnumerable<string> Blanks => Endpoint.RoutePattern.Parameters.Select(p => p.Name).Concat(Blank().Matches(Query).Select(m => m.Groups[1].Value));

    public bool IsScoped => Blanks.Any(Ids.Scopes.Contains);

    private string Query => Queries.GetValueOrDefault(Pattern, "");

    /// <summary>Every address of the program with each of its methods; files of the site are not among them.</summary>
    public static IReadOnlyList<Door> All(IServiceProvider services) =>
    [
        .. services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(e => (e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => new Door(method, e)))
            .Where(door => !door.IsFile && door.Method is not "HEAD")
            .DistinctBy(door => (door.Method, door.Pattern))
            .OrderBy(door => door.Pattern, StringComparer.Ordinal).ThenBy(door => door.Method, StringComparer.Ordinal),
    ];

    /// <summary>Whether the door opens: anything but 401, 403, 404 and the way to the sign-in. What is sent is as empty as may be, so that nothing is changed.</summary>
    public async Task<bool> Opens(HttpClient http, Whose whose, Person person, Ids ids, string token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(Method), Address(whose, person, ids));
        var api = Pattern.StartsWith("/api", StringComparison.Ordinal);
        if (!api) request.Headers.Add("Accept", "text/html");
        if (Method is not "GET")
        {
            request.Content = api ? new StringContent("{}", Encoding.UTF8, "application/json")
                : new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token), .. Fields.GetValueOrDefault(ToString(), []).Select(f => KeyValuePair.Create(f.Name, f.Value))]);
        }
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if ((int)answer.StatusCode >= 500) throw new InvalidOperationException($"{Method} {request.RequestUri} answered {answer.StatusCode} to {person.Login}.");
        return answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
            && answer.Headers.Location?.OriginalString.Contains("/sign-in?", StringComparison.Ordinal) != true;
    }

    private string Address(Whose whose, Person person, Ids ids)
    {
        var path = new StringBuilder();
        foreach (var segment in Endpoint.RoutePattern.PathSegments)
        {
            path.Append('/');
            foreach (var part in segment.Parts)
            {
                path.Append(part switch
                {
                    RoutePatternLiteralPart literal => literal.Content,
                    RoutePatternSeparatorPart separator => separator.Content,
                    RoutePatternParameterPart blank => Uri.EscapeDataString(ids.Of(blank.Name, whose, person)),
                    _ => "",
                });
            }
        }
        if (path.Length == 0) path.Append('/');
        return path + Blank().Replace(Query, blank => ids.Of(blank.Groups[1].Value, whose, person));
    }

    public override string ToString() => $"{Method} {Pattern}";

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Blank();
}
