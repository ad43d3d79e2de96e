using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using ElJournal.Store;
using Marten;
using Microsoft.AspNetCore.Identity;

namespace ElJournal.Access.Own;

/// <summary>
/// Собственный пароль: judged by the rules, hashed, recorded. The session in which it is chosen goes on, all others of the account are
/// over.
/// </summary>
public sealed class OwnPassword(IDocumentStore store, Passwords passwords, Sessions sessions, Desk desk)
{
    public async Task<Outcome> Choose(SignedIn person, Actor actor, string password, string again, CancellationToken cancel)
    {
        await using var session = store.QuerySession(person.School.Value);
        var credential = await session.LoadAsync<Credential>(person.Account.Key.Value, cancel);
        if (credential is null) return Outcome.Refused(Refusals.AccountIsUnknown);
        if (password != again) return Outcome.Refused(Refusals.PasswordsDiffer);
        if (Passwords.Forbid(credential.Login, password, person.ShortestPassword) is { } forbidden) return forbidden;
        var hash = passwords.Hash(password);
        var outcome = await desk.Send(new ChoosePassword(Guid.NewGuid(), person.Account.Key, hash), actor, cancel);
        if (outcome.IsAccepted) await sessions.Restamp(person.School, person.Session, hash.Stamp, cancel);
        return outcome;
    }

    /// <summary>Proves once more who sits there, before anything about the credentials changes (ASVS 5.0, 7.5.1).</summary>
    public async Task<bool> IsProved(SignedIn person, string? password, CancellationToken cancel)
    {
        await using var session = store.QuerySession(person.School.Value);
        var credential = await session.LoadAsync<Credential>(person.Account.Key.Value, cancel);
        return password is { Length: > 0 and <= Passwords.Longest } && passwords.Compare(credential, password) != PasswordVerificationResult.Failed;
    }
}
