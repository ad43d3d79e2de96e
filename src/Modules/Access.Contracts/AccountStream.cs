using ElJournal.Kernel;

namespace ElJournal.Access;

/// <summary>Key of an account's stream.</summary>
public static class AccountStream
{
    public static string Of(AccountId account) => account.Resource;
}

/// <summary>Keys of the streams of what the school lays down about access.</summary>
public static class AccessStreams
{
    public const string Rules = "regulation/access";

    public const string Undertaking = "regulation/undertaking";
}
