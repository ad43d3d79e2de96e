using System.Net;
using System.Net.Http.Json;
using ElJournal.Accounting;
using ElJournal.Accounting.Api;
using ElJournal.Accounting.Journal;
using ElJournal.Testing;

namespace ElJournal.Scenarios.Faults;

/// <summary>A teacher's browser that fills its own cells one after another. What was not answered is sent again under the same id.</summary>
internal sealed class Typist(Uri address, Ledger ledger, Random random)
{
    private readonly Dictionary<(string Lesson, string Pupil), (int Version, string Value)> cells = [];
    private List<CellEntry> unanswered = [];

    /// <summary>Sent and never answered, then found done or not by sending again.</summary>
    public int Repeated { get; private set; }

    public void Own(string lesson, string pupil) => cells.Add((lesson, pupil), (0, ""));

    public Task<HttpClient> SignIn(CancellationToken cancel) => Visit.SignIn(address, "teacher", Server.Password, cancel);

    /// <summary>Types until the server is gone or the limit is reached.</summary>
    public async Task Type(HttpClient http, int limit, CancellationToken cancel)
    {
        for (var i = 0; i < limit; i++)
        {
            if (unanswered.Count > 0) Repeated++;
            else unanswered = [Next(cells.Keys)];
            foreach (var entry in unanswered) ledger.Sent(entry.Id);
            IReadOnlyList<EntryResult> results;
            try
            {
                using var answer = await http.PostAsJsonAsync("/api/v1/journal/cells", new CellEntries(unanswered), cancel);
                if (answer.StatusCode != HttpStatusCode.OK) return;
                results = (await answer.Content.ReadFromJsonAsync<CellResults>(cancel))?.Results ?? [];
            }
            catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException or IOException && !cancel.IsCancellationRequested)
            {
                return;
            }
            foreach (var (entry, result) in unanswered.Zip(results))
            {
                if (result.Status != "accepted") throw new InvalidOperationException($"{entry} was answered {result}.");
                ledger.Acknowledged(entry.Id);
                cells[(entry.Lesson, entry.Pupil)] = (result.Version, result.Value);
            }
            unanswered = [];
        }
    }

    /// <summary>Types on while nobody answers: the entries wait on the device and are sent together, in order, when the server is back.</summary>
    public void TypeOffline(int most)
    {
        var waiting = unanswered.Select(e => (e.Lesson, e.Pupil)).ToHashSet();
        for (var i = 0; i < most; i++)
        {
            var free = cells.Keys.Where(cell => !waiting.Contains(cell)).ToList();
            if (free.Count == 0) return;
            var entry = Next(free) with { Typed = DateTimeOffset.UtcNow.AddMinutes(-1) };
            waiting.Add((entry.Lesson, entry.Pupil));
            unanswered.Add(entry);
        }
    }

    /// <summary>Cells where the page shows something else than this teacher was last told stands there.</summary>
    public int Differing(IReadOnlyDictionary<(string Lesson, string Pupil), string> shown) =>
        cells.Count(cell => shown.GetValueOrDefault(cell.Key, "") != cell.Value.Value);

    private CellEntry Next(IReadOnlyCollection<(string Lesson, string Pupil)> free)
    {
        var place = free.ElementAt(random.Next(free.Count));
        var (version, value) = cells[place];
        var others = new[] { "2", "3", "4", "5" }.Where(grade => grade != value).ToArray();
        return new CellEntry(Guid.NewGuid(), place.Lesson, place.Pupil, others[random.Next(others.Length)], version, version > 0 ? "typo" : null);
    }
}
