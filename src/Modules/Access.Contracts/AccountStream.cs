using ElJournal.Kernel;

namespace ElJournal.Access;

/// <summary>Key of an account's stream.</summary>
public static class AccountStream
{
    public static string Of(AccountId account) => $"account/{account}";
}
