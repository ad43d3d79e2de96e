using ElJournal.Integrity.Notes;
using ElJournal.Integrity.Verifying;
using Shouldly;
using Xunit;

namespace ElJournal.Integrity.Tests.Sealing;

/// <summary>What one who owns the database may do to rows, leaves and checkpoints, and how verification names it.</summary>
public sealed class Tampering(SealCluster cluster) : SchoolWithSealedGrades(cluster)
{
    [Fact]
    public async Task An_untouched_log_is_whole()
    {
        var verification = await Verify();
        verification.Broken.ShouldBeEmpty();
        verification.Size.ShouldBe(Grades + 1);
        verification.Unsealed.ShouldBe(0);
        verification.Current!.Checkpoints.ShouldBe(2);
        var checkpoint = Checkpoint.Parse(SignedNote.Parse(verification.Current.Note!).Text);
        checkpoint.ShouldBe(new Checkpoint($"{Host}/school7/{Year}", Grades + 1, verification.Current.Root));
    }

    [Fact]
    public async Task An_edited_mark_is_named()
    {
        await Touch($$"""update journal.mt_events set data = jsonb_set(data, '{Value}', '5') where id = '{{Events[9]}}'""");
        var broken = (await Verify()).Broken.ShouldHaveSingleItem();
        broken.ShouldBe(new Broken(Damage.DataChanged, Year, 9, await SeqOf(9), Events[9], "lesson/algebra-7b/2026-09-01/4", 1));
        broken.Text(new System.Globalization.CultureInfo("ru-RU")).ShouldBe("содержание не то, что было опечатано");
    }

    [Theory]
    [InlineData("timestamp = timestamp + interval '1 microsecond'")]
    [InlineData("user_name = 'teacher-2'")]
    [InlineData("user_name = null")]
    [InlineData("type = 'accounting.grade_recorded.v2'")]
    [InlineData("version = 3")]
    [InlineData("stream_id = 'lesson/algebra-7b/2026-09-01/99'")]
    [InlineData("id = '11111111-1111-4111-8111-111111111111'")]
    [InlineData("headers = jsonb_set(headers, '{role}', '\"DeputyHead\"')")]
    [InlineData("headers = headers - 'channel'")]
    [InlineData("headers = headers || '{\"permit\": \"correction-1\"}'")]
    [InlineData("data = jsonb_set(data, '{Value}', '5.0')")]
    public async Task Any_other_sealed_fact_changed_is_named(string change)
    {
        await Touch($"update journal.mt_events set {change} where id = '{Events[10]}'");
        var broken = (await Verify()).Broken.ShouldHaveSingleItem();
        (broken.What, broken.Index).ShouldBe((Damage.DataChanged, 10L));
    }

