using ElJournal.Accounting.Lessons;
using ElJournal.Testing;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Cli;

/// <summary>
/// A superuser with the trigger off touches the events of a school at work; <c>eljournal verify</c>, a process of its own beside the server,
/// names what was done.
/// </summary>
public sealed class TamperedLogTests : IAsyncLifetime
{
    private TestSchool _school = null!;
    private string _lesson = "";

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start();
        var (lesson, pupils) = await _school.TodaysLesson();
        _lesson = lesson.Stream;
        foreach (var pupil in pupils.Take(5))
            (await _school.Send(new EnterCells(new EnterCell(Guid.NewGuid(), lesson, pupil, "5", 0)), TestSchool.Teacher)).IsAccepted.ShouldBeTrue();
        await _school.CaughtUp();
    }

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    /// <param name="deed">SQL over the third and the fifth event of the lesson, <c>{3}</c> and <c>{5}</c>; numbers stand in <c>seq</c>.</param>
    /// <param name="named">What is found and at which of them; nothing else may be named.</param>
    [Theory]
    [InlineData("update journal.mt_events set data = jsonb_set(data, '{grade}', '\"2\"') where id = {3}", "data_changed 3")]
    [InlineData("update journal.mt_events set timestamp = timestamp + interval '1 microsecond' where id = {5}", "data_changed 5")]
    [InlineData("update journal.mt_events set user_name = 'sample-deputy' where id = {3}", "data_changed 3")]
    [InlineData("delete from journal.mt_events where id = {3}", "row_missing 3")]
    [InlineData("update journal.mt_events e set data = o.data from journal.mt_events o where e.id in ({3}, {5}) and o.id in ({3}, {5}) and o.id <> e.id", "row_swapped 3", "row_swapped 5")]
    [InlineData("""
        insert into journal.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, headers, user_name)
        select -5, '00000000-0000-4000-8000-000000000000', stream_id, version + 50, data, type, timestamp, tenant_id, mt_dotnet_type, headers, user_name
        from journal.mt_events where id = {3}
        """, "inserted_older_than_checkpoint new")]
    public async Task What_was_done_is_named_and_nothing_else(string deed, params string[] named)
    {
        var events = new Dictionary<string, string> { ["new"] = "00000000-0000-4000-8000-000000000000" };
        foreach (var n in (int[])[3, 5])
            events[$"{n}"] = (await _school.AsOwner<Guid>($"select id from journal.mt_events where stream_id = '{_lesson}' and version = {n}")).ToString();

        await Touch(deed.Replace("{3}", $"'{events["3"]}'", StringComparison.Ordinal).Replace("{5}", $"'{events["5"]}'", StringComparison.Ordinal));

        var verified = await Verify("--json");
        verified.Code.ShouldBe(1, verified.Out + verified.Error);
        verified.Json["intact"]!.GetValue<bool>().ShouldBeFalse();
        verified.Json["broken"]!.AsArray().Select(b => $"{b!["what"]} {b["eventId"]}").Order()
            .ShouldBe(named.Select(n => n.Split(' ')).Select(n => $"{n[0]} {events[n[1]]}").Order());
        var said = await Verify();
        said.Code.ShouldBe(1);
        said.Out.ShouldContain($"ЖУРНАЛ НАРУШЕН, мест: {named.Length}. Первое: поток {_lesson} №");
    }

    [Fact]
    public async Task A_log_cut_off_is_named()
    {
        await Touch($"delete from journal.mt_events where stream_id = '{_lesson}'; delete from integrity.leaves where stream = '{_lesson}'");
        var verified = await Verify("--json");
        verified.Code.ShouldBe(1, verified.Out + verified.Error);
        verified.Json["broken"]!.AsArray().ShouldContain(b => b!["what"]!.ToString() == "shorter_than_checkpoint");
    }

    [Fact]
    public async Task An_untouched_log_is_whole()
    {
        var verified = await Verify("--json");
        verified.Code.ShouldBe(0, verified.Out + verified.Error);
        verified.Json["intact"]!.GetValue<bool>().ShouldBeTrue();
    }

    private Task Touch(string sql) => _school.AsOwner<object>($"set session_replication_role = replica; {sql}; reset session_replication_role");

    private Task<Answer> Verify(params string[] more) => Answer.Beside(_school, ["verify", .. more]);
}
