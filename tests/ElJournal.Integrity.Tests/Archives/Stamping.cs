using System.Formats.Asn1;
using System.Globalization;
using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Archives.Checking;
using ElJournal.Integrity.Archives.Signing;
using ElJournal.Integrity.Tests.Sealing;
using ElJournal.Testing.Signing;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace ElJournal.Integrity.Tests.Archives;

/// <summary>An archive signed by its director and witnessed by a time-stamping authority: what its check says of each, and of what was done to them.</summary>
public sealed class Stamping(SealCluster cluster) : SchoolWithArchive(cluster)
{
    [Fact]
    public async Task All_signatures_are_named()
    {
        var (bag, _) = await Signed();
        var verdict = await Check(bag.Save(Folder));
        verdict.Faults.ShouldBeEmpty();
        verdict.Signatures.Select(signature => (signature.By, signature.Found.Signer!.Name)).ShouldBe(
        [
            (BagSigner.Server, "test server"), (BagSigner.Director, "Директорова Вера Сергеевна"), (BagSigner.Stamp, "Test time"), (BagSigner.Renewal, "Test time"),
            (BagSigner.Renewal, "Test time"),
        ]);
        verdict.Signatures.ShouldAllBe(signature => signature.Found.Holds);
        verdict.Signatures[2].Found.Signer!.At!.Value.ShouldBe(DateTime.UtcNow, TimeSpan.FromMinutes(5));
        verdict.Signatures[2].Found.Signer!.Until.ShouldBe(DateTime.UtcNow.AddDays(3650), TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task Openssl_finds_the_time_stamps_right()
    {
        var (bag, root) = await Signed();
        var folder = bag.Unpack(Folder);
        (await Verify("tagmanifest-sha256.txt", "signatures/tagmanifest.tsr")).ShouldContain("Verification: OK");
        await File.WriteAllBytesAsync(Path.Combine(folder, "before"), [.. bag["signatures/tagmanifest.tsr"], .. bag["manifest-sha512.txt"]]);
        (await Verify("before", "signatures/renewals/0001.tsr")).ShouldContain("Verification: OK");
        await File.WriteAllBytesAsync(Path.Combine(folder, "before"), [.. bag["signatures/renewals/0001.tsr"], .. bag["manifest-sha512.txt"]]);
        (await Verify("before", "signatures/renewals/0002.tsr")).ShouldContain("Verification: OK");

        Task<string> Verify(string data, string stamp) => Openssl.Run(folder, "ts", "-verify", "-data", data, "-in", stamp, "-CAfile", root);
    }

    [Fact]
    public async Task What_was_done_to_a_signature_is_named()
    {
        var (bag, _) = await Signed();
        var other = await Signatory.Come(Folder, "Завучева Анна Павловна");
        (string Path, byte[]? Bytes, ArchiveFault[] Faults)[] deeds =
        [
            (BagSignatures.Director, Flipped(bag[BagSignatures.Director]), [False(BagSignatures.Director, SignatureFlaw.Damaged)]),
            (BagSignatures.Director, await other.Sign([1]), [False(BagSignatures.Director, SignatureFlaw.OtherBytes)]),
            (BagSignatures.Director, "не подпись"u8.ToArray(), [False(BagSignatures.Director, SignatureFlaw.Unreadable)]),
            (BagSignatures.Stamp, Flipped(bag[BagSignatures.Stamp]), [False(BagSignatures.Stamp, SignatureFlaw.Damaged), False(BagSignatures.Renewal(1), SignatureFlaw.OtherBytes)]),
            (BagSignatures.Stamp, bag[BagSignatures.Renewal(1)], [False(BagSignatures.Stamp, SignatureFlaw.OtherBytes), False(BagSignatures.Renewal(1), SignatureFlaw.OtherBytes)]),
            (BagSignatures.Stamp, null, [new ArchiveFault(ArchiveDamage.FileMissing, BagSignatures.Stamp)]),
            (BagSignatures.Renewal(1), null, [new ArchiveFault(ArchiveDamage.FileAdded, BagSignatures.Renewal(2))]),
            (BagSignatures.Renewal(2), Flipped(bag[BagSignatures.Renewal(2)]), [False(BagSignatures.Renewal(2), SignatureFlaw.Damaged)]),
            ("signatures/second.p7s", await other.Sign(bag[BagSignatures.TagManifest]), [new ArchiveFault(ArchiveDamage.FileAdded, "signatures/second.p7s")]),
        ];
        foreach (var (path, bytes, faults) in deeds)
        {
            var spoilt = new Rezipped(bag.Save(Folder));
            if (bytes is null) spoilt.Remove(path);
            else spoilt[path] = bytes;
            (await Check(spoilt.Save(Folder))).Faults.ShouldBe(faults, $"{path} {bytes?.Length}");
        }
        False(BagSignatures.Director, SignatureFlaw.OtherBytes).Text(CultureInfo.GetCultureInfo("ru-RU"))
            .ShouldBe("signatures/director.p7s — подпись не верна: подписан другой файл, не эта опись");

        static ArchiveFault False(string path, SignatureFlaw flaw) => new(ArchiveDamage.SignatureFalse, path, Flaw: flaw);

        static byte[] Flipped(byte[] bytes)
        {
            var spoilt = (byte[])bytes.Clone();
            spoilt[^1] ^= 1;
            return spoilt;
        }
    }

    [Fact]
    public async Task A_signed_archive_made_again_stays_signed_and_another_takes_nothing_from_it()
    {
        await Make();
        var bag = new Rezipped(Zip());
        var director = await Signatory.Come(Folder);
        bag[BagSignatures.Director] = await director.Sign(bag[BagSignatures.TagManifest]);
        File.Move(bag.Save(Folder), Zip(), overwrite: true);
        var signed = await File.ReadAllBytesAsync(Zip());
        var again = await Make();
        (await File.ReadAllBytesAsync(Zip())).ShouldBe(signed);
        (await Check(Zip())).Sha256.ShouldBe(again.Sha256);
        await Database.Record(5, "lesson/algebra-7b/2026-09-02/1");
        await Log.SealPending();
        await Make();
        (await Check(Zip())).Signatures.Select(signature => signature.By).ShouldBe([BagSigner.Server]);
        var aside = Path.Combine(Folder, $"elj-school7-{Year}-J5.{again.Seal[..8]}.zip");
        (await File.ReadAllBytesAsync(aside)).ShouldBe(signed);
        (await Check(aside)).Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("refuses", "служба времени отказала")]
    [InlineData("another question", "подписан другой файл")]
    [InlineData("no stamp", "это не подпись")]
    public async Task What_is_no_time_stamp_of_these_bytes_is_refused(string deed, string words)
    {
        await using var authority = TimeAuthority.Open();
        byte[] honest = [];
        if (deed == "another question") honest = await Of(authority).Stamp([1], false, default);
        authority.Instead = deed switch
        {
            // PKIStatusInfo: rejection, and nothing more.
            "refuses" => _ => [0x30, 5, 0x30, 3, 2, 1, 2],
            "another question" => _ => honest,
            _ => _ => "<html>"u8.ToArray(),
        };
        var refused = await Should.ThrowAsync<ArchiveRefused>(() => Of(authority).Stamp([2], false, default));
        refused.Text(CultureInfo.GetCultureInfo("ru-RU")).ShouldContain(words);
    }

    /// <summary>The words of an honest token, signed by a certificate that is for signing letters.</summary>
    [Fact]
    public async Task A_time_stamp_by_somebody_who_is_no_authority_is_false()
    {
        var (bag, _) = await Signed();
        await File.WriteAllBytesAsync(Path.Combine(Folder, "honest.tsr"), bag[BagSignatures.Stamp]);
        await Openssl.Run(Folder, "ts", "-reply", "-in", "honest.tsr", "-token_out", "-out", "honest.der");
        await Openssl.Run(Folder, "cms", "-verify", "-noverify", "-inform", "DER", "-in", "honest.der", "-out", "said.der");
        var letters = await Signatory.Come(Folder);
        var token = await letters.Sign(await File.ReadAllBytesAsync(Path.Combine(Folder, "said.der")), "-nodetach", "-cades", "-econtent_type", "1.2.840.113549.1.9.16.1.4");
        foreach (var number in (int[])[2, 1]) bag.Remove(BagSignatures.Renewal(number));
        var answer = new AsnWriter(AsnEncodingRules.DER);
        using (answer.PushSequence())
        {
            using (answer.PushSequence()) answer.WriteInteger(0);
            answer.WriteEncodedValue(token);
        }
        bag[BagSignatures.Stamp] = answer.Encode();
        (await Check(bag.Save(Folder))).Faults.ShouldBe([new ArchiveFault(ArchiveDamage.SignatureFalse, BagSignatures.Stamp, Flaw: SignatureFlaw.NotOfTime)]);
    }

    [Fact]
    public async Task An_authority_that_is_away_or_unnamed_is_said_to_be()
    {
        var authority = TimeAuthority.Open();
        await authority.DisposeAsync();
        (await Should.ThrowAsync<ArchiveRefused>(() => Of(authority).Stamp([1], false, default))).Text(CultureInfo.GetCultureInfo("ru-RU")).ShouldStartWith("Штамп времени не получен");
        (await Should.ThrowAsync<ArchiveRefused>(() => new TimeStampAuthority(new ConfigurationBuilder().Build()).Stamp([1], false, default)))
            .Text(CultureInfo.GetCultureInfo("ru-RU")).ShouldContain("ElJournal__TimeStampAuthority");
    }

    [Fact]
    public void A_signature_is_recorded_once_and_only_for_the_archive_that_is_there()
    {
        var shelf = ArchiveShelf.Create(new ArchiveMade(Year, "J5", "a.zip", 1, "sum", "seal", 24, "root"));
        var signed = new ArchiveSigned(Year, "J5", "seal", "hash", "01", "issuer", "certificate", "rsa-sha256", null, "sum2", 2);
        RecordSignatureHandler.Handle(new RecordSignature(Guid.Empty, signed), shelf).Item2.ShouldBe([signed]);
        RecordSignatureHandler.Handle(new RecordSignature(Guid.Empty, signed with { Seal = "other" }), shelf).Item1.Refusal!.Kind.ShouldBe(Refusals.ArchiveIsUnknown);
        RecordSignatureHandler.Handle(new RecordSignature(Guid.Empty, signed), null).Item1.Refusal!.Kind.ShouldBe(Refusals.ArchiveIsUnknown);
        var stamped = new ArchiveStamped(Year, "J5", "seal", 0, "stamp", "certificate", "2026-11-28T09:00:00Z", new DateOnly(2028, 1, 1), "sum3", 3);
        RecordStampHandler.Handle(new RecordStamp(Guid.Empty, stamped), shelf).Item2.ShouldBe([stamped]);
        RecordStampHandler.Handle(new RecordStamp(Guid.Empty, stamped), null).Item1.Refusal!.Kind.ShouldBe(Refusals.ArchiveIsUnknown);
        var after = ArchiveShelf.Apply(stamped, shelf);
        RecordStampHandler.Handle(new RecordStamp(Guid.Empty, stamped), after).Item2.ShouldBeEmpty();
        (after.Of("sum")?.Kind, after.Of("sum3")?.Kind, after.Of("sum4")).ShouldBe(("J5", "J5", null));
        after.Now(after.Made[0]).Sha256.ShouldBe("sum3");
        after.EndingBy(new DateOnly(2027, 12, 31)).ShouldBeEmpty();
        after.EndingBy(new DateOnly(2028, 1, 1)).ShouldBe([stamped]);
    }

    /// <summary>Signed by the director, stamped, and the stamp renewed twice.</summary>
    private async Task<(Rezipped Bag, string Root)> Signed()
    {
        await Make();
        var bag = new Rezipped(Zip());
        var director = await Signatory.Come(Folder, algorithm: "rsa");
        bag[BagSignatures.Director] = await director.Sign(bag[BagSignatures.TagManifest]);
        await using var authority = TimeAuthority.Open();
        bag[BagSignatures.Stamp] = await Of(authority).Stamp(bag[BagSignatures.TagManifest], false, default);
        bag[BagSignatures.Renewal(1)] = await Of(authority).Stamp([.. bag[BagSignatures.Stamp], .. bag[BagSignatures.LongManifest]], true, default);
        bag[BagSignatures.Renewal(2)] = await Of(authority).Stamp([.. bag[BagSignatures.Renewal(1)], .. bag[BagSignatures.LongManifest]], true, default);
        var root = Path.Combine(Folder, "root.crt");
        File.Copy(authority.Root, root);
        return (bag, root);
    }

    private static TimeStampAuthority Of(TimeAuthority authority) => new(new ConfigurationBuilder().AddInMemoryCollection([new(TimeStampAuthority.Setting, authority.Address)]).Build());
}
