using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Access.Tests;

/// <summary>A browser: keeps cookies, follows nothing by itself, and takes a form's token from the page before posting.</summary>
public sealed class Visitor : IDisposable
{
    private readonly CookieContainer cookies = new();
    private readonly HttpClient http;

    public Visitor(Program program)
    {
        http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = program.Address };
    }

    public CookieCollection Cookies => cookies.GetAllCookies();

    /// <summary>Where the token of a form is handed out in tests; in the program it stands in every form.</summary>
    public static void MapToken(WebApplication app) => app.MapGet("/token", (HttpContext context, IAntiforgery guard) =>
        guard.GetAndStoreTokens(context).RequestToken).AllowAnonymous();

    public Task<HttpResponseMessage> Get(string path) => http.GetAsync(path);

    public async Task<HttpResponseMessage> Post(string path, params (string Name, string Value)[] fields)
    {
        var token = await http.GetStringAsync("/token");
        return await PostBare(path, [.. fields, ("__RequestVerificationToken", token)]);
    }

    public Task<HttpResponseMessage> PostBare(string path, params (string Name, string Value)[] fields) =>
        http.PostAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public Task<HttpResponseMessage> SignIn(string login, string password, string back = "/") =>
        Post("/sign-in", ("login", login), ("password", password), ("return", back));

    public async Task<HttpResponseMessage> Command(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await http.SendAsync(request);
    }

    public void Dispose() => http.Dispose();
}
