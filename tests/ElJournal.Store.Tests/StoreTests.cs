using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Wolverine;
using Xunit;

namespace ElJournal.Store.Tests;

/// <summary>What the event store promises, on a real database.</summary>
public sealed class StoreTests : IAsyncLifetime
{
    private TestSchool _school = null!;
    private LessonId _lesson = null!;
    private IReadOnlyList<PupilId> _pupils = [];

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start();
        (_lesson, _pupils) = await _school.TodaysLesson();
    }

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    private EnterCells Five(Guid id) => new(new EnterCell(id, _lesson, _pupils[0], "5", 0));

    private async Task<IReadOnlyList<Outcome>> Enter(params EnterCell[] cells)
    {
        await using var scope = _school.Services.CreateAsyncScope();
        return [.. (await scope.ServiceProvider.GetRequiredService<Desk>().Send(cells, TestSchool.Teacher, default)).Select(e => e.Outcome)];
    }

    private Task<long> Count(Guid id) => _school.AsOwner<long>($"select count(*) from journal.mt_events where id = '{id}' or causation_id = '{id}'");

    [Fact]
    public async Task A_command_sent_twice_is_done_once_and_answered_the_same()
    {
        var id = Guid.NewGuid();
        (await _school.Send(Five(id), TestSchool.Teacher)).IsAccepted.ShouldBeTrue();
        (await _school.Send(new EnterCells(new EnterCell(Guid.NewGuid(), _lesson, _pupils[0], "4", 2, "typo")), TestSchool.Teacher)).IsAccepted.ShouldBeTrue();
        // The cell is no longer what the first sending saw, yet the repetition is accepted and changes nothing.
        (await _school.Send(Five(id), TestSchool.Teacher)).IsAccepted.ShouldBeTrue();
        (await Count(id)).ShouldBe(2);
    }

    [Fact]
    public async Task Sixteen_sendings_at_once_record_one_grade()
    {
        var id = Guid.NewGuid();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => _school.Send(Five(id), TestSchool.Teacher)));
        outcomes.ShouldAllBe(outcome => outcome.IsAccepted);
        (await Count(id)).ShouldBe(2);
    }

    [Fact]
    public async Task Two_who_change_one_cell_do_not_overwrite_each_other_unseen()
    {
        (await _school.Send(Five(Guid.NewGuid()), TestSchool.Teacher)).IsAccepted.ShouldBeTrue();
        var outcomes = await Task.WhenAll(
            _school.Send(new EnterCells(new EnterCell(Guid.NewGuid(), _lesson, _pupils[0], "4", 2, "typo")), TestSchool.Teacher),
            _school.Send(new EnterCells(new EnterCell(Guid.NewGuid(), _lesson, _pupils[0], "3", 2, "typo")), TestSchool.Deputy));
        outcomes.Count(o => o.IsAccepted).ShouldBe(1);
        outcomes.Single(o => !o.IsAccepted).Refusal!.Kind.ShouldBe(Accounting.Refusals.CellIsChanged);
    }

    [Fact]
    public async Task Thirty_first_entries_in_one_lesson_at_once_are_all_recorded()
    {
        var outcomes = await Task.WhenAll(_pupils.Take(8).Select(p => _school.Send(new EnterCells(new EnterCell(Guid.NewGuid(), _lesson, p, "5", 0)), TestSchool.Teacher)));
        outcomes.ShouldAllBe(outcome => outcome.IsAccepted);
        (await _school.AsOwner<long>($"select count(*) from journal.mt_events where stream_id = '{_lesson.Stream}'")).ShouldBe(9);
        (await _school.AsOwner<long>($"select count(distinct version) from journal.mt_events where stream_id = '{_lesson.Stream}'")).ShouldBe(9);
    }

    [Fact]
    public async Task Entries_sent_again_in_other_company_are_recorded_once()
    {
        EnterCell[] cells = [.. _pupils.Take(4).Select(p => new EnterCell(Guid.NewGuid(), _lesson, p, "5/4", 0))];
        (await Enter(cells[0], cells[1])).ShouldAllBe(o => o.IsAccepted);
        (await Enter(cells[3], cells[1], cells[2])).ShouldAllBe(o => o.IsAccepted);
        (await _school.AsOwner<long>($"select count(*) from journal.mt_events where stream_id = '{_lesson.Stream}'")).ShouldBe(9);
        foreach (var cell in cells)
        {
            (await _school.AsOwner<long>($"select count(*) from journal.mt_events where causation_id = '{cell.Id}' and data ? 'grade'")).ShouldBe(2);
            (await _school.AsOwner<long>($"select count(*) from journal.mt_events where id = '{cell.Id}'")).ShouldBe(1);
        }
    }

    [Fact]
    public async Task The_same_entries_sent_in_two_groups_at_once_are_recorded_once()
    {
        EnterCell[] cells = [.. _pupils.Take(6).Select(p => new EnterCell(Guid.NewGuid(), _lesson, p, "5", 0))];
        var outcomes = await Task.WhenAll(Enter(cells), Enter(cells[3..]), Enter([.. cells.Reverse()]));
        outcomes.SelectMany(o => o).ShouldAllBe(o => o.IsAccepted);
        (await _school.AsOwner<long>($"select count(*) from journal.mt_events where stream_id = '{_lesson.Stream}'")).ShouldBe(7);
    }

    [Fact]
    public async Task An_entry_is_refused_by_itself_and_its_neighbours_are_recorded()
    {
        var outcomes = await Enter(
            new EnterCell(Guid.NewGuid(), _lesson, _pupils[0], "5", 0), new EnterCell(Guid.NewGuid(), _lesson, _pupils[1], "9", 0),
            new EnterCell(Guid.NewGuid(), _lesson, _pupils[2], "Н", 0), new EnterCell(Guid.NewGuid(), _lesson, _pupils[0], "4", 2, "typo"));
        outcomes.Select(o => o.IsAccepted).ShouldBe([true, false, true, true]);
        outcomes[1].Refusal!.Kind.ShouldBe(Accounting.Refusals.ValueIsOffScale);
        (await _school.AsOwner<string>($"select string_agg(coalesce(data ->> 'grade', data ->> 'code', ''), ' ' order by version) from journal.mt_events where stream_id = '{_lesson.Stream}'"))
            .ShouldBe(" 5 Н 4");
    }

    [Fact]
    public async Task Events_of_one_command_stand_in_their_order_by_version_and_by_number()
    {
        (await Enter([.. _pupils.Select(p => new EnterCell(Guid.NewGuid(), _lesson, p, "5", 0))])).ShouldAllBe(o => o.IsAccepted);
        (await _school.AsOwner<string>($"""
            select string_agg(coalesce(data ->> 'pupil', 'opened'), ' ' order by seq_id) from journal.mt_events where stream_id = '{_lesson.Stream}'
            """)).ShouldBe("opened " + string.Join(' ', _pupils));
        (await _school.AsOwner<string>($"""
            select string_agg(version::text, ' ' order by seq_id) || ' of ' || (select version from journal.mt_streams where id = '{_lesson.Stream}')
            from journal.mt_events where stream_id = '{_lesson.Stream}'
            """)).ShouldBe($"{string.Join(' ', Enumerable.Range(1, _pupils.Count + 1))} of {_pupils.Count + 1}");
    }

    /// <summary>A newer Marten may bring another function; then AppendFunction must be made anew from it, or left out.</summary>
    [Fact]
    public async Task A_lesson_is_appended_in_one_statement() =>
        (await _school.AsOwner<string>("select pg_get_functiondef('journal.mt_quick_append_events'::regproc)"))!
            .ShouldSatisfyAllConditions(f => f.ShouldContain("from unnest(seqs, event_ids"), f => f.ShouldNotContain("loop"));

    [Fact]
    public async Task Every_event_says_who_in_what_role_by_which_way()
    {
        var id = Guid.NewGuid();
        await _school.Send(Five(id), TestSchool.Teacher);
        (await _school.AsOwner<string>($"select user_name || ' ' || (headers ->> 'role') || ' ' || (headers ->> 'channel') || ' ' || (headers ->> 'session') from journal.mt_events where id = '{id}'"))
            .ShouldBe("sample-teacher teacher web test");
        (await _school.AsOwner<long>("select count(*) from journal.mt_events where user_name is null or causation_id is null or headers ->> 'role' is null")).ShouldBe(0);
    }

    [Fact]
    public async Task A_command_without_an_actor_is_refused_before_its_handler()
    {
        await using var scope = _school.Services.CreateAsyncScope();
        var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();
        var id = Guid.NewGuid();
        await Should.ThrowAsync<InvalidOperationException>(() =>
            bus.InvokeAsync<Outcome>(Five(id), new DeliveryOptions { TenantId = TestSchool.School.Value }));
        (await Count(id)).ShouldBe(0);
    }

    [Fact]
    public async Task An_event_cannot_be_saved_past_the_desk()
    {
        await using var session = _school.Services.GetRequiredService<IDocumentStore>().LightweightSession(TestSchool.School.Value);
        session.Events.StartStream<SubjectCard>("subject/smuggled", new SubjectAdded(new SubjectId("smuggled"), "x"));
        await Should.ThrowAsync<InvalidOperationException>(() => session.SaveChangesAsync());
    }

    [Theory]
    [InlineData("update journal.mt_events set data = '{}'")]
    [InlineData("delete from journal.mt_events")]
    [InlineData("truncate journal.mt_events")]
    [InlineData("truncate journal.mt_events_sample")]
    public async Task Neither_the_application_nor_the_owner_can_change_history(string sql)
    {
        await using var application = new NpgsqlConnection(_school.Settings.ApplicationConnection);
        await application.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, application);
        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Should.ThrowAsync<PostgresException>(() => _school.AsOwner<object>(sql))).SqlState.ShouldBe("EJ001");
    }

    [Fact]
    public async Task Event_time_is_the_databases_in_utc()
    {
        var id = Guid.NewGuid();
        await _school.Send(Five(id), TestSchool.Teacher);
        (await _school.AsOwner<double>($"select extract(epoch from now() - timestamp)::float8 from journal.mt_events where id = '{id}'")).ShouldBeInRange(0, 60);
    }

    [Fact]
    public async Task Words_of_a_correction_lie_in_openings_and_can_be_erased_without_touching_the_event()
    {
        await _school.Send(Five(Guid.NewGuid()), TestSchool.Teacher);
        var id = Guid.NewGuid();
        var note = new Opening("перепутала тетради");
        await _school.Send(new EnterCells(new EnterCell(id, _lesson, _pupils[0], "4", 2, "typo", note)), TestSchool.Teacher);
        (await _school.AsOwner<string>($"select data ->> 'note' from journal.mt_events where id = '{id}'"))!.ShouldNotContain("тетради");
        (await _school.AsOwner<string>($"select data -> 'note' ->> 'commitment' from journal.mt_events where id = '{id}'")).ShouldBe(note.Sealed.Commitment);
        var openings = _school.Services.GetRequiredService<Openings>();
        (await openings.Read(TestSchool.School, [note.Id], TestContext.Current.CancellationToken))[note.Id].ShouldBe("перепутала тетради");
        await _school.AsOwner<object>($"delete from openings.opening where id = '{note.Id}'");
        (await openings.Read(TestSchool.School, [note.Id], TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Words_of_a_refused_command_are_not_kept()
    {
        var note = new Opening("лишнее");
        (await _school.Send(new EnterCells(new EnterCell(Guid.NewGuid(), _lesson, _pupils[0], "9", 0, "typo", note)), TestSchool.Teacher)).IsAccepted.ShouldBeFalse();
        (await _school.AsOwner<long>($"select count(*) from openings.opening where id = '{note.Id}'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_stranger_is_refused_and_nothing_is_stored()
    {
        var id = Guid.NewGuid();
        (await _school.Send(Five(id), TestSchool.Teacher with { Grants = Grants.None })).Refusal!.Kind.ShouldBe(Refusals.NotAllowed);
        (await Count(id)).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_stored_in_a_former_shape_is_read_as_it_would_be_written_today()
    {
        await _school.AsOwner<object>("""
            insert into journal.mt_streams (id, tenant_id, type, version, timestamp, created, is_archived)
              select 'course/old', tenant_id, type, 1, now(), now(), false from journal.mt_streams where id = 'course/algebra-8b';
            insert into journal.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, is_archived)
              select 1000000, gen_random_uuid(), 'course/old', 1,
                '{"course":"old","year":"2020-2021","class":"8b","subject":"algebra","hoursPerWeek":3}', 'setup.course_opened.v1', timestamp, tenant_id,
                'ElJournal.Setup.CourseOpened, ElJournal.Setup.Contracts', false
              from journal.mt_events where stream_id = 'course/algebra-8b' and version = 1;
            """);
        await using var session = _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var stored = (await session.Events.FetchStreamAsync("course/old")).ShouldHaveSingleItem();
        var opened = stored.Data.ShouldBeOfType<CourseOpened>();
        (opened.Classes.Single(), opened.Group, opened.Hours, opened.Layer).ShouldBe((ClassId.From("8b"), null, 300, Layers.Core));
    }
}
