using ElJournal.Integrity.Anchors;
using ElJournal.Store.Examining;

namespace ElJournal.Integrity.Watching.Pages;

/// <summary>What the status page shows.</summary>
/// <param name="Findings">Ill first, then what is worth knowing, then what is well.</param>
/// <param name="Watch">Null: the log was never checked.</param>
/// <param name="Book">Null: nobody was ever named a recipient.</param>
/// <param name="IsRunning">A full check is going on.</param>
/// <param name="MayName">Whether the reader may name recipients.</param>
/// <param name="MayCompare">Whether the reader may see what was changed: an entry names pupils by their ids.</param>
public sealed record StatusView(IReadOnlyList<Finding> Findings, LogWatch? Watch, AnchorBook? Book, bool IsRunning, bool MayName, bool MayCompare)
{
    public int Ill => Findings.Count(f => f.Health is Health.Ill);
}

/// <summary>A recipient as the page of recipients shows one.</summary>
/// <param name="Name">Null: no longer at work.</param>
/// <param name="Address">Null: erased.</param>
public sealed record ShownRecipient(Recipient Recipient, string? Name, string? Address);

/// <summary>What the page of recipients shows.</summary>
/// <param name="Staff">Who may be chosen: id and name, by name.</param>
/// <param name="IsMailSet">Whether there is a mail server to send through.</param>
/// <param name="Fault">What the last attempt met, in words; null: nothing.</param>
/// <param name="Refusal">Why the form was not taken.</param>
/// <param name="Person">What was chosen in a refused form.</param>
/// <param name="Typed">What was typed in a refused form.</param>
public sealed record RecipientsView(
    IReadOnlyList<ShownRecipient> Recipients, IReadOnlyList<(string Id, string Name)> Staff, bool IsMailSet, string? Fault, string? Refusal, string? Person, string? Typed);
