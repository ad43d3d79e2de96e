using ElJournal.Store;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Architecture;

/// <summary>The store's own serializer, set up as the program sets it up; no database is asked.</summary>
internal static class Stored
{
    public static ISerializer Serializer { get; } = Make();

    private static ISerializer Make()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddEventStore("Host=localhost;Database=none;Username=none");
        return services.BuildServiceProvider().GetRequiredService<IDocumentStore>().Options.Serializer();
    }
}
