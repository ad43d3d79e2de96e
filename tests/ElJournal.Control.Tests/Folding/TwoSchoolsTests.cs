using ElJournal.Control.Tests.Judged;
using ElJournal.Kernel;
using ElJournal.Sample.Loading;
using ElJournal.Sample.Plan;
using ElJournal.Store;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace ElJournal.Control.Tests.Folding;

/// <summary>Two schools of one database: what is folded anew for the one leaves the other's tables as they are.</summary>
public sealed class TwoSchoolsTests : IAsyncLifetime
{
    private EmptyDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await EmptyDatabase.Make();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rebuild_for_one_school_leaves_the_other_alone()
    {
        var other = SampleSchools.Of(2);
        await Migration.AddSchool(database.Services, database.Settings.OwnerConnection, other);
        await Load(SampleSchools.First, 21);
        var before = await Rows();
        before.ShouldAllBe(table => table.Value > 0);
        await Load(other, 22);
        (await Rows()).ShouldBe(before);
    }

    private async Task Load(SchoolId school, long seed)
    {
        var store = database.Services.GetRequiredService<IDocumentStore>();
        await using var owner = NpgsqlDataSource.Create(EventStore.InUtc(database.Settings.OwnerConnection));
        await new BulkLoad(owner, school).Run(new LivedRows(store).Of(new EdgeLife(seed).Live()), cancel: Cancel);
        await new ReadModels(store, owner, school).Fold(cancel: Cancel);
    }

    private async Task<SortedDictionary<string, long>> Rows()
    {
        await using var owner = NpgsqlDataSource.Create(database.Settings.OwnerConnection);
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in (string[])["facts.lesson", "facts.grade", "facts.absence", "facts.lesson_notes", "accounting.change", "journal.mt_doc_lesson", "journal.mt_doc_coursecard"])
        {
            await using var ask = owner.CreateCommand($"select count(*) from {table} where tenant_id = '{SampleSchools.First}'");
            rows[table] = (long)(await ask.ExecuteScalarAsync(Cancel))!;
        }
        return rows;
    }
}
