using System.Text.Json;
using ElJournal.Store.Examining;
using ElJournal.Backups.Proving;
using ElJournal.Integrity;
using ElJournal.Postgres.Copies;
using Shouldly;
using Xunit;

namespace ElJournal.Backups.Tests;

/// <summary>A copy is worth what restoring it shows.</summary>
public sealed class DrillTests
{
    [Fact]
    public async Task A_copy_is_restored_beside_its_root_is_the_logs_and_that_is_recorded()
    {
        await using var school = await LivingSchool.Open();
        (await school.Finding("restore_proven")).Health.ShouldBe(Health.Ill);
        var size = await school.Write(20);
        var copy = await school.Copy();
        var root = await school.AsOwner<string>($"select encode(root, 'hex') from integrity.checkpoints where size = {size}");
        var result = await school.Drill();

        result.IsProven.ShouldBeTrue();
        var tried = result.Logs.ShouldHaveSingleItem();
        tried.Log.Size.ShouldBe(size);
        tried.Log.Root.ShouldBe(root);
        tried.Owed.ShouldBe(size);
        school.Leftovers.ShouldBeEmpty();
        var book = await school.Book();
        book.Proven.ShouldNotBeNull().ShouldBe(new RestoreProven(copy.Label, book.Proven!.Reached, "2026-2027", size, root!, size, 0, book.Proven.Seconds));
        book.Copy!.Label.ShouldBe(copy.Label);
        (await school.Finding("restore_proven")).Health.ShouldBe(Health.Well);
        (await school.Finding("backup")).Health.ShouldBe(Health.Well);
        (await school.AsOwner<long>("select count(*) from journal.mt_events where type = 'backups.restore_proven.v1' and stream_id like 'backups/20%'")).ShouldBe(1);
    }

    [Fact]
    public async Task Entries_after_the_copy_come_back_by_the_stream_and_a_hole_in_it_is_told()
    {
        await using var school = await LivingSchool.Open("go-on");
        await school.Write(5);
        await school.Copy();
        var size = await school.Write(30);
        var whole = await school.Drill();
        whole.IsProven.ShouldBeTrue();
        whole.Logs.Single().Log.Size.ShouldBe(size);

        // The stream goes on in a second file, and the first is lost.
        await school.AsOwner<object>("select pg_switch_wal()");
        var longer = await school.Write(30);
        (await school.Drill()).Logs.Single().Log.Size.ShouldBe(longer);
        foreach (var file in Directory.GetFiles(Path.Combine(school.Copies, "wal")).Order().SkipLast(1)) File.Delete(file);
        var result = await school.Drill();

        result.IsProven.ShouldBeFalse();
        var tried = result.Logs.Single();
        tried.Verdict.ShouldBe(TrialVerdict.Short);
        tried.Log.Size.ShouldBeLessThan(tried.Owed);
        var failed = (await school.Book()).Failed.ShouldNotBeNull();
        (failed.Why, failed.Anchored).ShouldBe(("short", tried.Anchored));
        (await school.Finding("restore_proven")).Health.ShouldBe(Health.Ill);
    }

    [Fact]
    public async Task A_changed_row_in_the_restored_copy_is_named_by_its_leaf()
    {
        await using var school = await LivingSchool.Open();
        await school.Write(10);
        var leaf = await school.AsOwner<long>("select idx from integrity.leaves l join journal.mt_events e on e.seq_id = l.seq where e.data ->> 'label' = 'written-4'");
        await school.AsOwner<object>(
            """
            alter table journal.mt_events disable trigger user;
            update journal.mt_events set data = jsonb_set(data, '{bytes}', '5') where data ->> 'label' = 'written-4';
            alter table journal.mt_events enable trigger user
            """);
        await school.Copy();
        var result = await school.Drill();

        var tried = result.Logs.Single();
        tried.Verdict.ShouldBe(TrialVerdict.Damaged);
        tried.First!.Leaf.ShouldBe(leaf);
        tried.First.Text.ShouldContain("backups/2001");
        var failed = (await school.Book()).Failed.ShouldNotBeNull();
        (failed.Why, failed.Leaf).ShouldBe(("damaged", leaf));
    }

