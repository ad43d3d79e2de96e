using System.Globalization;
using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Archives.Signing;
using Marten;

namespace ElJournal.Host.Cli;

/// <summary>Time-stamps of archives that must be renewed before their authority's certificate ends.</summary>
internal static class Stamps
{
    /// <summary>Null: there are none, or the shelves cannot be read, which the look at the schema says.</summary>
    public static async Task<Finding?> Ending(Installation installation, string school, CancellationToken cancel)
    {
        try
        {
            await using var session = installation.Services.GetRequiredService<IDocumentStore>().QuerySession(school);
            var day = installation.Services.GetRequiredService<ArchiveSigner>().RenewalDay;
            var ending = (await session.Query<ArchiveShelf>().ToListAsync(cancel)).SelectMany(shelf => shelf.EndingBy(day)).OrderBy(stamp => stamp.Until).ToList();
            return ending.Count == 0 ? null : new Finding(
                "stamps", $"Штампы времени архивов, школа {school}", Health.Note,
                "сертификат службы времени истекает: " + string.Join(", ", ending.Select(stamp => $"{stamp.Year} {stamp.Kind} – {stamp.Until.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture)}")),
                "продлите: eljournal archive stamp.");
        }
        catch (Marten.Exceptions.MartenCommandException)
        {
            return null;
        }
    }
}
