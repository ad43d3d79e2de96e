using ElJournal.Accounting;
using ElJournal.Accounting.Lessons;
using ElJournal.Testing;
using ElJournal.Store;
using JasperFx.Events;
using Npgsql;

namespace ElJournal.Benchmarks;

/// <summary>
/// How long an event waits for its seal while a hundred are appended each second: from its commit to the checkpoint that covers it, both by the clock of this machine.
/// </summary>
internal sealed class Sealing(Ground ground, int seconds)
{
    private const int EachSecond = 100;

    /// <summary>The school has no lessons then: nobody else's stream is met.</summary>
    private static readonly DateOnly FirstDay = new(2030, 1, 1);

    private const int SlotsOfDay = 20;

    public async Task<Ratio> Measure()
    {
        var committed = new List<Task<(Guid Event, DateTime At)>>();
        using (var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / EachSecond)))
        {
            for (var i = 0; i < seconds * EachSecond && await timer.WaitForNextTickAsync(); i++) committed.Add(Append(i));
        }
        var all = await Task.WhenAll(committed);
        var lags = await Lags(all.ToDictionary(a => a.Event, a => a.At));
        if (lags.Count != all.Length) throw new InvalidOperationException($"{all.Length - lags.Count} events were never sealed.");
        var p99 = lags.Order().ElementAt(lags.Count * 99 / 100);
        return new Ratio(
            $"Опечатывание, {all.Length} событий за {(all.Max(a => a.At) - all.Min(a => a.At)).TotalSeconds:0} с", $"p99 {p99:0} мс, медиана {lags.Median():0}, самое долгое {lags.Max():0}",
            "1000 мс", p99 / 1000, new Goal(1, AtLeast: false));
    }

    private async Task<(Guid, DateTime)> Append(int number)
    {
        var lesson = new LessonId(Ground.Course, FirstDay.AddDays(number / SlotsOfDay), 1 + (number % SlotsOfDay));
        await using var session = ground.Store.LightweightSession(SampleSchool.School.Value);
        Provenance.Stamp(session, Ground.Deputy, Guid.NewGuid());
        IEvent opened = session.Events.BuildEvent(new LessonOpened(lesson));
        session.Events.StartStream<Lesson>(lesson.Stream, opened);
        await session.SaveChangesAsync();
        return (opened.Id, DateTime.UtcNow);
    }

    private async Task<List<double>> Lags(Dictionary<Guid, DateTime> committed)
    {
        await using var source = NpgsqlDataSource.Create(EventStore.InUtc(ground.Owner));
        var found = new Dictionary<Guid, double>();
        // The last ones may still wait; a sealer that stands still is a fault and not a figure.
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var tries = 0; tries < 30 && found.Count < committed.Count && await timer.WaitForNextTickAsync(); tries++)
        {
            found.Clear();
            await using var ask = source.CreateCommand(
                """
                select l.event_id, (select min(c.at) from integrity.checkpoints c where c.tenant = l.tenant and c.year = l.year and c.size > l.idx)
                from integrity.leaves l where l.event_id = any($1)
                """);
            ask.Parameters.Add(new() { Value = committed.Keys.ToArray() });
            await using var reader = await ask.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                if (!reader.IsDBNull(1)) found[reader.GetGuid(0)] = (reader.GetDateTime(1) - committed[reader.GetGuid(0)]).TotalMilliseconds;
        }
        return [.. found.Values];
    }
}
