using System.Globalization;
using ElJournal.Integrity.Watching;
using ElJournal.Kernel;
using ElJournal.Store.Examining;
using Microsoft.Extensions.Configuration;

namespace ElJournal.Integrity.Witnessing;

/// <summary>Whether the witnesses cosign; where none is set, nothing is said.</summary>
internal sealed class WitnessExamined(Witnesses witnesses, WatchedSchools schools, IConfiguration configuration, TimeProvider clock) : Examined("witness", WatchWords.All)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(2);

    public override async Task<IReadOnlyList<Finding>> Look(IReadOnlyList<SchoolId> asked, CancellationToken cancel)
    {
        IReadOnlyList<WitnessPlace> places;
        try
        {
            places = WitnessPlace.Read(configuration);
        }
        catch (FormatException)
        {
            return [Ill(Say("settings"), null, "advice.settings")];
        }
        var findings = new List<Finding>();
        foreach (var school in asked)
        {
            foreach (var place in places) findings.Add(await Look(school, place, cancel));
        }
        return findings;
    }

    private async Task<Finding> Look(SchoolId school, WitnessPlace place, CancellationToken cancel)
    {
        var last = await witnesses.LastOf(school, place, cancel);
        var seen = last is { } cosigned
            ? Say("seen", place.Key.Name, (await schools(school, cancel)).LocalAt(cosigned.At).ToString("g", CultureInfo.CurrentUICulture), cosigned.Size)
            : Say("none", place.Key.Name);
        var isLate = last is null || clock.GetUtcNow() - last.Value.At > Longest;
        return witnesses.FaultOf(school, place) switch
        {
            null => last is null ? Note(seen, school, "advice.waiting") : Well(seen, school),
            WitnessFault.Away when !isLate => Note($"{seen}; {Say("fault.Away")}", school, "advice.Away"),
            { } fault => Ill($"{seen}; {Say("fault." + fault)}", school, "advice." + fault),
        };
    }
}
