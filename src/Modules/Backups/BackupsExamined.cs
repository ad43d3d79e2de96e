using ElJournal.Kernel;
using ElJournal.Store.Examining;

namespace ElJournal.Backups;

/// <summary>Copies, trials of restoring and the stream in the one list of what is looked at: as their own page says it.</summary>
internal sealed class BackupsExamined(SafetyReading reading) : IExamined
{
    public string Check => "backup";

    public string About => BackupTexts.All["copy"];

    public async Task<IReadOnlyList<Finding>> Look(IReadOnlyList<SchoolId> schools, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        foreach (var school in schools)
        {
            // The copies and the stream are of the whole installation and said once; what was proven is proven of each log.
            foreach (var finding in (await reading.Of(school, cancel)).Findings)
            {
                if (finding.Check is "restore_proven" or "kept_checkpoint") findings.Add(finding with { School = school });
                else if (findings.All(said => said.Check != finding.Check)) findings.Add(finding);
            }
        }
        return findings;
    }
}
