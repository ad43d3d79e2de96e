using System.Diagnostics;
using System.Globalization;
using System.Text;
using ElJournal.Access.Rights;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Imports;
using ElJournal.Store;
using ElJournal.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ElJournal.Benchmarks;

/// <summary>Rows a second of a list of pupils — read, matched, judged, recorded as events with their read models — beside a bare COPY of the same rows.</summary>
internal sealed class Importing(TestCluster cluster, int rows, int times)
{
    private static readonly SchoolId School = SchoolId.From("bench");

    public async Task<Ratio> Measure()
    {
        var owner = await cluster.Databases.CreateAsync("bench_import");
        await using var app = await Ground.Compose(owner, TimeProvider.System, Wolverine.DurabilityMode.MediatorOnly);
        await Migration.AddSchool(app.Services, owner, School);
        await app.StartAsync();
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var first = new DateOnly(today.Month >= 7 ? today.Year : today.Year - 1, 9, 1);
        await Send(app.Services, new FoundSchool(Guid.NewGuid(), School, "Школа", "Europe/Moscow"));
        await Send(app.Services, new OpenSchoolYear(Guid.NewGuid(), YearId.From("year"), first, first.AddMonths(10)));
        await using var source = NpgsqlDataSource.Create(owner);
        await using (var table = source.CreateCommand("create table bare (family text, given text, patronymic text, born text, class text, file text)")) await table.ExecuteNonQueryAsync();

        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = -1; round < times; round++)
        {
            var lines = Lines(round + 1);
            var took = await Load(app.Services, lines);
            var bare = await Copy(source, lines);
            if (round < 0) continue;
            ours.Add(rows / took.TotalSeconds);
            theirs.Add(rows / bare.TotalSeconds);
        }
        await app.StopAsync();
        List<double> ratios = [.. ours.Zip(theirs, (a, b) => a / b)];
        return new Ratio(
            $"Загрузка списка из {rows} обучающихся ({ratios.Spread()})", $"{ours.Median():0} строк/с", $"{theirs.Median():0} строк/с, COPY тех же строк", ratios.Median(), null);
    }

    private string[][] Lines(int round) =>
        [.. Enumerable.Range(0, rows).Select(i => new[] { $"Фамилия{Letters(i)}", $"Имя{Letters(round)}", "Отчество", $"{new DateOnly(2008, 1, 1).AddDays(i % 3000):dd.MM.yyyy}", $"{(i % 11) + 1}{(char)('А' + (i / 11 % 12))}", $"Д-{round}-{i}" })];

    private static async Task<TimeSpan> Load(IServiceProvider services, string[][] lines)
    {
        var text = "Фамилия;Имя;Отчество;Дата рождения;Класс;Личное дело\n" + string.Join('\n', lines.Select(line => string.Join(';', line)));
        var started = Stopwatch.GetTimestamp();
        await using var scope = services.CreateAsyncScope();
        var (report, _) = await scope.ServiceProvider.GetRequiredService<Importer>().Run(
            ImportKinds.Find("pupils")!, TableFile.Read(Encoding.UTF8.GetBytes(text), "list.csv"), new ImportChoices(), false, Actors.ForCommandLine(School));
        return report.Totals[RowOutcome.Create] == lines.Length
            ? Stopwatch.GetElapsedTime(started)
            : throw new InvalidOperationException($"The list was not taken whole: {report.TotalsText()}.");
    }

    private static async Task<TimeSpan> Copy(NpgsqlDataSource source, string[][] lines)
    {
        var started = Stopwatch.GetTimestamp();
        await using var connection = await source.OpenConnectionAsync();
        await using (var writer = await connection.BeginBinaryImportAsync("copy bare from stdin (format binary)"))
        {
            foreach (var line in lines) await writer.WriteRowAsync(default, [.. line]);
            await writer.CompleteAsync();
        }
        return Stopwatch.GetElapsedTime(started);
    }

    private static async Task Send(IServiceProvider services, ICommand command)
    {
        await using var scope = services.CreateAsyncScope();
        if ((await scope.ServiceProvider.GetRequiredService<Desk>().Send(command, Actors.ForCommandLine(School))).Refusal is { } refusal) throw new InvalidOperationException(refusal.Text());
    }

    private static string Letters(int n) => string.Concat(n.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('а' + digit - '0')));
}
