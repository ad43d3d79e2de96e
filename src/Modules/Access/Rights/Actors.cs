using System.Text.Json;
using ElJournal.Access.SigningIn;
using ElJournal.Access.Tokens;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;
using Marten.Linq.MatchesSql;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Access.Rights;

/// <summary>Makes the actor that pages and commands need: who, in what role, with what rights.</summary>
public sealed class Actors(IDocumentStore store)
{
    /// <summary>Account under which commands typed at the server are recorded.</summary>
    public static readonly AccountId CommandLine = new("cli");

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
        var courses = person.Role == Role.Teacher && person.Account.Staff is { } staff ? await CoursesOf(staff, person.School, cancel) : [];
        var actor = new Actor(
            person.Account.Key, person.Role, person.School, Channel.Web, person.Session,
            GrantRules.For(person.Role, person.Account.Staff, courses));
        http.Features.Set(actor);
        return actor;
    }

    /// <summary>The person of a request that only a signed-in person can make.</summary>
    public async Task<Actor> Current(HttpContext http, CancellationToken cancel = default) =>
        await Find(http, cancel) ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>
    /// Whoever may start the program on the server already holds its database: the command line acts with an administrator's rights,
    /// recorded as account <c>cli</c>. A file read there comes by <see cref="Channel.Import"/>.
    /// </summary>
    public static Actor ForCommandLine(SchoolId school, Channel channel = Channel.Cli) =>
        new(CommandLine, Role.Administrator, school, channel, "cli", GrantRules.For(Role.Administrator, null, []));

    /// <summary>The same person bringing a file.</summary>
    public static Actor Importing(Actor person) => person with { Channel = Channel.Import };

    private async Task<IReadOnlyList<CourseCard>> CoursesOf(StaffId staff, SchoolId school, CancellationToken cancel)
    {
        var wanted = JsonSerializer.Serialize(new { teachers = new[] { new { teacher = staff.Value } } });
        await using var session = store.QuerySession(school.Value);
        return await session.Query<CourseCard>().Where(course => course.MatchesSql("d.data @> ?::jsonb", wanted)).ToListAsync(cancel);
    }
}
