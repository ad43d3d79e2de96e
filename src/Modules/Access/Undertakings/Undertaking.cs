using System.Security.Cryptography;
using System.Text;

namespace ElJournal.Access.Undertakings;

/// <summary>Обязательство не передавать логин и пароль (D-26, Z-19): all versions of the school's text, oldest first.</summary>
public sealed record Undertaking(string Id, IReadOnlyList<UndertakingSet> Versions)
{
    public UndertakingSet Current => Versions[^1];

    public static Undertaking Create(UndertakingSet e) => new(AccessStreams.Undertaking, [e]);

    public static Undertaking Apply(UndertakingSet e, Undertaking undertaking) => undertaking with { Versions = [.. undertaking.Versions, e] };

    /// <summary>By which a signature is tied to the words that were signed.</summary>
    public static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>Which version has to be signed: all that a request needs to know, so that it does not read the text each time.</summary>
public sealed record UndertakingDue(string Id, int Version)
{
    public static UndertakingDue Create(UndertakingSet e) => new(AccessStreams.Undertaking, e.Version);

    public static UndertakingDue Apply(UndertakingSet e, UndertakingDue due) => due with { Version = e.Version };
}
