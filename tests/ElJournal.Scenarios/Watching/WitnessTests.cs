using System.Net;
using System.Text;
using ElJournal.Accounting.Lessons;
using ElJournal.Integrity;
using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Notes;
using ElJournal.Integrity.Witnessing;
using ElJournal.Store.Examining;
using ElJournal.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Watching;

/// <summary>Two installations: one keeps a journal, the other is its witness over HTTP.</summary>
public sealed class WitnessTests : IAsyncLifetime
{
    private TestSchool _school = null!;
    private TestSchool _region = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Witnesses Witnesses => _school.Services.GetRequiredService<Witnesses>();

    private WitnessPlace Place => WitnessPlace.Read(_school.App.Configuration).Single();

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start();
        var key = _school.Services.GetRequiredService<SealedLogs>().KeyOf(TestSchool.School, "any");
        _region = await TestSchool.Start(builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ElJournal:Witness:Name"] = "witness.example/region",
            ["ElJournal:Witness:Logs:0"] = key.ToString(),
        }));
        _school.App.Configuration["ElJournal:Witnesses:0:Url"] = _region.Address + "/witness";
        _school.App.Configuration["ElJournal:Witnesses:0:Key"] = _region.Services.GetRequiredService<Witness>().Key!.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await _school.DisposeAsync();
        await _region.DisposeAsync();
    }

    [Fact]
    public async Task A_log_is_cosigned_as_it_grows_and_held_to_what_was_seen()
    {
        await Witnesses.Run(Cancel);
        Witnesses.FaultOf(TestSchool.School, Place).ShouldBeNull();
        var first = (await Witnesses.LastOf(TestSchool.School, Place, Cancel))!.Value;
        (await Found()).Health.ShouldBe(Health.Well);

        var (lesson, pupils) = await _school.TodaysLesson();
        (await _school.Send(new EnterCells(new EnterCell(Guid.NewGuid(), lesson, pupils[0], "5", 0)), TestSchool.Teacher)).IsAccepted.ShouldBeTrue();
        await _school.CaughtUp();
        await Witnesses.Run(Cancel);
        Witnesses.FaultOf(TestSchool.School, Place).ShouldBeNull();
        var second = (await Witnesses.LastOf(TestSchool.School, Place, Cancel))!.Value;
        second.Size.ShouldBeGreaterThan(first.Size);
        var note = (await Witnesses.Cosigned(TestSchool.School, Cancel))!;
        note.Signatures.Count.ShouldBe(2);
        Place.Key.Cosigned(note.Text, note.Signatures[1]).ShouldNotBeNull();

        // The school forgot what it was told: it learns the size from the witness.
        await _school.AsOwner<object>("delete from integrity.cosignatures");
        await Witnesses.Run(Cancel);
        Witnesses.FaultOf(TestSchool.School, Place).ShouldBeNull();
        (await Witnesses.LastOf(TestSchool.School, Place, Cancel))!.Value.Size.ShouldBe(second.Size);

        // The database went back to an older copy; the witness did not.
        await _region.AsOwner<object>("insert into integrity.witnessed (origin, size, root, note) select origin, size + 100, root, note from integrity.witnessed order by size desc limit 1");
        await _school.AsOwner<object>("delete from integrity.cosignatures");
        await Witnesses.Run(Cancel);
        Witnesses.FaultOf(TestSchool.School, Place).ShouldBe(WitnessFault.Longer);
        (await Found()).Health.ShouldBe(Health.Ill);
    }

    /// <summary>A client of its own, with the school's key in its hands, tries what the specification forbids.</summary>
    [Fact]
    public async Task What_is_not_the_growth_of_the_log_is_refused()
    {
        await Witnesses.Run(Cancel);
        var (_, size, _) = (await Witnesses.LastOf(TestSchool.School, Place, Cancel))!.Value;
        var log = await _school.Services.GetRequiredService<SealedLogs>().Of(TestSchool.School);
        var seen = Checkpoint.Parse((await log.LatestCheckpoint(Cancel))!.Text);
        var key = SigningKey.LoadOrCreate(_school.Settings.DataDirectory, IntegrityOptions.KeyName);
        var fork = seen with { Size = size + 1, Root = TreeHash.Leaf("another past"u8) };
        string[] proof = [TreeHash.Leaf("x"u8).ToBase64()];

        (await Asked($"old {size}\n{proof[0]}\n\n{fork.Sign(key)}")).ShouldBe((HttpStatusCode.UnprocessableEntity, null));
        (await Asked($"old {size - 1}\n{proof[0]}\n\n{fork.Sign(key)}")).ShouldBe((HttpStatusCode.Conflict, $"{size}\n"));
        (await Asked($"old 0\n\n{fork.Sign(key)}")).ShouldBe((HttpStatusCode.Conflict, $"{size}\n"));
        (await Asked($"old {size}\n\n{(fork with { Size = size }).Sign(key)}")).ShouldBe((HttpStatusCode.Conflict, $"{size}\n"), "the same size with another root");
        (await Asked($"old {size + 2}\n\n{fork.Sign(key)}")).ShouldBe((HttpStatusCode.BadRequest, null));
        (await Asked($"old {size}\n{proof[0]}\n\n{fork.Sign(new SigningKey(new byte[32]))}")).ShouldBe((HttpStatusCode.Forbidden, null));
        (await Asked($"old 0\n\n{(fork with { Origin = "other.example/school/2026-2027" }).Sign(key)}")).ShouldBe((HttpStatusCode.NotFound, null));
        (await Asked("old x\n\nnonsense")).ShouldBe((HttpStatusCode.BadRequest, null));
        (await Asked($"old {size}\n\n{seen.Sign(key)}")).Status.ShouldBe(HttpStatusCode.OK, "the same checkpoint again");
        (await _region.AsOwner<long>("select max(size) from integrity.witnessed")).ShouldBe(size);
    }

    [Fact]
    public async Task Who_is_no_witness_is_not_found()
    {
        using var http = Visit.Stranger(new Uri(_school.Address));
        using var answer = await http.PostAsync("/witness/add-checkpoint", new StringContent("old 0\n\n"), Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<(HttpStatusCode Status, string? Size)> Asked(string body)
    {
        using var http = Visit.Stranger(new Uri(_region.Address));
        using var answer = await http.PostAsync("/witness/add-checkpoint", new StringContent(body, new UTF8Encoding(false), "text/plain"), Cancel);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType == "text/x.tlog.size" ? await answer.Content.ReadAsStringAsync(Cancel) : null);
    }

    private async Task<Finding> Found() => (await _school.Services.GetRequiredService<Examination>().Run(TestSchool.School, Cancel)).Single(f => f.Check == "witness");
}
