using System.Globalization;
using System.Text;
using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Archives.Signing;
using ElJournal.Testing.Signing;
using Shouldly;
using Xunit;

namespace ElJournal.Integrity.Tests.Archives;

/// <summary>What is brought as the director's signature: sound ones of every algorithm, and each wrong one in its own words.</summary>
public sealed class DirectorSignatures : IDisposable
{
    private static readonly byte[] Manifest = "0a  bag-info.txt\n1b  bagit.txt\n"u8.ToArray();

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("eljournal-signature-");

    /// <summary>
    /// Made once by openssl 3.0 with its engine «gost»: <c>openssl genpkey -algorithm gost2012_256 -pkeyopt paramset:TCA</c>, <c>req -x509</c>,
    /// <c>cms -sign -binary</c>; the last with <c>-cades</c> and a certificate of an organisation. A and XA are the sets of CryptoPro, the rest those of TC26.
    /// </summary>
    [Theory]
    [InlineData("256-A", "gost2012-256")]
    [InlineData("256-XA", "gost2012-256")]
    [InlineData("256-TCA", "gost2012-256")]
    [InlineData("256-TCB", "gost2012-256")]
    [InlineData("256-TCC", "gost2012-256")]
    [InlineData("256-TCD", "gost2012-256")]
    [InlineData("512-A", "gost2012-512")]
    [InlineData("512-B", "gost2012-512")]
    [InlineData("512-C", "gost2012-512")]
    [InlineData("256-TCA-cades", "gost2012-256", "Директорова Вера Сергеевна (МБОУ СОШ № 7)")]
    public void GOST_is_right_with_every_set_of_parameters(string vector, string algorithm, string who = "Директорова Вера Сергеевна")
    {
        var (manifest, signature) = (Vector("tagmanifest-sha256.txt"), Vector(vector + ".p7s"));
        var found = DetachedSignature.Judge(manifest, signature);
        found.Flaw.ShouldBeNull();
        (found.Signer!.Name, found.Signer.Algorithm, found.Signer.At?.Year).ShouldBe((who, algorithm, 2026));
        DetachedSignature.Judge([.. manifest, 1], signature).Flaw.ShouldBe(SignatureFlaw.OtherBytes);
        // The last byte belongs to the signature's value, or with an unsigned attribute behind it to that.
        var spoilt = (byte[])signature.Clone();
        spoilt[^1] ^= 1;
        DetachedSignature.Judge(manifest, spoilt).Flaw.ShouldBe(SignatureFlaw.Damaged);
    }

