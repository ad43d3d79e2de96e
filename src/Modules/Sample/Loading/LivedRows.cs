using ElJournal.Kernel;
using ElJournal.Sample.Living;
using ElJournal.Store;
using Marten;

namespace ElJournal.Sample.Loading;

/// <summary>Writes the lived year's events as the store would: same names, same JSON, same metadata.</summary>
public sealed class LivedRows(IDocumentStore store)
{
    private readonly ISerializer json = ((DocumentStore)store).Serializer;

    private readonly Dictionary<Type, (string Name, string DotNet)> types =
        store.Options.Events.AllKnownEventTypes().ToDictionary(t => t.EventType, t => (t.EventTypeName, t.DotNetTypeName));

    private readonly Dictionary<Type, string> models = [];
    private readonly Dictionary<Actor, string> headers = [];

    public IEnumerable<StoredEvent> Of(IEnumerable<YearEvent> year)
    {
        Guid cause = default;
        var place = 0;
        foreach (var e in year)
        {
            place = e.Cause == cause ? place + 1 : 0;
            cause = e.Cause;
            var (type, dotnet) = types[e.Event.GetType()];
            yield return new StoredEvent(
                e.At, Provenance.EventId(cause, place), e.Stream, Alias(e.Model), type, dotnet, json.ToJson(e.Event), cause.ToString(), e.By.Session, Headers(e), e.By.Account.Value,
                e.Openings ?? []);
        }
    }

    private string Alias(Type model) => models.TryGetValue(model, out var alias) ? alias : models[model] = ((DocumentStore)store).Events.AggregateAliasFor(model);

    private string Headers(YearEvent e)
    {
        if (e.Permit is null && headers.TryGetValue(e.By, out var known)) return known;
        var all = Provenance.Headers.Of(e.By).ToDictionary(h => h.Name, h => (object)h.Value);
        if (e.Permit is null) return headers[e.By] = json.ToJson(all);
        all[Accounting.Closing.PageLock.Permit] = e.Permit;
        return json.ToJson(all);
    }
}
