using System.Net;
using System.Net.Http.Json;
using ElJournal.Accounting.Journal;
using ElJournal.Setup;

namespace ElJournal.Scenarios.Faults;

/// <summary>What of the sample school the stories are played on: its pages of the term that runs, whatever the day is.</summary>
internal sealed class Ground(IReadOnlyList<JournalPage> pages, DateOnly today)
{
    private static readonly string[] Subjects =
    [
        "algebra", "geometriya", "russkij-yazyk", "literatura", "anglijskij", "istoriya", "obshchestvoznanie", "geografiya", "biologiya", "fizika", "himiya",
        "informatika", "fizkultura", "muzyka", "izo", "trud", "obzr",
    ];

    public static readonly string[] Staff =
        ["mironov", "belova", "guseva", "kim", "dorofeev", "zaharova", "timofeeva", "ahmetov", "savelyeva", "lapteva", "chernov", "orlova", "rybakov"];

    /// <summary>By the school's calendar, and always one with lessons: the sample's year is laid around it.</summary>
    public DateOnly Today => today;

    public static async Task<Ground> Of(HttpClient http, CancellationToken cancel)
    {
        var asked = new[] { "8b", "8a", "7a" }.SelectMany(c => Subjects.Select(async subject =>
        {
            using var answer = await http.GetAsync($"/api/v1/journal/{subject}-{c}", cancel);
            return answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadFromJsonAsync<JournalPage>(cancel) : null;
        }));
        List<JournalPage> pages = [.. (await Task.WhenAll(asked)).OfType<JournalPage>()];
        return new Ground(pages, pages.SelectMany(p => p.Lessons).First(l => l.IsToday).Date);
    }

    public JournalPage Page(string course) => pages.Single(p => p.Course.Value == course);

    public IEnumerable<JournalPage> OfClass(string schoolClass) => pages.Where(p => p.Course.Value.EndsWith("-" + schoolClass, StringComparison.Ordinal));

    public TermId Term(string course) => Page(course).Term;

    /// <summary>Who is in the class today.</summary>
    public IReadOnlyList<string> Pupils(string schoolClass) => [.. OfClass(schoolClass).First().Pupils.Where(p => !(p.Left <= today)).Select(p => p.Pupil.Value)];
}
