using System.Globalization;
using System.Resources;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ElJournal.Store.Examining;

/// <summary>What the store itself has looked at: the database, its shape, rights and clocks, and what waits.</summary>
public static class StoreExamined
{
    internal static readonly ResourceManager Words = new("ElJournal.Store.Examining.ExaminedTexts", typeof(StoreExamined).Assembly);

    /// <summary>Advice: at a start the database is put in order.</summary>
    public static string Restart => Words.GetString("restart", CultureInfo.CurrentUICulture)!;

    /// <param name="dataDirectory">The folder whose disk has to have room.</param>
    public static IServiceCollection AddExamination(this IServiceCollection services, string dataDirectory)
    {
        services.AddSingleton<SchoolsHere>();
        services.AddSingleton<Examination>();
        services.AddSingleton<IExamined, DatabaseExamined>();
        services.AddSingleton<IExamined, SchemaExamined>();
        services.AddSingleton<IExamined, RightsExamined>();
        services.AddSingleton<IExamined, GuardExamined>();
        services.AddSingleton<IExamined, TimeZoneExamined>();
        services.AddSingleton<IExamined, ClockExamined>();
        services.AddSingleton<IExamined, DeadLettersExamined>();
        return services.AddSingleton<IExamined>(new DiskExamined(dataDirectory));
    }

    /// <summary>Something that follows the events: it must not fall behind.</summary>
    /// <param name="shard">Its name in the progression.</param>
    /// <param name="about">Its name for people, in the reader's language.</param>
    public static IServiceCollection AddFollowerExamined(this IServiceCollection services, string shard, Func<string> about) =>
        services.AddSingleton<IExamined>(provider => new LagExamined(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<TimeProvider>(), shard, about));
}
