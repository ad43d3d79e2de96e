namespace ElJournal.Access;

/// <summary>Addresses of the module.</summary>
public static class AccessAddresses
{
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";
    public const string Role = "/role";
    public const string Setup = "/setup";
    public const string Tokens = "/admin/tokens";

    /// <summary>Field and query parameter with the path to go to after signing in.</summary>
    public const string Return = "return";

    /// <summary>A path of this very site, or the first page: nobody is sent elsewhere by a link to the sign-in.</summary>
    public static string Local(string? path) =>
        path is ['/', ..] && path is not (['/', '/', ..] or ['/', '\\', ..]) && !path.Any(char.IsControl) ? path : "/";
}
