using System.Text.Json;
using ElJournal.Integrity.Archives.Statements;

namespace ElJournal.Integrity.Archives.Checking;

/// <summary>A statement and the line of the log that holds its hash.</summary>
internal static class StatementCheck
{
    public const string Folder = "data/statements/";

    /// <summary>Where the line of a class lies.</summary>
    public static string LineOf(string schoolClass) => $"data/log/leaves/{schoolClass}.json";

    public static bool Seals(byte[] line, string path, byte[] statement)
    {
        try
        {
            using var entry = JsonDocument.Parse(line);
            var root = entry.RootElement;
            return root.GetProperty("type").GetString() == StatementSealed.StoredName
                && root.GetProperty("data").GetProperty("class").GetString() == Path.GetFileNameWithoutExtension(path)
                && root.GetProperty("data").GetProperty(Path.GetExtension(path).TrimStart('.')).GetString() == StatementBag.Sum(statement);
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }
}
