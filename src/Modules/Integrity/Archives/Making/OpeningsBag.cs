using System.Globalization;
using System.Text.Json;
using ElJournal.Integrity.Archives.Bag;
using Npgsql;
using NpgsqlTypes;

namespace ElJournal.Integrity.Archives.Making;

/// <summary>
/// Bag P, раскрытия: the words behind the commitments of a year's log. An erased opening is not in it; the commitment in J5 stays and
/// still verifies, so an erasure touches this bag alone.
/// </summary>
internal static class OpeningsBag
{
    public const string File = "openings.csv";

    private const int Together = 2000;

    private sealed record Place(long Index, string Field, string Commitment, Guid Opening);

    /// <returns>How many openings there are, and how many were erased.</returns>
    public static async Task<(long Kept, long Erased)> Fill(BagFolder bag, LogSource log, IProgress<ArchiveStep>? said, CancellationToken cancel)
    {
        var waiting = new List<Place>();
        var (kept, erased) = (0L, 0L);
        using var table = bag.Table(
            new ArchivedFile(File, "Раскрытия персональных текстов"),
            new("index", "Номер листа журнала записей", "integer"), new("field", "Вид события и поле"), new("id", "Раскрытие"),
            new("salt", "Соль, шестнадцатеричная запись"), new("value", "Слова"), new("commitment", "HMAC-SHA256(соль, слова)"));
        // A connection that copies the log cannot be asked anything meanwhile: it is read in parts.
        for (var from = 0L; from < log.Checkpoint.Size; from += Together)
        {
            waiting.Clear();
            await log.Read(
                from,
                Math.Min(from + Together, log.Checkpoint.Size),
                (index, entry, in row) =>
                {
                    if (row.Data.IndexOf("\"commitment\""u8) >= 0) waiting.AddRange(Places(index, row.Data, row.Type));
                },
                cancel);
            var words = await Words(log, waiting, cancel);
            foreach (var place in waiting)
            {
                if (!words.TryGetValue(place.Opening, out var opening))
                {
                    erased++;
                    continue;
                }
                kept++;
                table.Row(
                    place.Index.ToString(CultureInfo.InvariantCulture), place.Field, place.Opening.ToString(), Convert.ToHexStringLower(opening.Salt), opening.Value,
                    place.Commitment);
            }
            said?.Report(new ArchiveStep(ArchiveStage.Openings, from, log.Checkpoint.Size));
        }
        return (kept, erased);
    }

    private static List<Place> Places(long index, ReadOnlySpan<byte> data, ReadOnlySpan<byte> type)
    {
        var found = new List<Place>();
        using var json = JsonDocument.Parse(data.ToArray());
        Find(json.RootElement, System.Text.Encoding.UTF8.GetString(type), index, found);
        return found;
    }

    private static void Find(JsonElement element, string path, long index, List<Place> found)
    {
        if (element.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray()) Find(item, path, index, found);
        }
        else if (element.ValueKind is JsonValueKind.Object)
        {
            if (element.TryGetProperty("commitment", out var commitment) && element.TryGetProperty("opening", out var opening)
                && commitment.ValueKind is JsonValueKind.String && opening.TryGetGuid(out var id))
            {
                found.Add(new Place(index, path, commitment.GetString()!, id));
                return;
            }
            foreach (var property in element.EnumerateObject()) Find(property.Value, path + "/" + property.Name, index, found);
        }
    }

    private static async Task<Dictionary<Guid, (byte[] Salt, string Value)>> Words(LogSource log, List<Place> places, CancellationToken cancel)
    {
        var words = new Dictionary<Guid, (byte[], string)>(places.Count);
        if (places.Count == 0) return words;
        await using var command = log.Journal.CreateCommand("select id, salt, value from openings.opening where tenant_id = $1 and id = any($2)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = log.School.Value });
        command.Parameters.Add(new NpgsqlParameter { Value = places.Select(place => place.Opening).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) words[reader.GetGuid(0)] = (reader.GetFieldValue<byte[]>(1), reader.GetString(2));
        return words;
    }
}
