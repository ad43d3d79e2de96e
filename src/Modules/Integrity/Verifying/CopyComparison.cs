using System.Text;
using System.Text.Json;
using ElJournal.Integrity.Archives.Reading;
using ElJournal.Integrity.Canonical;
using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Sealing;
using ElJournal.Kernel;
using Npgsql;

namespace ElJournal.Integrity.Verifying;

/// <summary>
/// Сличение с копией: the log keeps a hash of each entry and so tells that one was changed; what it was, an archive made before says. It reads only.
/// </summary>
public sealed class CopyComparison(NpgsqlDataSource journal, SchoolId school)
{
    private const string TakenOut = "{\"redacted\":";

    /// <summary>One place of the log, or a row that is in none.</summary>
    /// <param name="seq">The row's number where it is in no log.</param>
    /// <param name="copy">The bag of journals of the year; null: there is none.</param>
    public async Task<EntryDifference> At(string? year, long? index, long? seq, ArchivedLog? copy, CancellationToken cancel)
    {
        await using var connection = await journal.OpenConnectionAsync(cancel);
        var leaf = year is not null && index is { } place ? await LeafAt(connection, year, place, cancel) : null;
        var line = index is { } wanted && copy is not null && copy.Year == year ? LineOf(copy, wanted) : null;
        var number = leaf?.Seq ?? (line is null ? seq : SeqOf(line));
        return new EntryDifference(year, index, line, line is not null && leaf?.Hash == HashOf(line), number is { } of ? await Now(connection, of, cancel) : null);
    }

    /// <summary>Every entry of the copy that the database does not give any more, in the order of the log; what was lawfully taken out of the copy says nothing.</summary>
    /// <exception cref="Archives.ArchiveRefused">The copy cannot be read.</exception>
    public async Task<IReadOnlyList<EntryDifference>> All(ArchivedLog copy, int atMost, CancellationToken cancel)
    {
        await using var connection = await journal.OpenConnectionAsync(cancel);
        var rows = await Rows(connection, cancel);
        var found = new List<EntryDifference>();
        foreach (var (path, number, index, line) in copy.Lines())
        {
            if (line.StartsWith(TakenOut, StringComparison.Ordinal)) continue;
            if (SeqOf(line) is not { } seq) throw Archives.ArchiveRefused.Line(path, number);
            if (rows.TryGetValue(seq, out var hash) && hash == HashOf(line)) continue;
            if (found.Count == atMost) break;
            var leaf = await LeafAt(connection, copy.Year, index, cancel);
            found.Add(new EntryDifference(copy.Year, index, line, leaf?.Hash == HashOf(line), await Now(connection, seq, cancel)));
        }
        return found;
    }

    private async Task<(long Seq, Digest Hash)?> LeafAt(NpgsqlConnection connection, string year, long index, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select seq, hash from integrity.leaves where tenant = $1 and year = $2 and idx = $3", connection)
        {
            Parameters = { new() { Value = school.Value }, new() { Value = year }, new() { Value = index } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? (reader.GetInt64(0), Digest.From(reader.GetFieldValue<byte[]>(1))) : null;
    }

    private async Task<Dictionary<long, Digest>> Rows(NpgsqlConnection connection, CancellationToken cancel)
    {
        var (rows, envelope) = (new Dictionary<long, Digest>(), new Envelope(school));
        await using var copy = await CopyReader.Open(connection, EventTable.Select(school), EventTable.Columns, cancel);
        do
        {
            while (copy.Next())
            {
                var row = EventTable.Row(copy);
                try
                {
                    rows[row.Seq] = envelope.Leaf(row);
                }
                catch (NotSealableException)
                {
                    // What cannot be sealed is nothing that a copy holds.
                }
            }
        }
        while (copy.Fill(cancel));
        return rows;
    }

    private async Task<string?> Now(NpgsqlConnection connection, long seq, CancellationToken cancel)
    {
        await using var copy = await CopyReader.Open(connection, EventTable.Select(school, $"and e.seq_id = {seq}"), EventTable.Columns, cancel);
        do
        {
            while (copy.Next())
            {
                var row = EventTable.Row(copy);
                try
                {
                    return Encoding.UTF8.GetString(new Envelope(school).Entry(row));
                }
                catch (NotSealableException)
                {
                    // Not what the program writes: it is shown as it lies there.
                    return JsonSerializer.Serialize(new { seq = row.Seq, stream = row.StreamName, data = Encoding.UTF8.GetString(row.Data) });
                }
            }
        }
        while (copy.Fill(cancel));
        return null;
    }

    private static Digest HashOf(string line) => TreeHash.Leaf(Encoding.UTF8.GetBytes(line));

    /// <summary>Null: the copy does not reach so far, or is spoilt before it.</summary>
    private static string? LineOf(ArchivedLog copy, long index)
    {
        try
        {
            return copy.Lines().Where(line => line.Index == index).Select(line => line.Text).FirstOrDefault(line => SeqOf(line) is not null);
        }
        catch (Archives.ArchiveRefused)
        {
            return null;
        }
    }

    /// <summary>Null: it is no entry.</summary>
    private static long? SeqOf(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement is { ValueKind: JsonValueKind.Object } entry && entry.TryGetProperty("seq", out var seq)
                && seq.ValueKind is JsonValueKind.Number && seq.TryGetInt64(out var number) ? number : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
