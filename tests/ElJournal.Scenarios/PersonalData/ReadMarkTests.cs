using ElJournal.Testing;
using ElJournal.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.PersonalData;

/// <summary>Every address open to somebody signed in says whose data it shows and why, or that it shows nobody's.</summary>
public sealed class ReadMarkTests
{
    [Fact]
    public async Task Every_endpoint_says_whose_data_it_shows_or_that_it_shows_none()
    {
        await using var school = await TestSchool.Start();
        var endpoints = school.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        endpoints.Count.ShouldBeGreaterThan(20);
        Complaints(endpoints).ShouldBeEmpty();
        endpoints.Count(e => e.Metadata.GetMetadata<ReadMark>() is not null).ShouldBeGreaterThan(15);
    }

    [Fact]
    public void An_endpoint_without_a_mark_is_named_and_so_is_one_with_both()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/bare", () => "").RequireAuthorization();
        app.MapGet("/both", () => "").RequireAuthorization().Reads("journal", Purpose.Teaching).ShowsNoPersonalData();
        app.MapGet("/hole/{course}", () => "").RequireAuthorization().Reads("journal", Purpose.Teaching, "class/{class}");
        app.MapGet("/open", () => "").AllowAnonymous();
        app.MapGet("/good/{class}", () => "").RequireAuthorization().Reads("consents", Purpose.Consents, "class/{class}");
        Complaints(((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
            .ShouldBe(["HTTP: GET /bare: no mark", "HTTP: GET /both: both marks", "HTTP: GET /hole/{course}: class/{class} is not in the address"]);
    }

    private static IEnumerable<string> Complaints(IEnumerable<RouteEndpoint> endpoints)
    {
        // Our own files, which a server under development also looks for where they are written.
        foreach (var endpoint in endpoints.Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null && e.RoutePattern.RawText != "{**path:file}"))
        {
            var reads = endpoint.Metadata.GetMetadata<ReadMark>();
            var none = endpoint.Metadata.GetMetadata<NoPersonalDataMark>();
            if (reads is null && none is null) yield return $"{endpoint.DisplayName?.Split(" =>")[0]}: no mark";
            if (reads is not null && none is not null) yield return $"{endpoint.DisplayName?.Split(" =>")[0]}: both marks";
            if (reads is not null && Holes(reads.Subject).Any(hole => endpoint.RoutePattern.GetParameter(hole) is null))
                yield return $"{endpoint.DisplayName?.Split(" =>")[0]}: {reads.Subject} is not in the address";
        }
    }

    private static IEnumerable<string> Holes(string subject) => subject.Split('{').Skip(1).Select(part => part.Split('}')[0]);
}
