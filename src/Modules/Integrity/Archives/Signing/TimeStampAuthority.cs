using System.Net.Http.Headers;
using Microsoft.Extensions.Configuration;

namespace ElJournal.Integrity.Archives.Signing;

/// <summary>Служба штампов времени that the operator has named; without one, archives have no time-stamps.</summary>
public sealed class TimeStampAuthority(IConfiguration configuration)
{
    /// <summary>Setting: the authority's address, http or https. It is sent a hash and nothing else.</summary>
    public const string Setting = "ElJournal:TimeStampAuthority";

    private const int LongestAnswer = 1 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly HttpClient Http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false })
    {
        Timeout = Patience,
        MaxResponseContentBufferSize = LongestAnswer,
    };

    public bool IsKnown => configuration[Setting] is { Length: > 0 };

    /// <summary>A time-stamp under the content, checked: the authority's whole answer.</summary>
    /// <exception cref="ArchiveRefused">There is none; the reason is a sentence.</exception>
    public async Task<byte[]> Stamp(byte[] content, bool isRenewal, CancellationToken cancel)
    {
        if (!Uri.TryCreate(configuration[Setting], UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) throw ArchiveRefused.NoAuthority();
        var asked = TimeStamp.Ask(content, isRenewal);
        byte[] answer;
        try
        {
            using var question = new ByteArrayContent(asked.GetEncoded());
            question.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
            using var response = await Http.PostAsync(address, question, cancel);
            if (!response.IsSuccessStatusCode) throw ArchiveRefused.NoStamp($"HTTP {(int)response.StatusCode}");
            answer = await response.Content.ReadAsByteArrayAsync(cancel);
        }
        catch (HttpRequestException failure)
        {
            throw ArchiveRefused.NoStamp(failure.Message);
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw ArchiveRefused.LateStamp((int)Patience.TotalSeconds);
        }
        var found = TimeStamp.Judge(content, answer, asked);
        return found.Holds ? answer : throw ArchiveRefused.NoStamp(found.Text!);
    }
}
