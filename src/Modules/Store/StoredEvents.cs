using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using ElJournal.Kernel;
using JasperFx.Events;

namespace ElJournal.Store;

/// <summary>Events out of their stored form where there is no store: by name and JSON, as an archive holds them; what has a former shape is read as it would be written today.</summary>
/// <param name="contracts">Assemblies whose events are known.</param>
public sealed class StoredEvents(params IEnumerable<Assembly> contracts)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Converters = { new JsonStringEnumConverter() } };

    private readonly Dictionary<string, Type> types = contracts.SelectMany(RecordedEvents.In).ToDictionary(RecordedAttribute.NameOf, StringComparer.Ordinal);

    /// <summary>Null: no event of that name is known.</summary>
    /// <exception cref="JsonException">The JSON is not what an event of that name holds.</exception>
    public IEvent? Read(string name, JsonElement data)
    {
        if (!types.TryGetValue(name, out var type)) return null;
        var read = data.Deserialize(type, Json) ?? throw new JsonException($"{name} holds nothing.");
        if (RecordedEvents.NowOf(type) is not null) read = type.GetMethod(nameof(IRetired<object>.Now))!.Invoke(read, null)!;
        return Caused.Bare(read);
    }
}
