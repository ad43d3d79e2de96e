using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ElJournal.Testing.Signing;

/// <summary>A time-stamping authority of the test's own: <c>openssl ts -reply</c> behind an address.</summary>
public sealed class TimeAuthority : IAsyncDisposable
{
    private const string Settings = """
        [tsa]
        default_tsa = own
        [own]
        serial = serial
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = sha256, sha512
        ess_cert_id_alg = sha256
        """;

    private readonly HttpListener listener = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("eljournal-tsa-");
    private readonly Task answering;

    private TimeAuthority(int days)
    {
        using var root = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = DateTimeOffset.UtcNow;
        var issuer = new CertificateRequest("CN=Test root", root, HashAlgorithmName.SHA256);
        issuer.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        issuer.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        using var authority = issuer.CreateSelfSigned(now.AddDays(-2), now.AddYears(20));
        var request = new CertificateRequest("CN=Test time", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.8")], true));
        using var certificate = request.Create(authority, now.AddDays(-1), now.AddDays(days), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(Root, authority.ExportCertificatePem());
        File.WriteAllText(Place("tsa.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(Place("tsa.key"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Place("serial"), "01");
        File.WriteAllText(Place("tsa.cnf"), Settings);
        using (var port = new TcpListener(IPAddress.Loopback, 0))
        {
            port.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)port.LocalEndpoint).Port}/";
        }
        listener.Prefixes.Add(Address);
        listener.Start();
        answering = Answer();
    }

    /// <summary>What the program is told.</summary>
    public string Address { get; }

    /// <summary>The certificate by which the authority's own is known, PEM.</summary>
    public string Root => Place("root.crt");

    /// <summary>What it does instead of an honest answer; null: it answers.</summary>
    public Func<byte[], byte[]>? Instead { get; set; }

    /// <param name="days">How long its certificate still lasts.</param>
    public static TimeAuthority Open(int days = 3650) => new(days);

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await answering;
        folder.Delete(recursive: true);
    }

    private async Task Answer()
    {
        while (true)
        {
            HttpListenerContext asked;
            try
            {
                asked = await listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            using var question = new MemoryStream();
            await asked.Request.InputStream.CopyToAsync(question);
            var answer = Instead is { } instead ? instead(question.ToArray()) : await Reply(question.ToArray());
            asked.Response.ContentType = "application/timestamp-reply";
            await asked.Response.OutputStream.WriteAsync(answer);
            asked.Response.Close();
        }
    }

    private async Task<byte[]> Reply(byte[] question)
    {
        await File.WriteAllBytesAsync(Place("question.tsq"), question);
        await Openssl.Run(folder.FullName, "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "question.tsq", "-signer", "tsa.crt", "-inkey", "tsa.key", "-out", "answer.tsr");
        return await File.ReadAllBytesAsync(Place("answer.tsr"));
    }

    private string Place(string name) => Path.Combine(folder.FullName, name);
}