    [Theory]
    [InlineData("mt_dotnet_type = 'Renamed, In.A.Release'")]
    [InlineData("is_archived = true")]
    [InlineData("correlation_id = 'x'")]
    public async Task What_is_not_sealed_may_change(string change)
    {
        await Touch($"update journal.mt_events set {change} where id = '{Events[10]}'");
        (await Verify()).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task A_deleted_row_is_named_with_its_stream()
    {
        var seq = await SeqOf(9);
        await Touch($"delete from journal.mt_events where id = '{Events[9]}'");
        (await Verify()).Broken.ShouldHaveSingleItem()
            .ShouldBe(new Broken(Damage.RowMissing, Year, 9, seq, Events[9], "lesson/algebra-7b/2026-09-01/4", 1));
    }

    [Fact]
    public async Task Two_rows_that_changed_places_are_named()
    {
        await Touch(
            $"""
            update journal.mt_events set seq_id = -1 where id = '{Events[4]}';
            update journal.mt_events set seq_id = {await SeqOf(4)} where id = '{Events[9]}';
            update journal.mt_events set seq_id = {await SeqOf(9)} where id = '{Events[4]}';
            """);
        (await Verify()).Broken.Select(broken => (broken.What, broken.Index, broken.EventId))
            .ShouldBe([(Damage.RowSwapped, 4L, Events[9]), (Damage.RowSwapped, 9L, Events[4])]);
    }

    [Fact]
    public async Task Two_marks_that_changed_places_are_named()
    {
        await Touch(
            $"""
            update journal.mt_events e set data = other.data from journal.mt_events other
            where (e.id, other.id) in (('{Events[4]}', '{Events[9]}'), ('{Events[9]}', '{Events[4]}'))
            """);
        (await Verify()).Broken.Select(broken => (broken.What, broken.Index)).ShouldBe([(Damage.RowSwapped, 4L), (Damage.RowSwapped, 9L)]);
    }

    [Fact]
    public async Task A_row_inserted_with_an_old_number_is_named_and_never_sealed()
    {
        var row = Guid.NewGuid();
        await Insert(row, seq: "-5", at: "timestamp");
        (await Log.SealPending()).ShouldBe(0);
        var broken = (await Verify()).Broken.ShouldHaveSingleItem();
        (broken.What, broken.Seq, broken.EventId, broken.Stream).ShouldBe((Damage.InsertedOlderThanCheckpoint, -5L, row, "lesson/algebra-7b/2026-09-01/4"));
    }

    [Fact]
    public async Task A_row_inserted_with_a_new_number_and_an_old_date_is_named()
    {
        var row = Guid.NewGuid();
        await Insert(row, seq: "1000", at: "timestamp - interval '1 month'");
        var broken = (await Verify()).Broken.ShouldHaveSingleItem();
        (broken.What, broken.EventId).ShouldBe((Damage.InsertedOlderThanCheckpoint, row));
    }

    [Fact]
    public async Task A_new_row_waits_to_be_sealed()
    {
        await Database.Record(5, "lesson/algebra-7b/2026-09-02/1");
        var verification = await Verify();
        (verification.IsIntact, verification.Unsealed).ShouldBe((true, 1));
    }

    [Fact]
    public async Task An_altered_leaf_is_told_from_an_altered_row()
    {
        await Touch($"update integrity.leaves set hash = sha256('x') where event_id = '{Events[9]}'");
        var broken = (await Verify()).Broken;
        broken.ShouldContain(finding => finding.What == Damage.LeafAltered && finding.Index == 9);
        broken.ShouldNotContain(finding => finding.What == Damage.DataChanged);
    }

    [Fact]
    public async Task A_row_and_its_leaf_rewritten_together_miss_the_signed_root()
    {
        await Touch($$"""update journal.mt_events set data = jsonb_set(data, '{Value}', '5') where id = '{{Events[9]}}'""");
        var forged = (await Verify()).Current!.Root;
        await Touch($"update integrity.leaves set hash = decode('{await HashNow(9)}', 'hex') where event_id = '{Events[9]}'");
        var verification = await Verify();
        verification.Current!.Root.ShouldBe(forged);
        var broken = verification.Broken.Single(finding => finding.What == Damage.RootDiffers);
        (broken.From, broken.Index).ShouldBe((9L, 20L));
        verification.Broken.ShouldNotContain(finding => finding.What == Damage.DataChanged);
    }

    [Fact]
    public async Task A_tail_cut_off_with_its_leaves_is_shorter_than_the_checkpoint()
    {
        await CutTail();
        var verification = await Verify();
        verification.Broken.ShouldContain(finding => finding.What == Damage.ShorterThanCheckpoint && finding.Index == 15);
    }

    [Fact]
    public async Task A_tail_cut_off_with_leaves_checkpoint_and_state_is_shorter_than_a_checkpoint_kept_outside()
    {
        var kept = await Log.LatestCheckpoint();
        await Touch("delete from journal.mt_events where seq_id > 9; delete from integrity.leaves where idx > 8; delete from integrity.checkpoints where size > 9");
        await Touch("delete from integrity.ranges; delete from integrity.marks");
        await Touch("insert into integrity.ranges select 'school7', year, 9, '' from integrity.logs");
        (await Verify()).Broken.ShouldNotContain(finding => finding.What == Damage.ShorterThanCheckpoint);
        (await Verify(kept!)).Broken.ShouldContain(finding => finding.What == Damage.ShorterThanCheckpoint && finding.Index == 9);
    }

    [Fact]
    public async Task A_whole_log_cut_off_is_shorter_than_a_checkpoint_kept_outside()
    {
        var kept = await Log.LatestCheckpoint();
        await Touch("delete from journal.mt_events; truncate integrity.logs, integrity.leaves, integrity.checkpoints, integrity.ranges, integrity.marks");
        (await Verify()).IsIntact.ShouldBeTrue();
        (await Verify(kept!)).Broken.ShouldHaveSingleItem().What.ShouldBe(Damage.ShorterThanCheckpoint);
    }

    [Fact]
    public async Task A_log_sealed_anew_with_the_same_key_does_not_grow_out_of_the_checkpoint_kept_outside()
    {
        var kept = await Log.LatestCheckpoint();
        await Touch($$"""update journal.mt_events set data = jsonb_set(data, '{Value}', '5') where id = '{{Events[9]}}'""");
        await Touch("truncate integrity.logs, integrity.leaves, integrity.checkpoints, integrity.ranges, integrity.marks");
        await Log.SealPending();
        (await Verify()).IsIntact.ShouldBeTrue();
        (await Verify(kept!)).Broken.ShouldHaveSingleItem().What.ShouldBe(Damage.RootDiffers);
    }

    [Fact]
    public async Task A_checkpoint_signed_by_another_key_is_named()
    {
        var forged = Checkpoint.Parse((await Log.LatestCheckpoint())!.Text).Sign(new SigningKey(new byte[32]));
        await Database.Execute("update integrity.checkpoints set note = $1 where size = 21", forged.ToString());
        (await Verify()).Broken.ShouldHaveSingleItem().What.ShouldBe(Damage.CheckpointForged);
    }

    [Fact]
    public async Task A_leaf_taken_out_and_a_range_rewritten_are_named()
    {
        await Touch($"delete from integrity.leaves where event_id = '{Events[9]}'; update integrity.ranges set range = sha256('x') || range");
        var found = (await Verify()).Broken.Select(finding => finding.What).ToList();
        found.ShouldContain(Damage.LeafMissing);
        found.ShouldContain(Damage.StateAltered);
    }

    private Task Touch(string sql) => Database.Execute(sql);

    private Task CutTail() => Touch("delete from journal.mt_events where seq_id > 15; delete from integrity.leaves where idx >= 15");

    private Task Insert(Guid id, string seq, string at) => Touch(
        $"""
        insert into journal.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, user_name)
        select {seq}, '{id}', stream_id, 77, data, type, {at}, tenant_id, mt_dotnet_type, user_name from journal.mt_events where id = '{Events[9]}'
        """);

    /// <summary>The leaf of the row as it stands now, found by sealing a copy of the tables' content anew.</summary>
    private async Task<string> HashNow(int index)
    {
        await Touch("create table kept as table integrity.leaves; truncate integrity.leaves, integrity.logs, integrity.ranges, integrity.marks");
        await Touch("create table kept_checkpoints as table integrity.checkpoints; truncate integrity.checkpoints");
        await Log.SealPending();
        var hash = await Database.Ask<string>($"select encode(hash, 'hex') from integrity.leaves where event_id = '{Events[index]}'");
        await Touch("delete from integrity.leaves; insert into integrity.leaves table kept; drop table kept");
        await Touch("delete from integrity.checkpoints; insert into integrity.checkpoints table kept_checkpoints; drop table kept_checkpoints");
        return hash;
    }
}
