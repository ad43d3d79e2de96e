using ElJournal.Backups.Copying;
using ElJournal.Backups.Proving;
using ElJournal.Backups.Streaming;
using ElJournal.Store;
using ElJournal.Store.Examining;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Backups;

public static class BackupsModule
{
    /// <summary>The module's only wiring.</summary>
    /// <param name="isServer">The program serves, so it makes copies by itself; a command makes them when told to.</param>
    public static IServiceCollection AddBackups(this IServiceCollection services, BackupOptions options, bool isServer)
    {
        services.AddSingleton(options);
        services.AddSingleton(new AnchorShelf(options.Anchors));
        services.AddSingleton<KeeperState>();
        services.AddSingleton<StreamState>();
        services.AddSingleton<SafetyBooks>();
        services.AddSingleton<SafetyReading>();
        services.AddSingleton<IExamined, BackupsExamined>();
        services.AddSingleton<Copier>();
        services.AddSingleton<Drill>();
        if (isServer && options.Directory is not null)
        {
            services.AddHostedService<BackupKeeper>();
            if (options.Stream is not StreamMode.Off) services.AddHostedService<StreamKeeper>();
        }
        return services.ConfigureMarten(store =>
        {
            store.Record(typeof(CopyMade).Assembly);
            store.Keep<SafetyBook>();
        });
    }
}
