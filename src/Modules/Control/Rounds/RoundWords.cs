using System.Globalization;
using ElJournal.Control.Pages;
using ElJournal.Control.Remarks;

namespace ElJournal.Control.Rounds;

/// <summary>Rounds in words.</summary>
internal static class RoundWords
{
    public static string Scope(RoundLine line) => line.Scope.Count == 0 ? RoundEndpoints.Words["everything"] : string.Join(" · ", line.Scope);

    public static string Days(Round round) => $"{ControlFrame.Dotted(round.From)} – {ControlFrame.Dotted(round.To)}";

    public static string Checks(Round round) =>
        round.Checks.Count == Control.Checks.All.Count ? RoundEndpoints.Words["all-checks"] : string.Join(", ", round.Checks.Select(RemarkWords.Check).Select((name, i) => i == 0 ? name : char.ToLower(name[0], CultureInfo.CurrentUICulture) + name[1..]));
}
