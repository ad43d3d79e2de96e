using ElJournal.Kernel;
using ElJournal.Store.Examining;

namespace ElJournal.Integrity.Custody;

/// <summary>What people have to do about the archives is no illness of the installation; what an act of destruction should have removed is.</summary>
internal sealed class CustodyExamined(CustodyWatch watch) : Examined("custody", CustodyWatch.Words.Resources)
{
    public override async Task<IReadOnlyList<Finding>> Look(IReadOnlyList<SchoolId> schools, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        foreach (var school in schools)
        {
            var lacks = watch.Of(await watch.Facts(school, cancel), school);
            if (lacks.Count == 0) findings.Add(Well(Say("well"), school));
            findings.AddRange(lacks.Select(lack => lack.Key == "files" ? Ill(lack.Text(), school) : Note(lack.Text(), school)));
        }
        return findings;
    }
}
