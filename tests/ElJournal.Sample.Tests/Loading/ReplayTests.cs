using ElJournal.Accounting.Lessons;
using ElJournal.Host.SampleYear;
using ElJournal.Kernel;
using ElJournal.Sample.Living;
using ElJournal.Sample.Loading;
using ElJournal.Sample.Setting;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Sample.Tests.Loading;

/// <summary>What is loaded past the handlers is what they would have recorded: the commands of a hundred lessons are sent, and the streams compared.</summary>
public sealed class ReplayTests
{
    private const int Sampled = 100;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hundred_lessons_sent_as_commands_record_the_events_of_the_lived_year()
    {
        var clock = new MovedClock();
        await using var database = await EmptyDatabase.Make(clock);
        var plan = SmallSchool.Make(11);
        await new YearLoader(database.Services, database.Settings).Load(plan, [], SampleLogins.Of(plan, () => new Access.SigningIn.PasswordHash("hash", "stamp")), null, Cancel);
        await database.Begin(Cancel);

        var lived = Year.Live(plan).Where(e => e.Model == typeof(Lesson)).GroupBy(e => e.Stream).ToDictionary(g => g.Key, g => g.ToList());
        var lessons = lived.Select(l => (Stream: l.Key, Commands: LivedCommands.Of(l.Value))).Where(l => l.Commands is { Count: > 3 }).Take(Sampled).ToList();
        lessons.Count.ShouldBe(Sampled);
        foreach (var (command, at, by) in lessons.SelectMany(l => l.Commands!).OrderBy(c => c.At))
        {
            clock.Ahead = at - DateTime.UtcNow;
            await using var scope = database.Services.CreateAsyncScope();
            var outcome = await scope.ServiceProvider.GetRequiredService<Desk>().Send(command, by with { Grants = Everything }, Cancel);
            outcome.Refusal?.Text().ShouldBeNull($"{command} at {at:u}");
        }

        var rows = new LivedRows(database.Services.GetRequiredService<IDocumentStore>());
        await using var session = database.Services.GetRequiredService<IDocumentStore>().QuerySession(SampleSchool.School.Value);
        foreach (var (stream, _) in lessons)
        {
            var recorded = await session.Events.FetchStreamAsync(stream, token: Cancel);
            recorded.Select(e => (e.Id, e.EventTypeName, e.Data, e.CausationId, e.CorrelationId, e.UserName, e.Header(Provenance.Headers.Role), e.Header(Provenance.Headers.Channel)))
                .ShouldBe(rows.Of(lived[stream]).Zip(lived[stream], (row, e) => (row.Id, row.Type, e.Event, (string?)row.Cause, (string?)row.Session, (string?)row.Account,
                    Provenance.Headers.Name(e.By.Role), Provenance.Headers.Name(e.By.Channel))), stream);
        }
    }

    private static Grants Everything { get; } = new([.. Enum.GetValues<Permission>().Select(p => new Grant(p, Grant.WholeSchool))]);
}
