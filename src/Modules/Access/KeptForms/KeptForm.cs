using ElJournal.Kernel;

namespace ElJournal.Access.KeptForms;

/// <summary>
/// Набранное: what somebody sent after their session had ended. It waits a while for the same person, in the same browser, and is then
/// put back into the form it came from; it is never carried out by itself.
/// </summary>
/// <param name="Id">Hash of the random text in the browser's cookie.</param>
/// <param name="Account">Whose form it was.</param>
/// <param name="Page">Address of the page with the form.</param>
/// <param name="Fields">Where the form goes and its fields, closed by Data Protection: people's words do not lie open in the database.</param>
public sealed record KeptForm(string Id, AccountId Account, string Page, string Fields, DateTimeOffset Until)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <summary>A form with more letters is not kept; a file never is, and has to be chosen again.</summary>
    public const int Largest = 64 * 1024;

    /// <summary>Never prints what was typed: this record may meet a log.</summary>
    public override string ToString() => $"KeptForm of {Account}";
}

/// <summary>The form itself, as it is closed and opened.</summary>
public sealed record TypedForm(string Action, IReadOnlyList<KeyValuePair<string, string>> Fields);
