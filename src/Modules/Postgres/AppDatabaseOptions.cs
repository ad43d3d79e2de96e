namespace ElJournal.Postgres;

/// <summary>Where a database may come from; <c>ELJ_PG</c> forces one of them.</summary>
public enum DatabaseSource
{
    External,
    Local,
    Npm,
    Docker,
}

/// <summary>What the start of the application says about its database.</summary>
/// <param name="DataDirectory">Everything the journal keeps on this machine; the private cluster lies in <c>pg/</c> inside.</param>
/// <param name="ConnectionString">A server somebody else runs; nothing is started then.</param>
/// <param name="Forced">The only source to try; null tries them in order.</param>
public sealed record AppDatabaseOptions(string DataDirectory, string? ConnectionString = null, DatabaseSource? Forced = null)
{
    public static AppDatabaseOptions FromEnvironment(string? dataDirectory = null) => new(
        Path.GetFullPath(dataDirectory ?? DefaultDataDirectory()),
        Variable("ConnectionStrings__ElJournal"),
        ForcedByEnvironment());

    /// <summary>Root keeps data where a service may reach it, a person in the home folder.</summary>
    public static string DefaultDataDirectory()
    {
        if (OperatingSystem.IsWindows())
        {
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "eljournal");
        }

        if (Environment.IsPrivilegedProcess) return "/var/lib/eljournal";

        return Path.Combine(
            Variable("XDG_DATA_HOME")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share"),
            "eljournal");
    }

    /// <summary>The source <c>ELJ_PG</c> names, or null when it names none.</summary>
    public static DatabaseSource? ForcedByEnvironment() => Variable("ELJ_PG") switch
    {
        null => null,
        "external" => DatabaseSource.External,
        "local" => DatabaseSource.Local,
        "npm" => DatabaseSource.Npm,
        "docker" => DatabaseSource.Docker,
        var other => throw new DatabaseUnavailable(Texts.Format("ForcedIsUnknown", other), []),
    };

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
