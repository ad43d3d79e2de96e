using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using ElJournal.Accounting;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Lessons;
using ElJournal.Setup;
using ElJournal.Store;
using ElJournal.Testing;
using Marten;

namespace ElJournal.Benchmarks;

/// <summary>A full journal page beside an empty page in the same frame, both over HTTP by somebody signed in; the two alternate.</summary>
internal sealed class Paging(Ground ground, int times)
{
    private const int Columns = 40;

    public async Task<Ratio> Measure()
    {
        var shown = await ground.FullPage();
        if (ground.Untouched is null)
        {
            // The quarter's timetable may fall short of forty by a holiday; lessons held in another hour make it up.
            foreach (var lesson in shown.Lessons.Concat(shown.Lessons.Select(lesson => lesson with { Slot = 9 })).Take(Columns)) await Fill(lesson, shown.Pupils);
        }

        using var http = await Visit.SignIn(ground.Address, "deputy", ground.Password);
        var page = await http.GetFromJsonAsync<JournalPage>($"/api/v1/journal/{shown.Course}?term={shown.Term}") ?? throw new InvalidOperationException("No page.");
        if (ground.Untouched is null ? page.Lessons.Count != Columns || page.Entries != Columns * Ground.Pupils : page.Entries < page.Pupils.Count * page.Lessons.Count / 5)
            throw new InvalidOperationException($"The page holds {page.Lessons.Count} lessons and {page.Entries} entries.");

        var journal = shown.Address;
        var (full, empty, bytes) = (new List<double>(), new List<double>(), 0);
        for (var i = -10; i < times; i++)
        {
            var (ours, length) = await Time(http, journal, HttpStatusCode.OK);
            var (theirs, _) = await Time(http, "/nothing-here", HttpStatusCode.NotFound);
            if (i < 0) continue;
            full.Add(ours);
            empty.Add(theirs);
            bytes = length;
        }
        return new Ratio(
            $"Страница журнала {page.Pupils.Count} × {page.Lessons.Count}, {page.Entries} клеток ({bytes / 1024} КиБ)", $"{full.Median():0.0} мс",
            $"{empty.Median():0.0} мс, пустая страница", full.Median() / empty.Median(), new Goal(10, AtLeast: false));
    }

    private async Task Fill(LessonId lesson, IReadOnlyList<PupilId> pupils)
    {
        await using var session = ground.Store.LightweightSession(SampleSchool.School.Value);
        Provenance.Stamp(session, Ground.Deputy, Guid.NewGuid());
        session.Events.StartStream<Lesson>(lesson.Stream,
            [new LessonOpened(lesson), .. pupils.Select(pupil => new GradeRecorded(lesson, pupil, 0, "4"))]);
        await session.SaveChangesAsync();
    }

    private static async Task<(double Milliseconds, int Bytes)> Time(HttpClient http, string path, HttpStatusCode expected)
    {
        var started = Stopwatch.GetTimestamp();
        using var answer = await http.GetAsync(path);
        var body = await answer.Content.ReadAsByteArrayAsync();
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return answer.StatusCode == expected ? (took, body.Length) : throw new InvalidOperationException($"{path} answered {answer.StatusCode}.");
    }
}
