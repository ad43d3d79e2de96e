using System.Net;
using System.Net.Http.Json;
using ElJournal.Accounting;
using ElJournal.Accounting.Api;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Substitutions;
using ElJournal.Setup;
using ElJournal.Testing;

namespace ElJournal.Scenarios.Faults;

/// <summary>
/// A deputy head who writes topics, homework and kinds of work into lessons and records absent teachers: what is not a cell. As a browser does, it sends again, under the same id, what was not answered.
/// </summary>
internal sealed class Clerk(Uri address, Ledger ledger, Random random)
{
    private readonly Dictionary<(string Lesson, string Field), (int Version, string Text)> words = [];
    private readonly List<string> works = [];
    private DateOnly absent = DateOnly.FromDateTime(DateTime.UtcNow);
    private Errand? unanswered;
    private int errands = random.Next(8);

    /// <summary>Sent and never answered, then found done or not by sending again.</summary>
    public int Repeated { get; private set; }

    /// <summary>Kinds of errands that were acknowledged.</summary>
    public HashSet<string> Done { get; } = [];

    public void Own(JournalPage page)
    {
        works.AddRange(page.Rules.WorkTypes.Select(work => work.Code).Except(works));
        foreach (var lesson in page.Lessons.Where(Server.IsOpen))
        {
            foreach (var (field, version, text) in Standing(lesson)) words[(lesson.Lesson.ToString(), field)] = (version, text);
        }
    }

    public Task<HttpClient> SignIn(CancellationToken cancel) => Visit.SignIn(address, "deputy", Server.Password, cancel);

    /// <summary>Works until the server is gone or the limit is reached.</summary>
    public async Task Work(HttpClient http, int limit, CancellationToken cancel)
    {
        for (var i = 0; i < limit; i++)
        {
            if (unanswered is not null) Repeated++;
            var errand = unanswered ??= Next();
            ledger.Sent(errand.Id);
            try
            {
                if (!await errand.Send(http, cancel)) return;
            }
            catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException or IOException && !cancel.IsCancellationRequested)
            {
                return;
            }
            ledger.Acknowledged(errand.Id);
            Done.Add(errand.Kind);
            unanswered = null;
        }
    }

    /// <summary>Words that the page shows otherwise than this deputy was last told.</summary>
    public int Differing(IEnumerable<JournalPage> pages)
    {
        var shown = pages.SelectMany(page => page.Lessons)
            .SelectMany(lesson => Standing(lesson).Select(w => (Key: (lesson.Lesson.ToString(), w.Field), w.Text))).ToDictionary(w => w.Key, w => w.Text);
        return words.Count(word => shown.GetValueOrDefault(word.Key, "") != word.Value.Text);
    }

    private static (string Field, int Version, string Text)[] Standing(LessonColumn lesson) =>
    [
        ("topic", lesson.TopicVersion, lesson.Topic ?? ""), ("homework", lesson.HomeworkVersion, lesson.Homework ?? ""),
        ("work_type", lesson.WorkTypeVersion, lesson.WorkType ?? ""),
    ];

    /// <summary>Every eighth is an absence: left to chance, a short round would now and then have none.</summary>
    private Errand Next() => ++errands % 8 == 0 ? new Errand("absence", Guid.NewGuid(), Absence()) : new Errand("words", Guid.NewGuid(), Words());

    private Func<Guid, HttpClient, CancellationToken, Task<bool>> Words()
    {
        var place = words.Keys.ElementAt(random.Next(words.Count));
        var (seen, said) = words[place];
        var text = place.Field == "work_type" ? works.Where(work => work != said).ElementAt(random.Next(works.Count - 1)) : $"Запись {random.Next()}";
        return async (id, http, cancel) =>
        {
            using var answer = await http.PostAsJsonAsync("/api/v1/journal/lesson", new LessonEntry(id, place.Lesson, place.Field, text, seen, Reason: "typo"), cancel);
            if (answer.StatusCode != HttpStatusCode.OK) return false;
            var result = (await answer.Content.ReadFromJsonAsync<EntryResult>(cancel))!;
            if (result.Status != "accepted") throw new InvalidOperationException($"{place} «{text}» was answered {result}.");
            words[place] = (result.Version, result.Value);
            return true;
        };
    }

    private Func<Guid, HttpClient, CancellationToken, Task<bool>> Absence()
    {
        var day = SubstitutionAddresses.Iso(absent = absent.AddDays(1));
        return (id, http, cancel) => Post(http, SubstitutionAddresses.Absences, new() { ["id"] = $"{id}", ["staff"] = "sokolova", ["from"] = day, ["to"] = day, ["cause"] = AbsenceCauses.Unfit }, cancel);
    }

    /// <summary>A form as the page sends it; its guard is of the session, so each sending takes a new one.</summary>
    private static async Task<bool> Post(HttpClient http, string path, Dictionary<string, string> fields, CancellationToken cancel)
    {
        fields["__RequestVerificationToken"] = Visit.TokenIn(await http.GetStringAsync(SubstitutionAddresses.Morning, cancel));
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await http.PostAsync(path, form, cancel);
        if (answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther) return true;
        if ((int)answer.StatusCode >= 500) return false;
        throw new InvalidOperationException($"{path} answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancel)}");
    }

    private sealed record Errand(string Kind, Guid Id, Func<Guid, HttpClient, CancellationToken, Task<bool>> Does)
    {
        public Task<bool> Send(HttpClient http, CancellationToken cancel) => Does(Id, http, cancel);
    }
}
