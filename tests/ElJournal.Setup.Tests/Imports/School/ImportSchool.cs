using System.Text;
using ElJournal.Access.Rights;
using ElJournal.Host;
using ElJournal.Kernel;
using ElJournal.Setup.Imports;
using ElJournal.Store;
using ElJournal.Testing;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Xunit;

namespace ElJournal.Setup.Tests.Imports.School;

/// <summary>An empty school with an open year on a real database: what a new installation has before its first list.</summary>
public sealed class ImportSchool : IAsyncLifetime
{
    public static readonly SchoolId School = SchoolId.From("imports");

    private TestCluster cluster = null!;

    public WebApplication App { get; private set; } = null!;

    public IDocumentStore Store => App.Services.GetRequiredService<IDocumentStore>();

    public static Actor Actor => Actors.ForCommandLine(School);

    public async ValueTask InitializeAsync()
    {
        cluster = await TestCluster.StartAsync();
        var owner = await cluster.Databases.CreateAsync("imports");
        App = HostApp.Build(
            new HostSettings(await Migration.MakeRole(owner, null), owner, Directory.CreateTempSubdirectory("eljournal-imports-").FullName),
            ["--applicationName=eljournal"], builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));
        await Migration.Apply(App.Services, owner);
        await Migration.AddSchool(App.Services, owner, School);
        App.Urls.Add("http://127.0.0.1:0");
        await App.StartAsync();
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var first = new DateOnly(today.Month >= 7 ? today.Year : today.Year - 1, 9, 1);
        await Send(new FoundSchool(Guid.NewGuid(), School, "Школа", "Europe/Moscow"));
        await Send(new OpenSchoolYear(Guid.NewGuid(), YearId.From("year"), first, first.AddMonths(10)));
    }

    public async Task<Outcome> Send(ICommand command, Actor? actor = null)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Desk>().Send(command, actor ?? Actor);
    }

    /// <summary>Looks a text through and takes it in.</summary>
    public Task<(ImportReport Report, ImportId? Import)> Load(string kind, string text, ImportChoices? choices = null) =>
        Load(kind, TableFile.Read(Encoding.UTF8.GetBytes(text), "список.csv"), choices);

    public async Task<(ImportReport Report, ImportId? Import)> Load(string kind, TableFile file, ImportChoices? choices = null)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Importer>().Run(ImportKinds.Find(kind)!, file, choices ?? new ImportChoices(), false, Actor);
    }

    public async Task<ImportCheck> Check(string kind, string text, ImportChoices? choices = null)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Importer>()
            .Check(ImportKinds.Find(kind)!, TableFile.Read(Encoding.UTF8.GetBytes(text), "список.csv"), choices ?? new ImportChoices(), Actor);
    }

    public async Task<Outcome> Undo(ImportId import)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Importer>().Undo(import, Guid.NewGuid(), Actor);
    }

    public async Task<long> Events()
    {
        await using var count = App.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select count(*) from journal.mt_events where type like 'setup.%'");
        return (long)(await count.ExecuteScalarAsync())!;
    }

    /// <summary>Waits for what the program does by itself: until the count is more than nought.</summary>
    public async Task Until(string count)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (await timer.WaitForNextTickAsync(limit.Token))
        {
            await using var command = App.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(count);
            if ((long)(await command.ExecuteScalarAsync(limit.Token))! > 0) return;
        }
    }

    /// <summary>Every document of the register but the loads themselves, as text.</summary>
    public async Task<IReadOnlyList<string>> Register()
    {
        string[] tables = ["curriculum", "pupilcard", "staffcard", "guardiancard", "classroster", "subjectcard", "coursecard", "courseplan", "unittimetable", "studygroupcard", "yearcalendar"];
        var found = new List<string>();
        foreach (var table in tables)
        {
            await using var read = App.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
                $"select id || ' ' || (data - 'version')::text from journal.mt_doc_{table} where tenant_id = '{School}' order by id");
            await using var rows = await read.ExecuteReaderAsync();
            while (await rows.ReadAsync()) found.Add($"{table} {rows.GetString(0)}");
        }
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await cluster.DisposeAsync();
    }
}
