using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using ElJournal.Accounting;
using ElJournal.Accounting.Api;
using ElJournal.Accounting.Lessons;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Testing;
using Marten;
using Npgsql;

namespace ElJournal.Benchmarks;

/// <summary>
/// What a request costs in a school of 408,000 grades, in processor time of program and database together, over HTTP as the page sends it:
/// the grid of 30 × 40, one grade, a class of thirty in one command, and as many such commands as 32 clients get through. Then the same again
/// with four times as much stored (four years of the school) and with sixteen times (four such schools).
/// </summary>
internal sealed class Loading(Ground ground, bool quick)
{
    private const int Grades = 408_000;
    private const int Columns = 40;
    private const int Clients = 32;

    public async Task<IReadOnlyList<Ratio>> Measure()
    {
        if (ground.Untouched is not null) return await OfYear();
        await new WholeSchool(ground).Build();
        await ground.FillClasses();
        var shown = await ground.FullPage();
        foreach (var lesson in shown.Lessons.Concat(shown.Lessons.Select(l => l with { Slot = 9 })).Take(Columns)) await Fill([(lesson, shown.Pupils)]);
        // Courses of whole classes: the sample's own are split in groups here and there.
        var others = new Queue<(LessonId Lesson, IReadOnlyList<PupilId> Pupils)>((await ground.OtherLessons()).Where(l => l.Lesson.Course.Value.StartsWith(WholeSchool.Prefix, StringComparison.Ordinal)));
        var filled = 0;
        while (filled < (quick ? Grades / 20 : Grades))
        {
            var part = Enumerable.Range(0, 20).Select(_ => others.Dequeue()).ToList();
            await Fill(part);
            filled += part.Sum(lesson => lesson.Pupils.Count);
        }

        using var http = await Visit.SignIn(ground.Address, "deputy", ground.Password);
        var processor = await Processor.Beside(ground.Owner);
        var page = shown.Address;
        var stored = new Copies(ground);
        List<Ratio> ratios = [];
        double[]? first = null;
        foreach (var scale in (int[])[1, 4, 16])
        {
            await stored.Grow(scale);
            var measured = await Once(http, page, processor, others);
            if (first is null) ratios.AddRange(Told(measured, $"Сетка 30 × 40 в школе на {Grades} отметок"));
            first ??= Figures(measured);
            if (scale > 1) ratios.AddRange(Grown(scale, measured, first));
        }
        return ratios;
    }

    /// <summary>The same requests to the year as it was lived, with everything else in it.</summary>
    private async Task<IReadOnlyList<Ratio>> OfYear()
    {
        var shown = await ground.FullPage();
        using var http = await Visit.SignIn(ground.Address, "deputy", ground.Password);
        var measured = await Once(http, shown.Address, await Processor.Beside(ground.Owner), await ground.OtherLessons());
        return [.. Told(measured, $"Сетка {shown.Pupils.Count} × {shown.Lessons.Count} в прожитом году")];
    }

    private async Task<Measured> Once(HttpClient http, string page, Processor processor, Queue<(LessonId Lesson, IReadOnlyList<PupilId> Pupils)> lessons)
    {
        // A week has so many lessons that nobody has entered yet.
        var (times, warm, each) = quick ? (20, 30, 3) : ground.Untouched is null ? (200, 150, 30) : (150, 100, 10);
        var bytes = 0;
        async Task Open(int _) => bytes = await Get(http, page);
        async Task One(int i)
        {
            // One column after another: a cell a request.
            if (i == 0 || _entered == _open.Pupils.Count) (_open, _entered) = (lessons.Dequeue(), 0);
            await Enter(http, _open.Lesson, [_open.Pupils[_entered++]]);
        }
        async Task Thirty(int _)
        {
            var (lesson, all) = lessons.Dequeue();
            await Enter(http, lesson, all);
        }
        foreach (var act in (Func<int, Task>[])[Open, One, Thirty]) await processor.Of(warm, act);
        var (grid, one, thirty) = (await processor.Of(times, Open), await processor.Of(times, One), await processor.Of(times, Thirty));

        var work = Enumerable.Range(0, Clients).Select(_ => Enumerable.Range(0, each).Select(_ => lessons.Dequeue()).ToArray()).ToArray();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(work.Select(own => Task.Run(async () =>
        {
            foreach (var (lesson, all) in own) await Enter(http, lesson, all);
        })));
        return new Measured(grid, bytes, one, thirty, work.Sum(own => own.Length) / Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private (LessonId Lesson, IReadOnlyList<PupilId> Pupils) _open;
    private int _entered;

    private static async Task<int> Get(HttpClient http, string page)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, page) { Headers = { { "Accept-Encoding", "br, gzip" } } };
        using var answer = await http.SendAsync(ask);
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{page} answered {answer.StatusCode}.");
        return (await answer.Content.ReadAsByteArrayAsync()).Length;
    }

