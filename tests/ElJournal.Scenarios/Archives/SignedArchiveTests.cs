using ElJournal.Access.Rights;
using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Archives.Checking;
using ElJournal.Integrity.Archives.Signing;
using ElJournal.Scenarios.Cli;
using ElJournal.Store;
using ElJournal.Testing;
using ElJournal.Testing.Signing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Archives;

/// <summary>The archives of a school signed by its director and stamped by an authority whose certificate ends within a year.</summary>
public sealed class SignedArchiveTests : IAsyncLifetime
{
    private readonly TimeAuthority authority = TimeAuthority.Open(days: 300);
    private readonly DirectoryInfo outside = Directory.CreateTempSubdirectory("eljournal-outside-");
    private TestSchool school = null!;
    private string year = "";

    private Archivist Archivist => school.Services.GetRequiredService<Archivist>();

    private ArchiveSigner Signer => school.Services.GetRequiredService<ArchiveSigner>();

    public async ValueTask InitializeAsync()
    {
        school = await TestSchool.Start(builder => builder.Configuration[TimeStampAuthority.Setting] = authority.Address);
        year = (await Archivist.Years(TestSchool.School, TestContext.Current.CancellationToken))[^1];
    }

    public async ValueTask DisposeAsync()
    {
        await school.DisposeAsync();
        await authority.DisposeAsync();
        outside.Delete(recursive: true);
    }

    [Fact]
    public async Task It_is_signed_stamped_renewed_and_judged_by_anybody()
    {
        var made = await Act((desk, cancel) => Archivist.Make(desk, Actors.ForCommandLine(TestSchool.School), year, ArchiveKinds.All, null, null, cancel));
        var director = await Signatory.Come(outside.FullName);
        var files = new List<BroughtSignature>();
        foreach (var archive in made) files.Add(new BroughtSignature(archive.Kind + ".p7s", await director.Sign(await Inside(Zip(archive), "tagmanifest-sha256.txt"), "-outform", "PEM")));

        // One of them is wrong: none is taken.
        var wrong = new BroughtSignature("чужая.p7s", await director.Sign([1]));
        (await Should.ThrowAsync<ArchiveRefused>(() => Sign([.. files, wrong]))).Text().ShouldBe("чужая.p7s: подписан другой файл, не эта опись. Ничего не изменено.");
        (await Shelf()).Signed.ShouldBeEmpty();

        await Sign(files);
        await Sign(files[..1]);
        var stamps = await Act((desk, cancel) => Signer.StampWhereNeeded(desk, Actors.ForCommandLine(TestSchool.School), year, ArchiveKinds.All, cancel));
        stamps.Select(stamp => (stamp.Kind, stamp.Order)).ShouldBe([("J5", 0), ("S25", 0), ("P", 0)]);
        var shelf = await Shelf();
        shelf.Signed.Select(signed => (signed.Event.Kind, signed.Event.Algorithm)).ShouldBe([("J5", "ecdsa-sha256"), ("S25", "ecdsa-sha256"), ("P", "ecdsa-sha256")]);
        // No name of anybody is among what is recorded.
        shelf.Signed.ShouldAllBe(signed => !signed.ToString().Contains("Директорова", StringComparison.Ordinal));

        foreach (var archive in made)
        {
            var now = shelf.Now(shelf.Last(archive.Kind)!);
            var verdict = await new ArchiveVerifier(Archivist.Trust).Verify(Zip(archive), null, TestContext.Current.CancellationToken);
            verdict.Faults.ShouldBeEmpty();
            (verdict.Sha256, verdict.Bytes).ShouldBe((now.Sha256, now.Bytes));
            (shelf.Of(verdict.Sha256), shelf.Of(archive.Sha256)).ShouldBe((shelf.Last(archive.Kind), shelf.Last(archive.Kind)));
            verdict.Signatures.Select(signature => signature.By).ShouldBe([BagSigner.Server, BagSigner.Director, BagSigner.Stamp]);
            var (code, said) = await ArchivedSchool.Shell(
                Archivist.Directory,
                $"""
                unzip -tq {archive.File} && sha256sum -c {archive.File}.sha256 && rm -rf unpacked && unzip -q {archive.File} -d unpacked && cd unpacked/* &&
                sha256sum -c --quiet tagmanifest-sha256.txt && sha256sum -c --quiet manifest-sha256.txt && python3 data/tools/verify.py . &&
                openssl cms -verify -binary -inform DER -in signatures/director.p7s -content tagmanifest-sha256.txt -CAfile {director.Certificate} -purpose any -out /dev/null &&
                openssl ts -verify -data tagmanifest-sha256.txt -in signatures/tagmanifest.tsr -CAfile {authority.Root}; cd - && rm -rf unpacked
                """);
            code.ShouldBe(0, said);
            said.ShouldContain("successful");
            said.ShouldContain("Verification: OK");
        }

        await Ending();
        await TheCommandLine(made[0]);
    }

