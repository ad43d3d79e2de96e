using System.Text;
using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Notes;
using ElJournal.Integrity.Sealing;
using ElJournal.Integrity.Verifying;
using ElJournal.Integrity.Years;
using Npgsql;
using Shouldly;
using Xunit;

namespace ElJournal.Integrity.Tests.Sealing;

public sealed class Sealing(SealCluster cluster) : SchoolWithSealedGrades(cluster)
{
    [Fact]
    public async Task What_is_sealed_is_not_sealed_again()
    {
        (await Log.SealPending()).ShouldBe(0);
        (await Database.Ask<long>("select count(*) from integrity.checkpoints")).ShouldBe(2);
    }

    [Fact]
    public async Task The_tombstone_of_a_failed_event_does_not_stop_the_sealing()
    {
        var id = await Database.Record(5, "lesson/failed/2026-09-03/1");
        await Database.Execute($"alter table journal.mt_events disable trigger user; update journal.mt_events set type = 'mt_tombstone', timestamp = '-infinity' where id = '{id}'; alter table journal.mt_events enable trigger user");
        (await Log.SealPending()).ShouldBe(1);
        (await Verify()).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task Sealers_at_the_same_time_seal_every_event_once()
    {
        for (var i = 0; i < 30; i++)
        {
            await Database.Record(4, $"lesson/history-7b/2026-09-02/{i}");
        }

        var sealedByEach = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Log.SealPending()));
        sealedByEach.Sum().ShouldBe(30);
        (await Verify()).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task A_late_commit_is_sealed_behind_those_that_overtook_it()
    {
        await using var slow = await Database.Source.OpenConnectionAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        var late = Guid.NewGuid();
        await Append(slow, late, "lesson/late/2026-09-03/1");
        var early = await Database.Record(5, "lesson/overtakes/2026-09-03/1");

        (await Log.SealPending()).ShouldBe(1);
        (await Log.SealPending()).ShouldBe(0);
        await transaction.CommitAsync();
        (await Verify()).Unsealed.ShouldBe(1);
        (await Log.SealPending()).ShouldBe(1);

        var verification = await Verify();
        (verification.IsIntact, verification.Unsealed).ShouldBe((true, 0));
        var places = await Database.Ask<long[]>(
            $"select array_agg(idx order by seq) from integrity.leaves where event_id in ('{late}', '{early}')");
        places.ShouldBe([Grades + 2, Grades + 1]);
    }

    [Fact]
    public async Task A_late_commit_behind_whole_batches_is_sealed_as_well()
    {
        const int many = 9000;
        await using (var slow = await Database.Source.OpenConnectionAsync())
        await using (var transaction = await slow.BeginTransactionAsync())
        {
            await Append(slow, Guid.NewGuid(), "lesson/late/2026-09-03/1");
            await Database.Record(SealDatabase.School, "lesson/many/2026-09-03/1", [.. Enumerable.Range(0, many).Select(i => new GradeRecorded("pupil-1", 5, $"{i}"))]);
            (await Log.SealPending()).ShouldBe(many);
            (await LowWater()).ShouldBe(Grades + 1);
            await transaction.CommitAsync();
        }

        (await Log.SealPending()).ShouldBe(1);
        (await Log.SealPending()).ShouldBe(0);
        (await LowWater()).ShouldBe(Grades + 2 + many);
        var verification = await Verify();
        (verification.IsIntact, verification.Unsealed).ShouldBe((true, 0));
    }

