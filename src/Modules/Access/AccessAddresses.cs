namespace ElJournal.Access;

/// <summary>Addresses of the module.</summary>
public static class AccessAddresses
{
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";
    public const string Role = "/role";
    public const string Setup = "/setup";
    public const string ViewAs = "/admin/view-as";
    public const string ViewAsEnd = "/view-as/end";
    public const string SecondStep = "/sign-in/code";
    public const string WelcomeUndertaking = "/welcome/undertaking";
    public const string WelcomePassword = "/welcome/password";
    public const string Account = "/account";
    public const string OwnPassword = "/account/password";
    public const string SecondFactor = "/account/second-step";
    public const string RecoveryCodes = "/account/second-step/codes";
    public const string Credentials = "/credentials";
    public const string Losses = "/losses";
    public const string Undertakings = "/undertakings";
    public const string Rules = "/access-rules";
    public const string Tokens = "/admin/tokens";
    public const string People = "/admin/people";
    public const string Training = "/admin/training";

    /// <summary>Field and query parameter with the path to go to after signing in.</summary>
    public const string Return = "return";

    /// <summary>A path of this very site, or the first page: nobody is sent elsewhere by a link to the sign-in.</summary>
    public static string Local(string? path) =>
        path is ['/', ..] && path is not (['/', '/', ..] or ['/', '\\', ..]) && !path.Any(char.IsControl) ? path : "/";
}
