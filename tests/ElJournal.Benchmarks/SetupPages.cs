using System.Diagnostics;
using System.Net;
using ElJournal.Testing;

namespace ElJournal.Benchmarks;

/// <summary>Pages of the set-up in a school of forty classes, beside an empty page in the same frame; they alternate.</summary>
internal sealed class SetupPages(Ground ground, int times)
{
    private static readonly string[] Paths =
        ["/school", "/school/pupils", "/school/curriculum", "/school/load?level=0", "/school/timetable", "/school/timetable/whole-0", "/school/plans", "/school/next-year"];

    public async Task<IReadOnlyList<Ratio>> Measure()
    {
        await new WholeSchool(ground).Build();
        using var http = await Visit.SignIn(ground.Address, "deputy", ground.Password);
        var ratios = new List<Ratio>();
        foreach (var path in Paths)
        {
            var (full, empty, bytes) = (new List<double>(), new List<double>(), 0);
            for (var i = -3; i < times; i++)
            {
                var (ours, length) = await Time(http, path, HttpStatusCode.OK);
                var (theirs, _) = await Time(http, "/nothing-here", HttpStatusCode.NotFound);
                if (i < 0) continue;
                full.Add(ours);
                empty.Add(theirs);
                bytes = length;
            }
            ratios.Add(new Ratio(
                $"{path}, 43 класса ({bytes / 1024} КиБ)", $"{full.Median():0} мс", $"{empty.Median():0.0} мс, пустая страница", full.Median() / empty.Median(), null));
        }
        return ratios;
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
