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
    private CellEntry? unanswered;

    /// <summary>Sent and never answered, then found done or not by sending again.</summary>
    public int Repeated { get; private set; }

    public void Own(string lesson, string pupil) => cells.Add((lesson, pupil), (0, ""));

    public Task<HttpClient> SignIn(CancellationToken cancel) => Visit.SignIn(address, "teacher", Server.Password, cancel);

    /// <summary>Types until the server is gone or the limit is reached.</summary>
    public async Task Type(HttpClient http, int limit, CancellationToken cancel)
    {
        for (var i = 0; i < limit; i++)
        {
            if (unanswered is not null) Repeated++;
            var entry = unanswered ?? Next();
            unanswered = entry;
            ledger.Sent(entry.Id);
            EntryResult? result;
            try
            {
                using var answer = await http.PostAsJsonAsync("/api/v1/journal/cells", new CellEntries([entry]), cancel);
                if (answer.StatusCode != HttpStatusCode.OK) return;
                result = (await answer.Content.ReadFromJsonAsync<CellResults>(cancel))?.Results.Single();
            }
            catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException or IOException && !cancel.IsCancellationRequested)
            {
                return;
            }
            if (result?.Status != "accepted") throw new InvalidOperationException($"{entry} was answered {result}.");
            ledger.Acknowledged(entry.Id);
            cells[(entry.Lesson, entry.Pupil)] = (result.Version, result.Value);
            unanswered = null;
        }
    }

    /// <summary>Cells where the page shows something else than this teacher was last told stands there.</summary>
    public int Differing(IReadOnlyDictionary<(string Lesson, string Pupil), string> shown) =>
        cells.Count(cell => shown.GetValueOrDefault(cell.Key, "") != cell.Value.Value);

    private CellEntry Next()
    {
        var (place, (version, value)) = cells.ElementAt(random.Next(cells.Count));
        var others = new[] { "2", "3", "4", "5" }.Where(grade => grade != value).ToArray();
        return new CellEntry(Guid.NewGuid(), place.Lesson, place.Pupil, others[random.Next(others.Length)], version, version > 0 ? "typo" : null);
    }
}
