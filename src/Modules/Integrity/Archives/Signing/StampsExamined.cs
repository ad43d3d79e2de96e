using System.Globalization;
using ElJournal.Kernel;
using ElJournal.Store.Examining;
using Marten;

namespace ElJournal.Integrity.Archives.Signing;

/// <summary>Time-stamps of archives that must be renewed before their authority's certificate ends.</summary>
internal sealed class StampsExamined(IDocumentStore store, ArchiveSigner signer) : Examined("stamps", Refusals.Texts)
{
    public override async Task<IReadOnlyList<Finding>> Look(IReadOnlyList<SchoolId> schools, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        foreach (var school in schools)
        {
            await using var session = store.QuerySession(school.Value);
            var ending = (await session.Query<ArchiveShelf>().ToListAsync(cancel)).SelectMany(shelf => shelf.EndingBy(signer.RenewalDay)).OrderBy(stamp => stamp.Until)
                .Select(stamp => $"{stamp.Year} {stamp.Kind} – {stamp.Until.ToString("d", CultureInfo.CurrentUICulture)}").ToList();
            if (ending.Count > 0) findings.Add(Note(Say("ending", string.Join(", ", ending)), school));
        }
        return findings;
    }
}
