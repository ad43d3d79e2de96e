using System.Globalization;
using System.Resources;
using ElJournal.Kernel;

namespace ElJournal.Access;

/// <summary>Why the module refuses.</summary>
public static class Refusals
{
    /// <summary>One sentence for an unknown login, a wrong password and a locked account: it tells a stranger nothing.</summary>
    public static readonly RefusalKind SignInFailed = Kind("sign_in_failed");

    public static readonly RefusalKind SchoolIsUnknown = Kind("school_is_unknown");
    public static readonly RefusalKind AccountExists = Kind("account_exists");
    public static readonly RefusalKind AccountIsUnknown = Kind("account_is_unknown");
    public static readonly RefusalKind LoginIsTaken = Kind("login_is_taken");
    public static readonly RefusalKind LoginIsWrong = Kind("login_is_wrong");
    public static readonly RefusalKind LastAdministrator = Kind("last_administrator");
    public static readonly RefusalKind PasswordIsShort = Kind("password_is_short");
    public static readonly RefusalKind PasswordIsLong = Kind("password_is_long");
    public static readonly RefusalKind PasswordIsWeak = Kind("password_is_weak");
    public static readonly RefusalKind SetupCodeIsDead = Kind("setup_code_is_dead");

    /// <summary>One sentence for a wrong, an old and a used code.</summary>
    public static readonly RefusalKind CodeIsWrong = Kind("code_is_wrong");

    public static readonly RefusalKind PasswordIsNotYours = Kind("password_is_not_yours");
    public static readonly RefusalKind PasswordsDiffer = Kind("passwords_differ");
    public static readonly RefusalKind NoSecondFactor = Kind("no_second_factor");
    public static readonly RefusalKind SecondFactorIsDemanded = Kind("second_factor_is_demanded");
    public static readonly RefusalKind TwoPersonsAreNeeded = Kind("two_persons_are_needed");
    public static readonly RefusalKind NoOtherAdministrator = Kind("no_other_administrator");
    public static readonly RefusalKind NothingToConfirm = Kind("nothing_to_confirm");
    public static readonly RefusalKind AccountIsNotInUse = Kind("account_is_not_in_use");
    public static readonly RefusalKind UndertakingIsNew = Kind("undertaking_is_new");
    public static readonly RefusalKind UndertakingIsNotTaken = Kind("undertaking_is_not_taken");
    public static readonly RefusalKind TextIsMissing = Kind("text_is_missing");
    public static readonly RefusalKind ActIsMissing = Kind("act_is_missing");
    public static readonly RefusalKind RuleIsOutOfBounds = Kind("rule_is_out_of_bounds");

    internal static string ForgedRequest() => AccessTexts.Of("forged_request");

    private static RefusalKind Kind(string name) => new("access." + name, AccessTexts.All);
}

/// <summary>The module's words, Russian neutral, English second.</summary>
public static class AccessTexts
{
    public static readonly ResourceManager All = new("ElJournal.Access.Texts", typeof(AccessTexts).Assembly);

    public static string Of(string name, params object?[] arguments) => string.Format(
        CultureInfo.CurrentUICulture,
        All.GetString(name, CultureInfo.CurrentUICulture) ?? throw new InvalidOperationException($"There is no text {name}."), arguments);
}
