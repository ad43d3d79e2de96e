using System.Text.Json;
using System.Text.Json.Nodes;
using ElJournal.Access.Rights;
using ElJournal.Host;
using ElJournal.Kernel;
using ElJournal.Setup.Imports;
using ElJournal.Setup.Imports.Kinds;
using ElJournal.Setup.Register;
using ElJournal.Setup.Tests.Imports;
using ElJournal.Store;
using ElJournal.Testing;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Sample;

/// <summary>The whole program on a real PostgreSQL, with the sample school built once for all the tests of the class.</summary>
public sealed class SampleSchoolOnPostgres : IAsyncLifetime
{
    private readonly string folder = Path.Combine(RealFiles.Root.FullName, "tests", "ElJournal.Testing", "Sample");
    private TestCluster cluster = null!;
    private WebApplication app = null!;

    private static DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow")).DateTime);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Actor Actor => Actors.ForCommandLine(SampleSchool.School);

    public async ValueTask InitializeAsync()
    {
        cluster = await TestCluster.StartAsync();
        var owner = await cluster.Databases.CreateAsync("sample");
        app = HostApp.Build(new HostSettings(await Migration.MakeRole(owner, null), owner, Directory.CreateTempSubdirectory("eljournal-sample-").FullName), ["--applicationName=eljournal"], builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));
        await Migration.Apply(app.Services, owner);
        await Migration.AddSchool(app.Services, owner, SampleSchool.School);
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task The_register_as_it_was_a_moment_ago_is_the_register_as_it_is_and_before_the_first_event_there_was_none()
    {
        await Build();
        await using var session = Store.QuerySession(SampleSchool.School.Value);
        var now = await SchoolState.Now(session, Cancel);
        var then = await SchoolState.Then(session, DateTimeOffset.UtcNow.AddMinutes(1), Cancel);
        Written(then).ShouldBe(Written(now));
        (await SchoolState.Then(session, DateTimeOffset.UtcNow.AddYears(-1), Cancel)).Year.ShouldBeNull();

        // The database and the log have orders of their own: every list is held by what is in it.
        static string Written(SchoolState state) => string.Join('\n', JsonSerializer.SerializeToNode(state)!.AsObject().Select(part =>
            part.Value is JsonArray list ? $"{part.Key}: {string.Join('\n', list.Select(item => item!.ToJsonString()).Order(StringComparer.Ordinal))}" : $"{part.Key}: {part.Value?.ToJsonString()}"));
    }

    [Fact]
    public async Task The_sample_is_built_by_commands_and_neither_building_nor_importing_nor_sending_twice_changes_anything()
    {
        await Build();
        var events = await Events();

        await using (var session = Store.QuerySession(SampleSchool.School.Value))
        {
            var roster = (await session.LoadAsync<ClassRoster>("8b", Cancel)).ShouldNotBeNull();
            roster.Pupils.Count.ShouldBe(22);
            roster.Pupils.ShouldAllBe(p => p.Left == null);
            var year = await session.Query<YearCalendar>().SingleAsync(Cancel);
            year.TermOn(Today, 8).ShouldNotBeNull();
            (await session.LoadAsync<UnitTimetable>("timetable/8b", Cancel)).ShouldNotBeNull().On(Today, 8, year).ShouldContain(s => s.Course == SampleSchool.Course);
            (await session.LoadAsync<CoursePlan>("plan/algebra-8b", Cancel)).ShouldNotBeNull().Items.Count.ShouldBe(102);
            (await session.LoadAsync<CourseCard>("course/algebra-8b", Cancel)).ShouldNotBeNull().TeacherOn(Today)!.Teacher.ShouldBe(SampleSchool.Teacher);
            var pupils = await session.Query<PupilCard>().ToListAsync(Cancel);
            var cards = await app.Services.GetRequiredService<Openings>().Read<PersonCard>(SampleSchool.School, pupils.Select(p => p.Card), Cancel);
            cards.Count.ShouldBe(64);
            cards.Values.Count(c => c.ListName == "Кузнецова Анна").ShouldBeGreaterThanOrEqualTo(2);
        }

        await Build();
        var again = await Pupils("pupils.csv");
        again.Totals[RowOutcome.Unchanged].ShouldBe(64);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await using var reading = Store.QuerySession(SampleSchool.School.Value);
            var course = await new PlanTarget(Class: "8 «Б»", Subject: "алгебра").Find("", reading, TimeProvider.System, Cancel);
            var (plan, _) = await scope.ServiceProvider.GetRequiredService<Importer>().Run(
                new PlanKind(), TableFile.Read(Path.Combine(folder, "plans", "algebra-8.csv")), new ImportChoices(Course: course), false, Actor, Cancel);
            plan.Totals[RowOutcome.Unchanged].ShouldBe(102);
        }
        (await Events()).ShouldBe(events);

        await TakeListWithChanges();
        await RepeatCommand();
    }

    /// <summary>One row new with its class, one moved, one faulty: foreseen and done alike, and done once.</summary>
    private async Task TakeListWithChanges()
    {
        var before = await Events();
        const string Csv = "Фамилия;Имя;Отчество;Пол;Дата рождения;Класс;Личное дело\nНовикова;Яна;Олеговна;Ж;01.02.2012;8В;Н-9001\nАбдуллин;Тимур;Ринатович;М;06.05.2013;8А;А-643\n;Пётр;;;;8А;\n";
        var file = TableFile.Read(System.Text.Encoding.UTF8.GetBytes(Csv), "list.csv");
        var foreseen = await Run(file, dryRun: true);
        (await Events()).ShouldBe(before);
        var done = await Run(file);
        done.Rows.ShouldBe(foreseen.Rows);
        done.Rows.Select(r => r.Outcome).ShouldBe([RowOutcome.Create, RowOutcome.Update, RowOutcome.Error]);
        // A class formed, a pupil enrolled and placed, another moved; and the load itself.
        (await Events()).ShouldBe(before + 5);
        (await Run(file)).Totals[RowOutcome.Unchanged].ShouldBe(2);
        (await Events()).ShouldBe(before + 5);
    }

    /// <summary>The same command id twice is one event, another id meets the rules.</summary>
    private async Task RepeatCommand()
    {
        var before = await Events();
        var command = new AddSubject(Guid.NewGuid(), SubjectId.From("astronomy"), "Астрономия");
        await using var scope = app.Services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<Desk>();
        (await desk.Send(command, Actor)).IsAccepted.ShouldBeTrue();
        (await desk.Send(command, Actor)).IsAccepted.ShouldBeTrue();
        (await desk.Send(command with { CommandId = Guid.NewGuid(), Subject = SubjectId.From("other") }, Actor)).Refusal!.Kind.ShouldBe(Refusals.SubjectIsListed);
        (await Events()).ShouldBe(before + 1);
    }

    private IDocumentStore Store => app.Services.GetRequiredService<IDocumentStore>();

    private async Task Build()
    {
        await using var scope = app.Services.CreateAsyncScope();
        await SampleSchool.Of(scope.ServiceProvider).Build(folder, Today, Actor);
    }

    private Task<ImportReport> Pupils(string name) => Run(TableFile.Read(Path.Combine(folder, name)));

    private async Task<ImportReport> Run(TableFile file, bool dryRun = false)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<Importer>().Run(new PupilKind(), file, new ImportChoices(), dryRun, Actor)).Report;
    }

    /// <summary>Of the register; the accounts of its people open by themselves, in their own time.</summary>
    private async Task<long> Events()
    {
        await using var count = app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select count(*) from journal.mt_events where type like 'setup.%'");
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
