using System.Globalization;
using System.Resources;
using ElJournal.Kernel;

namespace ElJournal.Access;

/// <summary>Why the module refuses.</summary>
public static class Refusals
{
    /// <summary>One sentence for an unknown login, a wrong password and a locked account: it tells a stranger nothing.</summary>
    public static readonly RefusalKind SignInFailed = Kind("sign_in_failed");

    public static readonly RefusalKind AccountIsSuspended = Kind("account_is_suspended");
    public static readonly RefusalKind NoRole = Kind("no_role");
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
    public static readonly RefusalKind TokenExists = Kind("token_exists");
    public static readonly RefusalKind TokenIsUnknown = Kind("token_is_unknown");
    public static readonly RefusalKind TokenNameIsWrong = Kind("token_name_is_wrong");
    public static readonly RefusalKind TokenRightsAreWrong = Kind("token_rights_are_wrong");
    public static readonly RefusalKind TokenRightIsForWholeSchool = Kind("token_right_is_for_whole_school");
    public static readonly RefusalKind TokenPlaceIsMissing = Kind("token_place_is_missing");
    public static readonly RefusalKind TokenPlaceIsUnknown = Kind("token_place_is_unknown");
    public static readonly RefusalKind TokenDateIsWrong = Kind("token_date_is_wrong");

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
