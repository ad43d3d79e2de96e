using System.Net.Sockets;
using Npgsql;

namespace ElJournal.Postgres;

/// <summary>Gives the application its database: somebody's server when one is named, else the journal's own.</summary>
public static class PostgresForApp
{
    public static Task<Database> ResolveAsync(AppDatabaseOptions options, CancellationToken cancellation) =>
        ResolveAsync(options, SearchPlaces.OfThisMachine(options.DataDirectory), cancellation);

    /// <param name="places">Where to look for PostgreSQL; tests narrow it.</param>
    public static async Task<Database> ResolveAsync(AppDatabaseOptions options, SearchPlaces places, CancellationToken cancellation)
    {
        if (options.Forced is DatabaseSource.External || (options.Forced is null && options.ConnectionString is not null))
        {
            return await ExternalAsync(options, cancellation);
        }

        using var turn = await TakeTurnAsync(options.DataDirectory, cancellation);
        var cluster = PrivateCluster.Existing(options.DataDirectory);
        if (options.Forced is not DatabaseSource.Docker && cluster is not null
            && await cluster.AttachAsync(cancellation) is { } attached)
        {
            return attached;
        }

        return await StartAsync(options, places, cluster, cancellation);
    }

    private static async Task<Database> StartAsync(
        AppDatabaseOptions options, SearchPlaces places, PrivateCluster? cluster, CancellationToken cancellation)
    {
        var tried = new List<string>();
        var docker = places.Docker is null ? null : DockerServer.For(new DockerEngine(places.Docker), options.DataDirectory);

        // Where the data are, there the journal goes on: a newly installed server must not open an empty book instead.
        var dataInDocker = cluster is null && docker is { HasData: true } && options.Forced is null;

        if (!dataInDocker && options.Forced is null or DatabaseSource.Local
            && await LocalAsync(options, places, cluster, tried, cancellation) is { } local)
        {
            return local;
        }

        if (!dataInDocker && options.Forced is null or DatabaseSource.Npm
            && await NpmAsync(options, places, cluster, tried, cancellation) is { } npm)
        {
            return npm;
        }

        if (options.Forced is DatabaseSource.Docker || (options.Forced is null && cluster is null))
        {
            if (docker is not null && await docker.Engine.AnswersAsync(cancellation))
            {
                return await docker.StartAsync(cancellation);
            }

            tried.Add(Texts.Format("NoDocker"));
        }

        if (!dataInDocker && options.Forced is null or DatabaseSource.Local
            && await InstalledAsync(options, places, cluster, tried, cancellation) is { } installed)
        {
            return installed;
        }

        throw new DatabaseUnavailable(
            dataInDocker ? Texts.Format("DataInDocker", docker!.Folder)
            : cluster is not null ? Texts.Format("MajorDiffers", cluster.Data, cluster.Major)
            : options.Forced is { } forced ? Texts.Format("ForcedFailed", forced.ToString().ToLowerInvariant())
            : Texts.Format("NothingFound"),
            tried);
    }

    private static async Task<Database> ExternalAsync(AppDatabaseOptions options, CancellationToken cancellation)
    {
        if (options.ConnectionString is null)
        {
            throw new DatabaseUnavailable(Texts.Format("ForcedFailed", "external"), [Texts.Format("NoConnectionString")]);
        }

        var external = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        if (string.IsNullOrEmpty(external.Database)) external.Database = JournalDatabase.Name;
        try
        {
            var version = await JournalDatabase.OpenExternalAsync(external, cancellation);
            return new Database(
                external.ConnectionString, Texts.Format("BackendExternal", version, external.Host, external.Database), owned: false);
        }
        catch (Exception refused) when (refused is NpgsqlException or SocketException or ArgumentException)
        {
            throw new DatabaseUnavailable(Texts.Format("ExternalFailed", external.Host, refused.Message), [], refused);
        }
    }

    private static async Task<Database?> LocalAsync(
        AppDatabaseOptions options, SearchPlaces places, PrivateCluster? cluster, List<string> tried, CancellationToken cancellation)
    {
        var unfit = new List<string>();
        if (await Binaries.FindAsync(places.Folders, cluster?.Major, unfit, cancellation) is { } binaries)
        {
            return await StartPrivateAsync(options, cluster, binaries, cancellation);
        }

        tried.Add(Texts.Format("NoBinaries", places.Folders.Count == 0 ? Texts.Format("NowhereToLook") : string.Join(", ", places.Folders)));
        tried.AddRange(unfit);
        return null;
    }

    private static async Task<Database?> NpmAsync(
        AppDatabaseOptions options, SearchPlaces places, PrivateCluster? cluster, List<string> tried, CancellationToken cancellation)
    {
        var unfit = new List<string>();
        if (await Binaries.FindAsync(Binaries.InNpm(places.NpmFolders), cluster?.Major, unfit, cancellation) is { } binaries)
        {
            return await StartPrivateAsync(options, cluster, binaries, cancellation);
        }

        tried.Add(Texts.Format("NoNpm", places.NpmFolders.Count == 0 ? Texts.Format("NowhereToLook") : string.Join(", ", places.NpmFolders)));
        tried.AddRange(unfit);
        return null;
    }

    private static async Task<Database?> InstalledAsync(
        AppDatabaseOptions options, SearchPlaces places, PrivateCluster? cluster, List<string> tried, CancellationToken cancellation)
    {
        if (places.AptGet is null)
        {
            tried.Add(Texts.Format("NoInstall"));
            return null;
        }

        var said = await DebianPackage.BringAsync(places.AptGet, cancellation);
        if (!said.Well)
        {
            tried.Add(Texts.Format("InstallFailed", said.Tail));
            return null;
        }

        // The package brought a folder that was not there when the places were listed.
        var now = places with { Folders = [.. places.Folders, .. SearchPlaces.OfThisMachine().Folders] };
        return await LocalAsync(options, now, cluster, tried, cancellation);
    }

    private static Task<Database> StartPrivateAsync(
        AppDatabaseOptions options, PrivateCluster? cluster, Binaries binaries, CancellationToken cancellation) =>
        (cluster ?? PrivateCluster.For(options.DataDirectory, binaries.Major)).StartAsync(binaries, cancellation);

    private static async Task<FolderLock> TakeTurnAsync(string dataDirectory, CancellationToken cancellation)
    {
        try
        {
            ServerAccount.MakePassableFolder(dataDirectory);
            return await FolderLock.OfAsync(dataDirectory, cancellation);
        }
        catch (Exception denied) when (denied is UnauthorizedAccessException or IOException)
        {
            throw new DatabaseUnavailable(Texts.Format("DataDenied", dataDirectory, Environment.UserName, denied.Message), [], denied);
        }
    }
}
