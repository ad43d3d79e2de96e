using System.Text.Json.Serialization;
using ElJournal.Kernel;

namespace ElJournal.Access;

/// <summary>Токен API: the key of one program.</summary>
[JsonConverter(typeof(IdJsonConverter<TokenId>))]
public readonly record struct TokenId(string Value) : IId<TokenId>
{
    public static TokenId From(string value) => new(Id.Checked(value));

    /// <summary>Key of the token's stream.</summary>
    public string Stream => $"token/{Value}";

    /// <summary>Under which account its entries are recorded.</summary>
    public AccountId Account => new("token-" + Value);

    public override string ToString() => Value;
}

/// <summary>Токен API создан. Neither the token nor its hash is in the event; the name that the administrator gave it is a personal text.</summary>
/// <param name="Permissions">What it may do, by name: <c>read_journal</c>.</param>
/// <param name="Scopes">Where: <c>*</c>, <c>class/8b</c>, <c>course/algebra-8b</c>.</param>
/// <param name="Until">The last day on which it is honoured.</param>
[Recorded("access.token_created.v1")]
public sealed record TokenCreated(
    TokenId Token, AccountId Account, PersonalText Name, IReadOnlyList<string> Permissions, IReadOnlyList<string> Scopes, DateOnly Until);

/// <summary>Токен API отозван: from this moment it is refused on every node.</summary>
[Recorded("access.token_revoked.v1")]
public sealed record TokenRevoked(TokenId Token);
