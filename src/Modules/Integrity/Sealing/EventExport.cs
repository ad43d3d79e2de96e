using ElJournal.Integrity.Canonical;
using ElJournal.Kernel;
using Npgsql;

namespace ElJournal.Integrity.Sealing;

/// <summary>Выгрузка событий: a school's events as the lines that the log seals, in the order of their numbers.</summary>
public sealed class EventExport(NpgsqlDataSource journal, SchoolId school)
{
    /// <summary>Writes each event's canonical envelope and a newline; returns how many.</summary>
    /// <param name="stream">Only this stream; null: all.</param>
    /// <exception cref="NotSealableException">A row has no canonical form; all before it are written.</exception>
    public async Task<long> Write(Stream output, long fromSeq = 0, string? stream = null, CancellationToken cancel = default)
    {
        var envelope = new Envelope(school);
        var ofStream = stream is null ? "" : $"and e.stream_id = '{stream.Replace("'", "''", StringComparison.Ordinal)}'";
        await using var connection = await journal.OpenConnectionAsync(cancel);
        await using var copy = await CopyReader.Open(
            connection, EventTable.Select(school, $"and e.seq_id >= {fromSeq} {ofStream} order by e.seq_id"), EventTable.Columns, cancel);
        var count = 0L;
        do
        {
            for (; copy.Next(); count++)
            {
                Write(EventTable.Row(copy), envelope, output);
            }
        }
        while (copy.Fill(cancel));

        await output.FlushAsync(cancel);
        return count;
    }

    private static void Write(in EventRow row, Envelope envelope, Stream output)
    {
        try
        {
            output.Write(envelope.Entry(row));
        }
        catch (NotSealableException e)
        {
            throw new NotSealableException($"Event {row.Id} (seq {row.Seq}, {row.StreamName}) has no canonical form: {e.Message}", e);
        }

        output.WriteByte((byte)'\n');
    }
}
