using ElJournal.Access.Rights;
using ElJournal.Integrity;
using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Archives.Signing;
using ElJournal.Scenarios.Archives;
using ElJournal.Store;
using ElJournal.Testing;
using ElJournal.Testing.Signing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Year;

/// <summary>
/// The archives of the whole sample year, signed by a director and stamped by an authority, in the hands of tools that are not ours: those of Debian, Python,
/// and the libraries of Go's checksum database. A campaign: <c>./year.sh</c>.
/// </summary>
public sealed class ArchiveOfTheYearTests : IAsyncLifetime
{
    private TimeAuthority? _authority;
    private readonly DirectoryInfo _outside = Directory.CreateTempSubdirectory("eljournal-outside-");
    private TestSchool? _school;

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("ELJ_YEAR") is null) return;
        _authority = TimeAuthority.Open(days: 900);
        _school = await TestSchool.LivedYear(builder => builder.Configuration[TimeStampAuthority.Setting] = _authority.Address);
    }

    public async ValueTask DisposeAsync()
    {
        if (_school is not null) await _school.DisposeAsync();
        if (_authority is not null) await _authority.DisposeAsync();
        _outside.Delete(recursive: true);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tools_that_are_not_ours_find_every_archive_whole_and_a_spoilt_one_not()
    {
        Assert.SkipUnless(_school is not null, "The whole year has a command of its own: ./year.sh");
        var (archivist, signer) = (_school!.Services.GetRequiredService<Archivist>(), _school.Services.GetRequiredService<ArchiveSigner>());
        var year = (await archivist.Years(TestSchool.School, Cancel))[^1];
        await using var scope = _school.Services.CreateAsyncScope();
        var (desk, actor) = (scope.ServiceProvider.GetRequiredService<Desk>(), Actors.ForCommandLine(TestSchool.School));
        var made = await archivist.Make(desk, actor, year, ArchiveKinds.All, null, null, Cancel);
        made[0].Size.ShouldBeGreaterThan(600_000);
        var director = await Signatory.Come(_outside.FullName);
        var brought = new List<BroughtSignature>();
        foreach (var archive in made)
        {
            var (code, _) = await Shell($"unzip -p {archive.File} '*/tagmanifest-sha256.txt' > {_outside.FullName}/{archive.Kind}.txt");
            code.ShouldBe(0);
            brought.Add(new BroughtSignature(archive.Kind + ".p7s", await director.Sign(await File.ReadAllBytesAsync(Path.Combine(_outside.FullName, archive.Kind + ".txt"), Cancel))));
        }
        await signer.Sign(desk, actor, year, brought, Cancel);
        (await signer.StampWhereNeeded(desk, actor, year, ArchiveKinds.All, Cancel)).Count.ShouldBe(made.Count);

        // The key as a person keeps it: on paper, in a mail, not in the archive.
        var vkey = _school.Services.GetRequiredService<SealedLogs>().KeyOf(TestSchool.School, year).ToString();
        var sumdb = Path.Combine(_outside.FullName, "sumdb");
        (await Shell($"GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE={_outside.FullName}/go go build -o {sumdb} {Path.Combine(AppContext.BaseDirectory, "Archives/Sumdb/main.go")}")).ShouldBe((0, ""));
        foreach (var archive in made)
        {
            await Says($"unzip -tq {archive.File} && sha256sum -c {archive.File}.sha256 && rm -rf unpacked && unzip -q {archive.File} -d unpacked", "OK");
            await Says("cd unpacked/* && sha256sum -c --quiet tagmanifest-sha256.txt && sha256sum -c --quiet manifest-sha256.txt && sha512sum -c --quiet manifest-sha512.txt && echo whole", "whole");
            // Of PyPI, and so not on every machine.
            await Says("cd unpacked/* && if command -v bagit.py > /dev/null; then bagit.py --validate . ; else echo is valid; fi", "is valid");
            await Says("cd unpacked/* && openssl cms -verify -binary -inform DER -in signatures/tagmanifest.p7s -content tagmanifest-sha256.txt -CAfile data/keys/archive-cert.pem -purpose any -out /dev/null", "uccessful");
            await Says($"cd unpacked/* && openssl cms -verify -binary -inform DER -in signatures/director.p7s -content tagmanifest-sha256.txt -CAfile {director.Certificate} -purpose any -out /dev/null", "uccessful");
            await Says($"cd unpacked/* && openssl ts -verify -data tagmanifest-sha256.txt -in signatures/tagmanifest.tsr -CAfile {_authority!.Root}", "Verification: OK");
            await Says("cd unpacked/* && python3 data/tools/verify.py .", "INTACT");
            await Says($"cd unpacked/* && {sumdb} . '{vkey}'", $"sumdb: {archive.Size} entries, root {Convert.ToBase64String(Convert.FromHexString(archive.Root))}");
        }

        // They can find fault: one digit of one line.
        await Says($"rm -rf unpacked && unzip -q {made[0].File} -d unpacked && echo unpacked", "unpacked");
        (await Shell($"cd unpacked/* && sed -i '77777s/\"seq\":/\"seq\":1/' data/log/events/003.ndjson && {sumdb} . '{vkey}'")).Code.ShouldBe(1);
        (await Shell("cd unpacked/* && python3 data/tools/verify.py .")).Said.ShouldContain("data/log/events/003.ndjson, line 77777, leaf 377776");
        (await Shell("cd unpacked/* && sha256sum -c --quiet manifest-sha256.txt")).Code.ShouldBe(1);

        Task<(int Code, string Said)> Shell(string command) => ArchivedSchool.Shell(archivist.Directory, command);

        async Task Says(string command, string what)
        {
            var (code, said) = await Shell(command);
            code.ShouldBe(0, $"{command}\n{said}");
            said.ShouldContain(what);
        }
    }
}
