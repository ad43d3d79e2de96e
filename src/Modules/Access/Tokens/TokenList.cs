using ElJournal.Access.Accounts;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;

namespace ElJournal.Access.Tokens;

/// <summary>A token as the administrator sees it.</summary>
public sealed record TokenLine(ApiToken Token, string Name, IReadOnlyList<string> Where, string By, DateTimeOffset? LastUse, bool Honoured);

/// <summary>A class or course that a token can be bound to.</summary>
/// <param name="Key"><c>class/8b</c> or <c>course/algebra-8b</c>.</param>
public sealed record TokenPlace(string Key, string Name, bool IsClass);

/// <summary>The school's tokens with their names, and where a new one could be let.</summary>
public sealed class TokenList(IDocumentStore store, Openings openings, AccountNames names, TokenDoor door, TimeProvider clock)
{
    public async Task<(IReadOnlyList<TokenLine> Lines, IReadOnlyList<TokenPlace> Places, DateOnly Today)> Of(SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var today = await AccountFacts.TodayAt(session, clock, cancel);
        var tokens = await session.Query<ApiToken>().ToListAsync(cancel);
        var named = await openings.Read(school, tokens.Select(token => token.Name), cancel);
        var makers = await names(school, [.. tokens.Select(token => token.By).Distinct()], cancel);
        var uses = await door.LastUses(school, cancel);
        var places = await Places(session, cancel);
        var whereabouts = places.ToDictionary(place => place.Key, place => place.Name);
        return ([.. tokens.Select(token => new TokenLine(
                token, named.GetValueOrDefault(token.Name, token.Key.Value), [.. token.Scopes.Select(scope => whereabouts.GetValueOrDefault(scope, scope))],
                makers.GetValueOrDefault(token.By, token.By.Value), uses.TryGetValue(token.Key, out var last) ? last : null, token.IsHonoured(today)))
            .OrderByDescending(line => line.Honoured).ThenBy(line => line.Name, StringComparer.CurrentCulture)], places, today);
    }

    private static async Task<IReadOnlyList<TokenPlace>> Places(IQuerySession session, CancellationToken cancel)
    {
        var classes = (await session.Query<ClassRoster>().ToListAsync(cancel)).OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture).ToList();
        var subjects = (await session.Query<SubjectCard>().ToListAsync(cancel)).ToDictionary(s => s.Subject, s => s.Name);
        var courses = (await session.Query<CourseCard>().ToListAsync(cancel)).SelectMany(c => c.Classes.Select(k => (Class: k.Value, Course: c))).ToLookup(c => c.Class, c => c.Course);
        return
        [
            .. classes.Select(c => new TokenPlace(Streams.Class(ClassId.From(c.Id)), c.Name, true)),
            .. classes.SelectMany(c => courses[c.Id].Select(course => new TokenPlace(
                Streams.Course(course.Course), $"{c.Name} {subjects.GetValueOrDefault(course.Subject, course.Subject.Value)}", false))),
        ];
    }
}
