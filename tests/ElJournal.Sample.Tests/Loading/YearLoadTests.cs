using ElJournal.Access;
using ElJournal.Access.SigningIn;
using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;
using ElJournal.Host;
using ElJournal.Host.SampleYear;
using ElJournal.Integrity;
using ElJournal.Kernel;
using ElJournal.Sample.Living;
using ElJournal.Sample.Loading;
using ElJournal.Sample.Plan;
using ElJournal.Sample.Setting;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace ElJournal.Sample.Tests.Loading;

/// <summary>A year goes into a real database by COPY and is there as if it had been lived in it.</summary>
public sealed class YearLoadTests : IAsyncLifetime
{
    private static readonly LessonId First = new(SmallSchool.Course, new DateOnly(2025, 9, 1), 1);

    private EmptyDatabase _one = null!, _two = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (_one, _two) = (await EmptyDatabase.Make(), await EmptyDatabase.Make());

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Fact]
    public async Task A_loaded_year_is_whole_sealed_and_the_same_in_every_database()
    {
        var plan = SmallSchool.Make(7);
        var (events, root) = await Load(_one, plan);
        events.ShouldBeGreaterThan(60);

        var store = _one.Services.GetRequiredService<IDocumentStore>();
        await using var session = store.QuerySession(SampleSchool.School.Value);
        var lesson = (await session.LoadAsync<Lesson>(First.Stream, Cancel)).ShouldNotBeNull();
        lesson.Topic!.Text.ShouldBe("Рациональные дроби");
        var stored = await session.Events.FetchStreamAsync(First.Stream, token: Cancel);
        stored.Select(e => e.Data.GetType()).ShouldBe([typeof(LessonOpened), typeof(TopicRecorded), typeof(GradeRecorded)]);
        stored[0].Timestamp.UtcDateTime.ShouldBe(new DateTime(2025, 9, 1, 5, 40, 0, DateTimeKind.Utc));
        (stored[0].UserName, stored[0].Header(Provenance.Headers.Channel)).ShouldBe(("staff-sokolova", "web"));
        (await session.LoadAsync<ClassRoster>(SmallSchool.Class.Value, Cancel))!.Pupils.Count.ShouldBe(12);

        // Whoever follows the log has been told that the past is none of its business, or has folded it: nothing goes through the year again at the first start.
        var marks = await Marks(_one);
        ((DocumentStore)store).Options.Projections.AllShards().Select(shard => $"{shard.Name.Name}:All:{SampleSchools.First}").Where(name => marks.GetValueOrDefault(name) < events).ShouldBeEmpty();

        var verifier = await _one.Services.GetRequiredService<SealedLogs>().VerifierOf(SampleSchool.School);
        (await verifier.Verify(SampleSchool.School, [], Cancel)).IsIntact.ShouldBeTrue();

        (await Load(_two, plan)).ShouldBe((events, root), "the same seed");
        (await Load(_two, plan)).ShouldBe((events, root), "what is there stays");
    }

    /// <summary>Whatever day the sample is loaded on, its log is the same: what handlers ask the clock for is the plan's day.</summary>
    [Fact]
    public async Task Commands_of_the_set_up_are_carried_out_on_the_days_of_the_plan()
    {
        var plan = SmallSchool.Make(7);
        await Load(_one, plan);
        var story = Stories.Of(plan).Password!;
        await using var session = _one.Services.GetRequiredService<IDocumentStore>().QuerySession(SampleSchool.School.Value);
        var told = await session.Events.FetchStreamAsync(AccountStream.Of(story.Account), token: Cancel);
        told.Select(e => e.Data).OfType<RoleGranted>().Single().From.ShouldBe(new DateOnly(2025, 8, 20));
        told.Skip(2).Select(e => (e.Data.GetType(), e.UserName)).ShouldBe(
        [
            (typeof(SlipIssued), story.Administrator.Value), (typeof(UndertakingSigned), story.Account.Value),
            (typeof(SlipUsed), story.Account.Value), (typeof(PasswordChanged), story.Account.Value),
            (typeof(LossReported), story.Teacher.Value), (typeof(SlipIssued), story.Administrator.Value),
            (typeof(SlipUsed), story.Account.Value), (typeof(PasswordChanged), story.Account.Value),
        ]);
        told[^1].Timestamp.UtcDateTime.ShouldBe(new DateTime(2025, 10, 7, 15, 52, 0, DateTimeKind.Utc));
    }

    [Fact]
    public async Task Another_seed_is_another_school_and_does_not_go_into_the_first()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("ELJ_YEAR") is not null, "Loads of whole schools, several times over: ./year.sh");
        var (_, root) = await Load(_one, SmallSchool.Make(7));
        (await Load(_two, SmallSchool.Make(8))).Root.ShouldNotBe(root);
        await Should.ThrowAsync<AnotherLog>(Load(_one, SmallSchool.Make(8)));
        (await _one.Services.GetRequiredService<Schools>().All(Cancel)).ShouldBe([SampleSchool.School]);
    }

    /// <summary>Beside these another sample may lie, beside a real school none.</summary>
    [Theory]
    [InlineData("sample", true)]
    [InlineData("sample2", true)]
    [InlineData("school", false)]
    [InlineData("samplers", false)]
    public void A_sample_is_known_by_its_name(string school, bool isOne) => SampleSchools.IsOne(SchoolId.From(school)).ShouldBe(isOne);

    [Fact]
    public void A_slice_is_known_by_the_session_of_its_first_command()
    {
        SampleSchools.DayOf("sample-20261128").ShouldBe(new DateOnly(2026, 11, 28));
        SampleSchools.DayOf("cli").ShouldBeNull();
    }

    [Fact]
    public async Task Two_samples_lie_beside_each_other_in_one_database()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("ELJ_YEAR") is not null, "Loads of whole schools, several times over: ./year.sh");
        var (first, second) = (SmallSchool.Make(7), SmallSchool.Make(8).As(2));
        (second.School.Value, second.Name).ShouldBe(("sample2", "Школа № 13 (образец года)"));
        await Migration.AddSchool(_one.Services, _one.Settings.OwnerConnection, second.School, Cancel);
        var one = await Load(_one, first);
        var other = await Load(_one, second);
        other.Root.ShouldNotBe(one.Root);
        (await Load(_one, first)).ShouldBe(one, "what is there stays");
        (await Load(_two, first)).ShouldBe(one, "nothing of another school is in the log");

        var store = _one.Services.GetRequiredService<IDocumentStore>();
        foreach (var plan in (SchoolPlan[])[first, second])
        {
            await using var session = store.QuerySession(plan.School.Value);
            (await session.Query<Credential>().CountAsync(c => c.Login == "teacher", Cancel)).ShouldBe(1);
            (await session.LoadAsync<SchoolCard>(Streams.School(plan.School), Cancel))!.Name.ShouldBe(plan.Name);
            (await session.LoadAsync<ClassRoster>(SmallSchool.Class.Value, Cancel))!.Pupils.ShouldContain(p => p.Pupil == plan.Pupils[0].Id);
            var verifier = await _one.Services.GetRequiredService<SealedLogs>().VerifierOf(plan.School);
            (await verifier.Verify(plan.School, [], Cancel)).IsIntact.ShouldBeTrue();
        }
    }

    private static Task<(long Events, string Root)> Load(EmptyDatabase database, SchoolPlan plan) => new YearLoader(database.Services, database.Settings)
        .Load(plan, Lived(plan), SampleLogins.Of(plan, () => new Access.SigningIn.PasswordHash("hash", "stamp")), null, Cancel);

    private static IEnumerable<YearEvent> Lived(SchoolPlan plan)
    {
        var teacher = new Actor(plan.Staff[0].Account, Role.Teacher, plan.School, Channel.Web, "phone-1", new Grants([]));
        var at = new DateTime(2025, 9, 1, 5, 40, 0, DateTimeKind.Utc);
        var (topic, grade) = (new Dice(plan.Seed).For("topic").Guid(), new Dice(plan.Seed).For("grade").Guid());
        yield return new YearEvent(at, First.Stream, typeof(Lesson), new LessonOpened(First), teacher, topic);
        yield return new YearEvent(at, First.Stream, typeof(Lesson), new TopicRecorded(First, "Рациональные дроби", 1), teacher, topic);
        yield return new YearEvent(at.AddMinutes(3), First.Stream, typeof(Lesson), new GradeRecorded(First, plan.Pupils[0].Id, 0, "5"), teacher, grade);
    }

    private static async Task<IReadOnlyDictionary<string, long>> Marks(EmptyDatabase database)
    {
        var marks = new Dictionary<string, long>();
        await using var owner = NpgsqlDataSource.Create(database.Settings.OwnerConnection);
        await using var ask = owner.CreateCommand("select name, last_seq_id from journal.mt_event_progression");
        await using var reader = await ask.ExecuteReaderAsync(Cancel);
        while (await reader.ReadAsync(Cancel)) marks[reader.GetString(0)] = reader.GetInt64(1);
        return marks;
    }
}
