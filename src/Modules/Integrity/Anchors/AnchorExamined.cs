using System.Globalization;
using ElJournal.Integrity.Watching;
using ElJournal.Kernel;
using ElJournal.Store.Examining;
using Microsoft.Extensions.Configuration;

namespace ElJournal.Integrity.Anchors;

/// <summary>Whether a checkpoint lies outside: without one, whoever rewrites the whole log with its key is not found out.</summary>
internal sealed class AnchorExamined(AnchorMails mails, WatchedSchools schools, IConfiguration configuration, TimeProvider clock) : Examined("anchor", WatchWords.All)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(2);

    public override async Task<IReadOnlyList<Finding>> Look(IReadOnlyList<SchoolId> asked, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        foreach (var school in asked) findings.Add(await Look(school, cancel));
        return findings;
    }

    private async Task<Finding> Look(SchoolId school, CancellationToken cancel)
    {
        if (await mails.BookOf(school, cancel) is not { Recipients.Count: > 0 } book) return Note(Say("nobody"), school, "advice.nobody");
        // A command beside the server may not be given the server's settings: what went out lately says more than they do.
        if (!IsSet() && !(clock.GetUtcNow() - book.LastAt <= Longest)) return Ill(Say("unset"), school, "advice.unset");
        var fault = mails.FaultOf(school);
        if (book is not { Last: { } last, LastAt: { } at })
            return fault is { } never ? Ill(Say("fault." + never.Why), school, "advice." + never.Why) : Note(Say("waiting"), school, "advice.waiting");
        var seen = Say("seen", (await schools(school, cancel)).LocalAt(at).ToString("g", CultureInfo.CurrentUICulture), last.Size, book.Recipients.Count);
        var isLate = clock.GetUtcNow() - at > Longest;
        return fault is { } why ? (isLate ? Ill(Words(), school, "advice." + why.Why) : Note(Words(), school, "advice." + why.Why))
            : isLate ? Ill(seen, school, "advice.waiting") : Well(seen, school);

        string Words() => $"{seen}; {Say("fault." + fault!.Value.Why)}";
    }

    private bool IsSet()
    {
        try
        {
            return MailSettings.Read(configuration) is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