    [Fact]
    public async Task A_checkpoint_from_outside_must_be_reached()
    {
        await using var school = await LivingSchool.Open();
        await school.Write(3);
        await school.Copy();
        var longer = await school.Write(4);
        var note = await (await school.Get<SealedLogs>().Of(LivingSchool.School)).LatestCheckpoint();

        // Not owed by a copy without the stream, but known.
        (await school.Drill()).Logs.Single().ShouldSatisfyAllConditions(tried => tried.Verdict.ShouldBe(TrialVerdict.Proven), tried => tried.Anchored.ShouldBeGreaterThanOrEqualTo(longer));
        (await school.Drill(KeptCheckpoint.Parse(note!.ToString(), default)!)).Logs.Single().Verdict.ShouldBe(TrialVerdict.Short);
    }

    [Fact]
    public async Task What_was_erased_since_the_copy_is_erased_again_in_what_is_restored()
    {
        await using var school = await LivingSchool.Open();
        await school.Write(1);
        var opening = Guid.NewGuid();
        await school.AsOwner<object>($"insert into openings.opening (tenant_id, id, salt, value) values ('school7', '{opening}', '\\x00', 'Петров')");
        await school.Copy();
        await school.AsOwner<object>($"delete from openings.opening where id = '{opening}'");
        var list = JsonSerializer.Serialize(new Dictionary<string, Guid[]> { ["school7"] = [opening] });
        await File.WriteAllTextAsync(Path.Combine(school.Data, "erasures.json"), list);

        (await school.Drill()).Erased.ShouldBe(1);
        (await school.Book()).Proven!.Erased.ShouldBe(1);
        // The list outlives this machine with the next copy.
        await school.Copy();
        (await File.ReadAllTextAsync(Path.Combine(school.Copies, "beside", "erasures.json"))).ShouldBe(list);
    }

    [Fact]
    public async Task Without_the_logs_key_nothing_is_called_proven()
    {
        await using var school = await LivingSchool.Open();
        await school.Write(1);
        await school.Copy();
        File.Delete(Path.Combine(school.Data, "checkpoint-key.pem"));
        (await Should.ThrowAsync<KeyIsMissing>(() => school.Drill())).Message.ShouldContain("checkpoint-key.pem");
        File.Exists(Path.Combine(school.Data, "checkpoint-key.pem")).ShouldBeFalse();
        (await school.Book()).Proven.ShouldBeNull();
        school.Leftovers.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_disk_that_is_full_in_the_middle_leaves_no_half_copy()
    {
        var disk = Directory.CreateTempSubdirectory("eljournal-small-disk-").FullName;
        try
        {
            // Room for some files: how many there will be is known only when the copy has been made.
            await LivingSchool.Run("mount", "-t", "tmpfs", "-o", "size=400m,nr_inodes=400,mode=0755", "tmpfs", disk);
        }
        catch (InvalidOperationException)
        {
            Assert.Skip("Only root can mount a small disk.");
        }

        try
        {
            await using var school = await LivingSchool.Open(copies: disk);
            await school.Write(1);
            (await Should.ThrowAsync<CopyFailed>(school.Copy)).Fault.ShouldBe(CopyFault.RepositoryFull);
            school.Repository.Copies().ShouldBeEmpty();
            Directory.GetDirectories(Path.Combine(disk, "base")).ShouldBeEmpty();
            (await school.Finding("backup")).Health.ShouldBe(Health.Ill);

            await LivingSchool.Run("mount", "-o", "remount,nr_inodes=0", disk);
            var copy = await school.Copy();
            school.Repository.Copies().ShouldBe([copy]);
        }
        finally
        {
            await LivingSchool.Run("umount", disk);
            Directory.Delete(disk);
        }
    }
}
