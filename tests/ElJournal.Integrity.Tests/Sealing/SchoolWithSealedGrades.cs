using ElJournal.Integrity.Notes;
using ElJournal.Integrity.Sealing;
using ElJournal.Integrity.Verifying;
using ElJournal.Integrity.Years;
using Shouldly;
using Xunit;

namespace ElJournal.Integrity.Tests.Sealing;

/// <summary>A year's log: its opening, then twenty grades, sealed in two batches.</summary>
public abstract class SchoolWithSealedGrades(SealCluster cluster) : IAsyncLifetime
{
    public const string Host = "eljournal.example";
    public const string Year = "2026-2027";
    public const int Grades = 20;

    public static readonly SigningKey Key = new(Enumerable.Repeat((byte)7, 32).ToArray());

    protected SealDatabase Database { get; } = new(cluster);

    protected List<Guid> Events { get; } = [];

    protected SealedLog Log => new(Database.Source, SealDatabase.School, Key, Host);

    public virtual async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        Events.AddRange(await Database.Record(SealDatabase.School, YearLog.StreamOf(Year), new LogOpened(Year, null)));
        for (var i = 0; i < Grades; i++)
        {
            Events.Add(await Database.Record(2 + (i % 4), $"lesson/algebra-7b/2026-09-01/{i / 2}"));
            if (i == 7)
            {
                (await Log.SealPending()).ShouldBe(9);
            }
        }

        (await Log.SealPending()).ShouldBe(12);
    }

    public virtual ValueTask DisposeAsync() => Database.DisposeAsync();

    protected Task<Verification> Verify(params SignedNote[] against) =>
        new LogVerifier(Database.Source, Key.PublicKey, Host).Verify(SealDatabase.School, against);

    protected Task<long> SeqOf(int index) => Database.Ask<long>($"select seq_id from journal.mt_events where id = '{Events[index]}'");
}
