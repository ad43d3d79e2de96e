using ElJournal.Access.SigningIn;
using ElJournal.Access.Tokens;
using ElJournal.Kernel;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Access.Rights;

/// <summary>Makes the actor that pages and commands need: who, in what role, with what rights.</summary>
public sealed class Actors(GrantSource grants)
{
    /// <summary>Account under which commands typed at the server are recorded.</summary>
    public static readonly AccountId CommandLine = new("cli");

    /// <summary>Account under which the program's own acts are recorded.</summary>
    public static readonly AccountId Program = new("program");

    /// <summary>The person of the request; null when nobody is signed in. Asked once for a request.</summary>
    public async Task<Actor?> Find(HttpContext http, CancellationToken cancel = default)
    {
        if (http.Features.Get<Actor>() is { } known) return known;
        if (http.Features.Get<TokenBearer>() is { } bearer)
        {
            http.Features.Set(bearer.Actor);
            return bearer.Actor;
        }
        if (http.Features.Get<SignedIn>() is not { } person) return null;
        // A sign-in that is not finished gives no right but that to finish it.
        if (person.Pending is not null) return Known(http, person, new Grants([Own(person)]));
        var granted = await grants.Of(person.Account, person.Role, person.School, person.Today, cancel);
        return Known(http, person, new Grants([.. granted.All, Own(person)]));
    }

    private static Actor Known(HttpContext http, SignedIn person, Grants grants)
    {
        var actor = new Actor(person.Account.Key, person.Role, person.School, Channel.Web, person.Session, grants);
        http.Features.Set(actor);
        return actor;
    }

    /// <summary>Everybody manages their own credentials.</summary>
    private static Grant Own(SignedIn person) => new(Permission.OwnAccount, AccountStream.Of(person.Account.Key));

    /// <summary>The person of a request that only a signed-in person can make.</summary>
    public async Task<Actor> Current(HttpContext http, CancellationToken cancel = default) =>
        await Find(http, cancel) ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>
    /// Whoever may start the program on the server already holds its database: the command line acts with an administrator's rights,
    /// recorded as account <c>cli</c>. A file read there comes by <see cref="Channel.Import"/>.
    /// </summary>
    public static Actor ForCommandLine(SchoolId school, Channel channel = Channel.Cli) =>
        new(CommandLine, Role.Administrator, school, channel, "cli", GrantRules.For(new GrantFacts(Role.Administrator, default)));

    /// <summary>What the program does by itself because something was recorded, such as opening the account of a new pupil.</summary>
    internal static Actor OfProgram(SchoolId school) =>
        new(Program, Role.Administrator, school, Channel.Program, "program", new Grants([new Grant(Permission.ManageAccounts, Grant.WholeSchool)]));

    /// <summary>The same person bringing a file.</summary>
    public static Actor Importing(Actor person) => person with { Channel = Channel.Import };
}
