using System.Security.Cryptography;

namespace ElJournal.Sample.Setting;

/// <summary>The one password of a sample's printed accounts: that given in the environment, else one made up. It is kept nowhere.</summary>
public static class SamplePassword
{
    public const string Variable = "ELJ_SAMPLE_PASSWORD";

    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public static string Make() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
        ? given
        : string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Alphabet, 5)));
}
