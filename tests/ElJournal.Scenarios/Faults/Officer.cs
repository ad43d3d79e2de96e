using System.Net;
using System.Net.Http.Json;
using ElJournal.Accounting.Api;
using ElJournal.Testing;

namespace ElJournal.Scenarios.Faults;

/// <summary>
/// People who do one kind of work after another, each with the same browser all the time: what was not answered is sent again as it was,
/// guard and all.
/// </summary>
/// <param name="tell">The steps of the work with a number; null: there is no more.</param>
internal sealed class Officer(Ledger ledger, string name, IReadOnlyCollection<string> kinds, Func<int, IReadOnlyList<Step>?> tell)
{
    private readonly List<Deed> deeds = [];
    private IReadOnlyList<Step>? steps = tell(0);
    private int story;
    private int step;
    private Deed? unanswered;

    public string Name => name;

    /// <summary>Sent and never answered, then found done or not by sending again.</summary>
    public int Repeated { get; private set; }

    /// <summary>Kinds of deeds that were acknowledged.</summary>
    public HashSet<string> Done { get; } = [];

    /// <summary>Kinds that have not had their turn.</summary>
    public IEnumerable<string> Missing => kinds.Except(Done);

    /// <summary>By login; nobody signs in anew after a kill.</summary>
    public IReadOnlyDictionary<string, HttpClient> Browsers { private get; set; } = new Dictionary<string, HttpClient>();

    /// <summary>Everything that was ever sent.</summary>
    public IReadOnlyList<Deed> Deeds => deeds;

    /// <summary>Works until the server is gone or enough is done.</summary>
    public async Task Work(Func<bool> isEnough, CancellationToken cancel)
    {
        while (unanswered is not null || !isEnough())
        {
            if (steps is null) return;
            if (step == steps.Count)
            {
                Next();
                continue;
            }
            try
            {
                if (unanswered is null)
                {
                    unanswered = await steps[step].Prepare(Browsers[steps[step].Login], cancel);
                    deeds.Add(unanswered);
                }
                else Repeated++;
                ledger.Sent(unanswered.Id);
                if (await Send(unanswered, Browsers[steps[step].Login], cancel) is not { } done) return;
                if (done)
                {
                    ledger.Acknowledged(unanswered.Id);
                    var (deed, http) = (unanswered, Browsers[steps[step].Login]);
                    unanswered = null;
                    step++;
                    // Of each kind one is sent twice though it was answered: a double click, or an answer lost on the way.
                    if (!Done.Add(deed.Kind)) continue;
                    if (await Send(deed, http, cancel) is false) throw new InvalidOperationException($"{name}, {deed.Kind}: sent again, it was refused.");
                }
                else
                {
                    ledger.Refused(unanswered.Id);
                    unanswered = null;
                    Next();
                }
            }
            catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException or IOException && !cancel.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private void Next()
    {
        step = 0;
        steps = tell(++story);
    }

    /// <summary>Whether it is done; null: the server is going.</summary>
    private async Task<bool?> Send(Deed deed, HttpClient http, CancellationToken cancel)
    {
        using var body = deed.Body();
        using var answer = await http.PostAsync(deed.Path, body, cancel);
        if ((int)answer.StatusCode >= 500) return null;
        if (answer.StatusCode == HttpStatusCode.UnprocessableEntity && deed.MayBeRefused) return false;
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            if (!deed.Path.StartsWith("/api/", StringComparison.Ordinal)) return true;
            var results = (await answer.Content.ReadFromJsonAsync<CellResults>(cancel))!.Results;
            return results.All(r => r.Status == "accepted") ? true : throw new InvalidOperationException($"{name}, {deed.Kind}: {string.Join(", ", results)}.");
        }
        if (answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther && answer.Headers.Location?.ToString().StartsWith("/sign-in", StringComparison.Ordinal) != true) return true;
        throw new InvalidOperationException($"{name}, {deed.Kind}: {deed.Path} answered {answer.StatusCode} {answer.Headers.Location}: {await answer.Content.ReadAsStringAsync(cancel)}");
    }
}
