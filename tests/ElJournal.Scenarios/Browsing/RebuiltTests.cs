using ElJournal.Access.Accounts;
using ElJournal.Accounting.Journal;
using ElJournal.Store;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Browsing;

/// <summary>Every model of the program, thrown away and folded anew from the log, is what it was: in the school that has a bit of everything.</summary>
public sealed class RebuiltTests(EveryPageTests.Journal journal) : IClassFixture<EveryPageTests.Journal>
{
    [Fact]
    public async Task Every_model_folded_anew_equals_the_live_one()
    {
        var school = journal.School;
        await school.CaughtUp();
        var store = school.Services.GetRequiredService<IDocumentStore>();
        var models = ((DocumentStore)store).Options.Projections.All
            .Where(source => source.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(SnapshotOf<>)).ToList();
        models.Count.ShouldBeGreaterThan(30);
        Dictionary<string, string> tables = [];
        foreach (var model in models)
        {
            var name = "mt_doc_" + model.GetType().GetGenericArguments()[0].Name.ToLowerInvariant();
            tables[model.Name] = (await school.AsOwner<string>($"select schemaname || '.' || tablename from pg_tables where tablename = '{name}'")).ShouldNotBeNull(name);
        }
        tables[ChangeProjection.Name] = ChangeProjection.Table;
        var live = await Sums(school, tables);
        live.Values.Count(sum => sum.Length > 0).ShouldBeGreaterThan(25, "the school has a bit of everything");

        foreach (var table in tables.Values) await school.AsOwner<object>($"delete from {table}");
        using (var daemon = await store.BuildProjectionDaemonAsync(TestSchool.School.Value))
        {
            foreach (var name in tables.Keys) await daemon.RebuildProjectionAsync(name, TestContext.Current.CancellationToken);
        }
        var anew = await Sums(school, tables);
        tables.Keys.Where(name => anew[name] != live[name]).ShouldBeEmpty();
    }

    private static async Task<Dictionary<string, string>> Sums(TestSchool school, Dictionary<string, string> tables)
    {
        await using var source = NpgsqlDataSource.Create(school.Settings.OwnerConnection);
        Dictionary<string, string> sums = [];
        foreach (var (name, table) in tables)
        {
            // An account keeps instants of the program's clock, taken when it was recorded; the log has the database's.
            var row = name == ChangeProjection.Name ? "c::text"
                : name == nameof(Account) ? """id || regexp_replace(data::text, '"\d{4}-\d\d-\d\dT[^"]*"', '"instant"', 'g')"""
                : "id || data::text";
            await using var ask = source.CreateCommand($"select coalesce(md5(string_agg({row}, '|' order by {row})), '') from {table} c");
            sums[name] = (string)(await ask.ExecuteScalarAsync())!;
        }
        return sums;
    }
}
