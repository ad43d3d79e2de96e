using System.Net;
using System.Text.RegularExpressions;

namespace ElJournal.Testing;

/// <summary>A person of a school on the wire, without a browser: signed in, cookies kept, redirects told instead of followed.</summary>
public static partial class Visit
{
    /// <summary>How long anything is waited for: a server that was killed answers nothing at all.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static HttpClient Stranger(Uri address) =>
        new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = address, Timeout = Patience };

    /// <summary>Signs in through the page's own form; sends the header by which our script shows itself.</summary>
    public static async Task<HttpClient> SignIn(Uri address, string login, string password, CancellationToken cancel = default)
    {
        var http = Stranger(address);
        var token = TokenIn(await http.GetStringAsync("/sign-in", cancel));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["login"] = login, ["password"] = password, ["__RequestVerificationToken"] = token });
        using var answer = await http.PostAsync("/sign-in", form, cancel);
        if (answer.StatusCode != HttpStatusCode.Redirect) throw new InvalidOperationException($"Sign-in of {login} answered {answer.StatusCode}.");
        http.DefaultRequestHeaders.Add("X-ElJournal", "1");
        return http;
    }

    public static Task<HttpClient> SignIn(TestSchool school, string login, CancellationToken cancel = default) =>
        SignIn(new Uri(school.Address), school.LoginOf(login), TestSchool.Password, cancel);

    /// <summary>The guard of the forms on a page.</summary>
    public static string TokenIn(string page) => Token().Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
