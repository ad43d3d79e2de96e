using ElJournal.Access.Accounts;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;
using Wolverine.Marten;

namespace ElJournal.Access.Tokens;

/// <summary>Создать токен API: for which program, what it may do, where and until when. The secret comes as its hash.</summary>
/// <param name="Scopes"><c>*</c>, or classes and courses.</param>
public sealed record CreateToken(
    Guid CommandId, TokenId Token, Opening Name, IReadOnlyList<Permission> Permissions, IReadOnlyList<string> Scopes, DateOnly Until, string SecretHash)
    : ICommand, ICarriesOpenings
{
    public const int LongestName = 100;

    public Need Need => new(Permission.ManageAccounts);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Token.Stream;

    public IEnumerable<Opening> Openings => [Name];

    /// <summary>Never prints name and hash: this record may meet a log.</summary>
    public override string ToString() => $"{nameof(CreateToken)} {Token}";
}

/// <summary>What creating a token depends on.</summary>
/// <param name="Places">Keys of the named classes and courses that are there.</param>
public sealed record TokenFacts(DateOnly Today, IReadOnlySet<string> Places);

public static class CreateTokenHandler
{
    public static async Task<TokenFacts> LoadAsync(CreateToken command, IDocumentSession session, TimeProvider clock, CancellationToken cancel)
    {
        var named = command.Scopes.Where(scope => scope != Grant.WholeSchool).ToArray();
        var courses = await session.LoadManyAsync<CourseCard>(cancel, named);
        var classes = await session.LoadManyAsync<ClassRoster>(cancel, [.. named.Select(scope => scope.Replace("class/", "", StringComparison.Ordinal))]);
        return new TokenFacts(
            await AccountFacts.TodayAt(session, clock, cancel), courses.Select(c => c.Id).Concat(classes.Select(c => "class/" + c.Id)).ToHashSet());
    }

    public static (Outcome, Events, IMartenOp) Handle(
        CreateToken command, [WriteAggregate(nameof(CreateToken.Stream), Required = false)] ApiToken? token, TokenFacts facts)
    {
        if (token is not null) return Refused(Refusals.TokenExists);
        if (string.IsNullOrWhiteSpace(command.Name.Value) || command.Name.Value.Length > CreateToken.LongestName)
            return Refused(Refusals.TokenNameIsWrong, CreateToken.LongestName);
        if (command.Permissions.Count == 0 || command.Permissions.Except(TokenRights.ForPrograms).Any()) return Refused(Refusals.TokenRightsAreWrong);
        if (command.Scopes.Count == 0) return Refused(Refusals.TokenPlaceIsMissing);
        if (!command.Scopes.Contains(Grant.WholeSchool))
        {
            if (!command.Scopes.All(facts.Places.Contains)) return Refused(Refusals.TokenPlaceIsUnknown);
            if (!command.Permissions.All(TokenRights.IsByCourse)) return Refused(Refusals.TokenRightIsForWholeSchool);
        }
        if (command.Until < facts.Today || command.Until > facts.Today.AddYears(1)) return Refused(Refusals.TokenDateIsWrong);
        return (Outcome.Accepted,
            [new TokenCreated(
                command.Token, command.Token.Account, command.Name.Sealed, [.. command.Permissions.Distinct().Select(Provenance.Headers.Name)],
                command.Scopes.Contains(Grant.WholeSchool) ? [Grant.WholeSchool] : [.. command.Scopes.Distinct()], command.Until)],
            MartenOps.Insert(new TokenSecret(command.SecretHash, command.Token)));
    }

    private static (Outcome, Events, IMartenOp) Refused(RefusalKind kind, params object?[] arguments) =>
        (Outcome.Refused(kind, arguments), [], MartenOps.Nothing());
}

/// <summary>Отозвать токен: at once, for ever.</summary>
public sealed record RevokeToken(Guid CommandId, TokenId Token) : ICommand
{
    public Need Need => new(Permission.ManageAccounts);

    /// <summary>Key of the stream the command writes to.</summary>
    public string Stream => Token.Stream;
}

public static class RevokeTokenHandler
{
    public static (Outcome, Events) Handle(RevokeToken command, [WriteAggregate(nameof(RevokeToken.Stream), Required = false)] ApiToken? token) => token switch
    {
        null => (Outcome.Refused(Refusals.TokenIsUnknown), []),
        { Revoked: true } => (Outcome.Accepted, []),
        _ => (Outcome.Accepted, [new TokenRevoked(command.Token)]),
    };
}
