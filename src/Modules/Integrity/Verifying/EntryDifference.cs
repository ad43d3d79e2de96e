using System.Text.Json;

namespace ElJournal.Integrity.Verifying;

/// <summary>One field of an entry as the copy has it and as the database has it now; null: it is not there.</summary>
/// <param name="Field">Its path: <c>at</c>, <c>data.grade</c>.</param>
public sealed record FieldDifference(string Field, string? Copy, string? Now);

/// <summary>Чем запись в базе отличается от копии: what stood there before somebody changed it, where a copy of it is left.</summary>
/// <param name="Index">Leaf of the log; null: the row is in none.</param>
/// <param name="Copy">The entry in the copy, JSON; null: it is not in it.</param>
/// <param name="IsProven">The copy's entry gives the very leaf that was sealed.</param>
/// <param name="Now">The entry as the database would give it now; null: the row is gone.</param>
public sealed record EntryDifference(string? Year, long? Index, string? Copy, bool IsProven, string? Now)
{
    private IReadOnlyList<FieldDifference>? fields;

    /// <summary>What differs, in the order of the copy; empty: nothing.</summary>
    public IReadOnlyList<FieldDifference> Fields => fields ??= Compare();

    /// <summary>A field of the entry as it was sealed, or, where no copy is left, as it is now.</summary>
    public string? Of(string field) => Flat(Copy ?? Now).GetValueOrDefault(field);

    private List<FieldDifference> Compare()
    {
        var (copy, now) = (Flat(Copy), Flat(Now));
        return [.. copy.Keys.Concat(now.Keys.Where(key => !copy.ContainsKey(key)))
            .Select(key => new FieldDifference(key, copy.GetValueOrDefault(key), now.GetValueOrDefault(key))).Where(field => field.Copy != field.Now)];
    }

    private static Dictionary<string, string?> Flat(string? entry)
    {
        var found = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (entry is null) return found;
        using var json = JsonDocument.Parse(entry);
        Add("", json.RootElement);
        return found;

        void Add(string path, JsonElement value)
        {
            if (value.ValueKind is JsonValueKind.Object)
            {
                foreach (var part in value.EnumerateObject()) Add(path.Length == 0 ? part.Name : $"{path}.{part.Name}", part.Value);
            }
            else
            {
                found[path] = value.ValueKind is JsonValueKind.String ? value.GetString() : value.GetRawText();
            }
        }
    }
}