    private static async Task Enter(HttpClient http, LessonId lesson, IReadOnlyList<PupilId> pupils)
    {
        using var answer = await http.PostAsJsonAsync(
            "/api/v1/journal/cells", new CellEntries([.. pupils.Select((pupil, i) => new CellEntry(Guid.NewGuid(), lesson.ToString(), pupil.Value, $"{2 + (i % 4)}", 0))]));
        var said = await answer.Content.ReadAsStringAsync();
        var accepted = said.Split("\"accepted\"").Length - 1;
        if (answer.StatusCode != HttpStatusCode.OK || accepted != pupils.Count) throw new InvalidOperationException($"{lesson}: {answer.StatusCode} {said}");
    }

    /// <summary>Recorded by the store alone: what is measured are the requests, not the filling.</summary>
    private async Task Fill(IReadOnlyList<(LessonId Lesson, IReadOnlyList<PupilId> Pupils)> lessons)
    {
        await using var session = ground.Store.LightweightSession(SampleSchool.School.Value);
        Provenance.Stamp(session, Ground.Deputy, Guid.NewGuid());
        foreach (var (lesson, pupils) in lessons)
        {
            session.Events.StartStream<Lesson>(lesson.Stream,
                [new LessonOpened(lesson), .. pupils.Select((pupil, i) => new GradeRecorded(lesson, pupil, 0, $"{2 + (i % 4)}"))]);
        }
        await session.SaveChangesAsync();
    }

    private static IEnumerable<Ratio> Told(Measured m, string grid) =>
    [
        Of(grid, m.Grid.ToString(), 10, "мс", m.Grid.Whole),
        Of("  передано, сжатое", $"{m.Bytes / 1000.0:0.0} кБ", 20, "кБ", m.Bytes / 1000.0),
        Of("Одна отметка", m.One.ToString(), 4, "мс", m.One.Whole),
        Of("Весь класс одной командой", m.Thirty.ToString(), 10, "мс", m.Thirty.Whole),
        new Ratio($"  таких команд при {Clients} клиентах", $"{m.PerSecond:0} в секунду", "100 в секунду", m.PerSecond / 100, new Goal(1, AtLeast: true)),
    ];

    private static Ratio Of(string what, string ours, double goal, string unit, double figure) => new(what, ours, $"{goal:0} {unit}", figure / goal, new Goal(1, AtLeast: false));

    private static double[] Figures(Measured m) => [m.Grid.Whole, m.One.Whole, m.Thirty.Whole, 1000 / m.PerSecond];

    private static string[] Said(Measured m) => [m.Grid.ToString(), m.One.ToString(), m.Thirty.ToString(), $"{1000 / m.PerSecond:0.0} мс"];

    /// <summary>Beside the same with as much as one school stores; a quarter is left to the noise of the machine.</summary>
    private static IEnumerable<Ratio> Grown(int scale, Measured m, double[] first) =>
        ((string[])["сетка", "одна отметка", "30 отметок", $"команда при {Clients} клиентах"]).Index().Select(f => new Ratio(
            $"При {scale}-кратных данных: {f.Item}", Said(m)[f.Index], $"{first[f.Index]:0.0} мс при однократных", Figures(m)[f.Index] / first[f.Index], new Goal(1.25, AtLeast: false)));

    private sealed record Measured(Cost Grid, int Bytes, Cost One, Cost Thirty, double PerSecond);
}
