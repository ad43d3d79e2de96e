using System.Net;
using ElJournal.Setup;
using ElJournal.Testing;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.PersonalData;

/// <summary>Scans of consents: how large, of what kind, and how they are given out again.</summary>
public sealed class ScanTests : IAsyncLifetime
{
    private const int Megabyte = 1024 * 1024;

    private TestSchool _school = null!;
    private PupilId _pupil;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start();
        _pupil = (await _school.TodaysLesson()).Pupils[0];
    }

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    [Fact]
    public async Task Three_megabytes_are_taken_and_come_back_as_a_file_under_our_name()
    {
        using var secretary = await Visit.SignIn(_school, "secretary", Cancel);
        var scan = Pdf(3 * Megabyte);
        (await Send(secretary, scan)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await secretary.GetStringAsync(Address, Cancel);
        var link = System.Text.RegularExpressions.Regex.Match(page, $"href=\"({Address}/scan/[0-9a-f-]+)\"").Groups[1].Value;
        using var answer = await secretary.GetAsync(link, Cancel);
        (await answer.Content.ReadAsByteArrayAsync(Cancel)).ShouldBe(scan);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        var disposition = answer.Content.Headers.ContentDisposition!;
        disposition.DispositionType.ShouldBe("attachment");
        disposition.FileName.ShouldNotBeNull().ShouldMatch("^soglasie-[0-9a-f]{32}\\.pdf$", "not what its sender called it");
        (await _school.AsOwner<long>("select count(*) from openings.scan")).ShouldBe(1);
    }

    /// <summary>Just over ten the form itself says so, with what was typed; far over, the request is not read at all, and a page of its own says it.</summary>
    [Fact]
    public async Task Eleven_megabytes_are_refused_in_words_and_nothing_is_kept()
    {
        using var secretary = await Visit.SignIn(_school, "secretary", Cancel);
        using var over = await Send(secretary, Pdf((10 * Megabyte) + 1));
        over.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Text(over)).ShouldContain("не больше 10 МБ");
        using var far = await Send(secretary, Pdf(11 * Megabyte));
        far.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await Text(far)).ShouldContain("Файл больше 10 МБ не принимается");
        (await _school.AsOwner<long>("select count(*) from openings.scan")).ShouldBe(0);
    }

    private string Address => $"/consents/pupil/{_pupil}";

    private static byte[] Pdf(int length) => [.. "%PDF-1.7 "u8, .. new byte[length - 9]];

    private async Task<HttpResponseMessage> Send(HttpClient http, byte[] scan)
    {
        using var form = new MultipartFormDataContent();
        void Field(string name, string value) => form.Add(new StringContent(value), name);
        Field("__RequestVerificationToken", Visit.TokenIn(await http.GetStringAsync(Address, Cancel)));
        Field("id", Guid.NewGuid().ToString());
        Field("kind", "processing");
        Field("state", "Given");
        Field("on", $"{await Registry.Today(_school):yyyy-MM-dd}");
        Field("form", "paper");
        Field("by", "representative");
        Field("giver", "Абрамова Елена Сергеевна, мать");
        form.Add(new ByteArrayContent(scan), "scan", "../../согласие.html");
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = form };
        request.Headers.Accept.ParseAdd("text/html");
        return await http.SendAsync(request, Cancel);
    }

    private static async Task<string> Text(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
}