    [Fact]
    public async Task The_mark_waits_for_a_running_transaction_and_passes_a_dead_number()
    {
        await using (var slow = await Database.Source.OpenConnectionAsync())
        await using (var transaction = await slow.BeginTransactionAsync())
        {
            await Append(slow, Guid.NewGuid(), "lesson/given-up/2026-09-03/1");
            await Database.Record(5, "lesson/overtakes/2026-09-03/1");
            await Log.SealPending();
            await Log.SealPending();
            (await LowWater()).ShouldBe(Grades + 1);
            await transaction.RollbackAsync();
        }

        await Log.SealPending();
        (await LowWater()).ShouldBe(Grades + 3);
        (await Verify()).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task The_next_year_has_a_log_of_its_own_bound_to_the_one_before()
    {
        var previous = await Log.LatestCheckpoint();
        var opening = await Database.Record(SealDatabase.School, YearLog.StreamOf("2027-2028"), new LogOpened("2027-2028", previous!.ToString()));
        var grade = await Database.Record(3, "lesson/algebra-8b/2027-09-01/1");
        (await Log.SealPending()).ShouldBe(2);

        var verification = await Verify();
        verification.Broken.ShouldBeEmpty();
        verification.Logs.Select(log => (log.Year, log.Size)).ShouldBe([(Year, Grades + 1L), ("2027-2028", 2L)]);
        (await Log.Prove(opening[0]))!.Index.ShouldBe(0);
        (await Log.Prove(grade))!.Index.ShouldBe(1);
        Checkpoint.Parse((await Log.LatestCheckpoint())!.Text).Origin.ShouldBe($"{Host}/school7/2027-2028");

        await Database.Execute("truncate integrity.checkpoints");
        (await Log.Prove(grade)).ShouldBeNull();
    }

    [Fact]
    public async Task Last_year_rewritten_breaks_this_years_opening()
    {
        var previous = await Log.LatestCheckpoint();
        await Database.Record(SealDatabase.School, YearLog.StreamOf("2027-2028"), new LogOpened("2027-2028", previous!.ToString()));
        await Database.Execute($$"""update journal.mt_events set data = jsonb_set(data, '{Value}', '5') where id = '{{Events[9]}}'""");
        await Database.Execute("truncate integrity.logs, integrity.leaves, integrity.checkpoints, integrity.ranges, integrity.marks");
        await Log.SealPending();
        var broken = (await Verify()).Broken.ShouldHaveSingleItem();
        (broken.What, broken.Year).ShouldBe((Damage.RootDiffers, Year));
    }

    [Fact]
    public async Task What_comes_before_the_first_year_is_in_the_log_of_setting_up()
    {
        await Database.Record(5, "pupil/p1", SealDatabase.Neighbour);
        await Database.Record(SealDatabase.Neighbour, YearLog.StreamOf(Year), new LogOpened(Year, null));
        var log = new SealedLog(Database.Source, SealDatabase.Neighbour, Key, Host);
        (await log.SealPending()).ShouldBe(2);
        var verification = await new LogVerifier(Database.Source, Key.PublicKey, Host).Verify(SealDatabase.Neighbour);
        verification.Broken.ShouldBeEmpty();
        verification.Logs.Select(year => year.Origin).ShouldBe([$"{Host}/school8/setup", $"{Host}/school8/{Year}"]);
        (await Verify()).Size.ShouldBe(Grades + 1);
    }

    [Fact]
    public async Task Every_event_is_proved_by_the_bytes_of_its_entry()
    {
        foreach (var (id, index) in Events.Select((id, index) => (id, index)))
        {
            var proof = TlogProof.Parse((await Log.Prove(id))!.ToString());
            proof.Index.ShouldBe(index);
            var entry = await EntryBySql(id);
            var key = Key.Verifier($"{Host}/school7/{Year}");
            proof.Proves(TreeHash.Leaf(Encoding.UTF8.GetBytes(entry)), key.Name, key).ShouldBeTrue(entry);
            proof.Proves(TreeHash.Leaf(Encoding.UTF8.GetBytes(entry.Replace("teacher-1", "teacher-2", StringComparison.Ordinal))), key.Name, key).ShouldBeFalse();
        }

        (await Log.Prove(Guid.NewGuid())).ShouldBeNull();
    }

    [Fact]
    public async Task An_event_that_has_no_canonical_form_stops_the_sealer_by_name()
    {
        var id = await Database.Record(5, "lesson/algebra-7b/2026-09-04/1");
        await Database.Execute($$"""update journal.mt_events set data = jsonb_set(data, '{Value}', '4.5') where id = '{{id}}'""");
        (await Should.ThrowAsync<Integrity.Canonical.NotSealableException>(() => Log.SealPending())).Message.ShouldContain(id.ToString());
        (await Verify()).Unsealed.ShouldBe(1);
    }

    private Task<long> LowWater() => Database.Ask<long>("select low_water from integrity.marks where tenant = 'school7'");

    /// <summary>An append that has taken its number and not yet committed.</summary>
    private static async Task Append(NpgsqlConnection connection, Guid id, string stream)
    {
        await using var command = new NpgsqlCommand(
            $$"""
            insert into journal.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, user_name)
            values (nextval((select oid::regclass from pg_class where relkind = 'S' and relname like 'mt_events_sequence%school%7%')),
                '{{id}}', '{{stream}}', 1, '{"Pupil": "pupil-1", "Value": 5, "Work": ""}', 'accounting.grade_recorded.v1', now(), 'school7', 'teacher-1')
            """,
            connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The entry put together by the database, apart from the code under test; these events' keys sort the same in ASCII.</summary>
    private Task<string> EntryBySql(Guid id) => Database.Ask<string>(
        $$"""
        select '{"actor":' || to_json(user_name) || ',"at":"' || to_char(timestamp at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
            || '","data":{' || (select string_agg(to_json(key) || ':' || value::text, ',' order by key collate "C") from jsonb_each(data))
            || '},"id":"' || id || '","meta":{"channel":"Web","role":"Teacher","session":"s-1"},"seq":' || seq_id || ',"stream":' || to_json(stream_id)
            || ',"tenant":"school7","type":' || to_json(type) || ',"v":1,"ver":' || version || '}'
        from journal.mt_events where id = '{{id}}'
        """);
}