    [Fact]
    public async Task An_authority_that_is_silent_takes_nothing_from_the_archive()
    {
        authority.Instead = _ => "busy"u8.ToArray();
        var made = await Answer.Beside(school, With, "archive", "make", "--kind", "J5", "--json");
        made.Code.ShouldBe(0, made.Out + made.Error);
        made.Error.ShouldContain("Штамп времени не получен");
        (await Shelf()).Stamped.ShouldBeEmpty();
        authority.Instead = null;
        var asked = await Answer.Beside(school, With, "archive", "stamp", "--json");
        asked.Code.ShouldBe(0, asked.Out + asked.Error);
        asked.Json["stamped"]!.AsArray().Count.ShouldBe(1);
        asked.Json["stamped"]![0]!["order"]!.GetValue<int>().ShouldBe(0);
    }

    /// <summary>What ends within eighteen months is found by the examination and renewed by a command.</summary>
    private async Task Ending()
    {
        (await Answer.Beside(school, With, "doctor")).Out.ShouldContain($"{year} S25 –");
        var renewed = await Answer.Beside(school, With, "archive", "stamp", "--kind", "J5", "--json");
        renewed.Code.ShouldBe(0, renewed.Out + renewed.Error);
        renewed.Json["stamped"]![0]!["order"]!.GetValue<int>().ShouldBe(1);
    }

    private async Task TheCommandLine(MadeArchive archive)
    {
        var verified = await Answer.Of(school.Settings.DataDirectory, new Dictionary<string, string> { ["ELJ_PG"] = "external" }, "archive", "verify", Zip(archive));
        verified.Code.ShouldBe(0, verified.Out + verified.Error);
        verified.Out.ShouldContain("Подпись сервера: ElJournal archive server");
        verified.Out.ShouldContain("Подпись директора: Директорова Вера Сергеевна");
        verified.Out.ShouldContain("Штамп времени: Test time");
        verified.Out.ShouldContain("Продление штампа времени: Test time");
        var again = await Answer.Beside(school, With, "archive", "show", "--json");
        again.Json["signed"]!.AsArray().Count.ShouldBe(3);
    }

    private Dictionary<string, string> With => new() { ["ElJournal__TimeStampAuthority"] = authority.Address };

    private Task Sign(IReadOnlyList<BroughtSignature> files) => Act(async (desk, cancel) =>
    {
        await Signer.Sign(desk, Actors.ForCommandLine(TestSchool.School), year, files, cancel);
        return true;
    });

    private async Task<T> Act<T>(Func<Desk, CancellationToken, Task<T>> act)
    {
        await using var scope = school.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<Desk>(), TestContext.Current.CancellationToken);
    }

    private async Task<ArchiveShelf> Shelf()
    {
        await using var session = school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        return (await session.LoadAsync<ArchiveShelf>(ArchiveShelf.StreamOf(year), TestContext.Current.CancellationToken))!;
    }

    private string Zip(MadeArchive archive) => Path.Combine(Archivist.Directory, archive.File);

    private static async Task<byte[]> Inside(string zip, string path)
    {
        await using var archive = await System.IO.Compression.ZipFile.OpenReadAsync(zip, TestContext.Current.CancellationToken);
        await using var stream = await archive.Entries.Single(entry => entry.FullName.EndsWith("/" + path, StringComparison.Ordinal)).OpenAsync(TestContext.Current.CancellationToken);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }
}