    [Theory]
    [InlineData("rsa", "rsa-sha256")]
    [InlineData("rsa", "rsa-sha512", "-md", "sha512")]
    [InlineData("rsa", "rsa-sha256", "-keyopt", "rsa_padding_mode:pss")]
    [InlineData("ecdsa", "ecdsa-sha256")]
    [InlineData("ecdsa", "ecdsa-sha384", "-md", "sha384")]
    [InlineData("ecdsa", "ecdsa-sha256", "-cades")]
    [InlineData("ecdsa", "ecdsa-sha256", "-noattr")]
    public async Task What_openssl_signs_is_right(string key, string algorithm, params string[] also)
    {
        var director = await Signatory.Come(folder.FullName, algorithm: key);
        var found = DetachedSignature.Judge(Manifest, await director.Sign(Manifest, also));
        found.Flaw.ShouldBeNull();
        (found.Signer!.Name, found.Signer.Algorithm).ShouldBe(("Директорова Вера Сергеевна", algorithm));
        if (!also.Contains("-noattr")) found.Signer.At!.Value.ShouldBe(DateTime.UtcNow, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task The_servers_own_is_right_to_openssl()
    {
        var key = ArchiveKey.LoadOrCreate(folder.FullName, "test server");
        await File.WriteAllBytesAsync(Place("m.txt"), Manifest);
        await File.WriteAllBytesAsync(Place("m.p7s"), key.Sign(Manifest, DateTime.UtcNow));
        (await Openssl.Run(folder.FullName, "cms", "-verify", "-binary", "-inform", "DER", "-in", "m.p7s", "-content", "m.txt", "-CAfile", ArchiveKey.CertificateFile, "-purpose", "any", "-out", "x"))
            .ShouldContain("successful");
    }

    [Fact]
    public async Task PEM_and_bare_Base64_are_read_as_well()
    {
        var director = await Signatory.Come(folder.FullName);
        var der = await director.Sign(Manifest);
        var pem = await director.Sign(Manifest, "-outform", "PEM");
        DetachedSignature.Judge(Manifest, DetachedSignature.Read(pem)!).Flaw.ShouldBeNull();
        DetachedSignature.Read(Encoding.ASCII.GetBytes(Convert.ToBase64String(der, Base64FormattingOptions.InsertLineBreaks))).ShouldBe(der);
        DetachedSignature.Read(der).ShouldBe(der);
    }

    [Theory]
    [InlineData("это письмо, а не подпись")]
    [InlineData("")]
    [InlineData("-----BEGIN CMS-----\n!!!\n-----END CMS-----")]
    [InlineData("aGVsbG8=")]
    public void What_is_no_signature_is_none(string text) => DetachedSignature.Read(Encoding.UTF8.GetBytes(text)).ShouldBeNull();

    [Fact]
    public async Task Each_wrong_one_is_refused_in_its_own_words()
    {
        var director = await Signatory.Come(folder.FullName);
        var second = await Signatory.Come(folder.FullName, "Завучева Анна Павловна");
        var expired = await Signatory.Come(folder.FullName, from: -30, days: 29);
        var early = await Signatory.Come(folder.FullName, from: 2);
        (await Flaw(director, [1, 2, 3])).ShouldBe(SignatureFlaw.OtherBytes);
        (await Flaw(director, null, "-nodetach")).ShouldBe(SignatureFlaw.NotDetached);
        (await Flaw(director, null, "-nocerts")).ShouldBe(SignatureFlaw.NoCertificate);
        (await Flaw(director, null, "-md", "sha1")).ShouldBe(SignatureFlaw.UnknownAlgorithm);
        (await Flaw(director, null, [.. second.AsSecond])).ShouldBe(SignatureFlaw.SeveralSigners);
        (await Flaw(expired)).ShouldBe(SignatureFlaw.NotInForce);
        (await Flaw(early)).ShouldBe(SignatureFlaw.NotInForce);
        var whole = await director.Sign(Manifest);
        DetachedSignature.Judge(Manifest, whole[..^9]).Flaw.ShouldBe(SignatureFlaw.Unreadable);
        whole[^1] ^= 1;
        DetachedSignature.Judge(Manifest, whole).Flaw.ShouldBe(SignatureFlaw.Damaged);

        async Task<SignatureFlaw?> Flaw(Signatory by, byte[]? content = null, params string[] also) =>
            DetachedSignature.Judge(Manifest, await by.Sign(content ?? Manifest, also)).Flaw;
    }

    [Fact]
    public async Task Another_certificate_of_the_same_key_is_another_person()
    {
        var director = await Signatory.Come(folder.FullName);
        var signature = await director.Sign(Manifest, "-cades");
        var name = Encoding.UTF8.GetBytes("Вера");
        // As the certificate's issuer, then as its subject, then as the issuer that the signature names.
        var subject = signature.AsSpan().IndexOf(name) + name.Length;
        subject += signature.AsSpan(subject).IndexOf(name);
        Encoding.UTF8.GetBytes("Анна").CopyTo(signature.AsSpan(subject));
        DetachedSignature.Judge(Manifest, signature).Flaw.ShouldBe(SignatureFlaw.Damaged);
    }

    [Theory]
    [InlineData("ru-RU")]
    [InlineData("en-GB")]
    public void Every_flaw_has_its_words(string culture) =>
        Enum.GetValues<SignatureFlaw>().ShouldAllBe(flaw => SignatureWords.Of(flaw, null, CultureInfo.GetCultureInfo(culture)).Length > 10);

    public void Dispose() => folder.Delete(recursive: true);

    private string Place(string name) => Path.Combine(folder.FullName, name);

    private static byte[] Vector(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Archives", "Gost", name));
}
