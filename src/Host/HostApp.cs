using System.Globalization;
using ElJournal.Accounting;
using ElJournal.Setup.Register;
using ElJournal.Store;
using JasperFx.CodeGeneration;
using Npgsql;
using Wolverine;
using Wolverine.ErrorHandling;

namespace ElJournal.Host;

/// <summary>Where the program keeps its things and with whose rights it works.</summary>
/// <param name="ApplicationConnection">The role that can neither change nor delete an event.</param>
/// <param name="OwnerConnection">The role that may change the schema; used at start and when a school is founded.</param>
public sealed record HostSettings(string ApplicationConnection, string OwnerConnection, string DataDirectory);

/// <summary>Composition: the one place where modules meet. The server, the command line and the tests build the same program.</summary>
public static class HostApp
{
    /// <summary>Builds the program without starting it.</summary>
    public static WebApplication Build(HostSettings settings, string[]? args = null, Action<WebApplicationBuilder>? adjust = null)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("ru-RU");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args ?? [], ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets();

        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(NpgsqlDataSource.Create(EventStore.InUtc(settings.ApplicationConnection)));
        builder.Services.AddScoped<Desk>();
        builder.Services.AddSingleton<Openings>();

        builder.Services.AddEventStore(settings.ApplicationConnection);
        builder.Services.AddRegister();
        builder.Services.AddAccounting();
        builder.Host.UseWolverine(Messages);

        adjust?.Invoke(builder);
        return builder.Build();
    }

    private static void Messages(WolverineOptions options)
    {
        options.ApplicationAssembly = typeof(HostApp).Assembly;
        options.Discovery.IncludeAssembly(typeof(AccountingModule).Assembly);
        options.MultipleHandlerBehavior = MultipleHandlerBehavior.Separated;
        options.Durability.MessageStorageSchemaName = "wolverine";
        options.Durability.Mode = DurabilityMode.Solo;
        options.EnableRelayOfUserName = true;
        options.Policies.AutoApplyTransactions();
        options.Policies.ForMessagesOfType<Kernel.ICommand>().AddMiddleware(typeof(ActorMiddleware));
        // Two first entries in one lesson race for its stream: the slower one simply looks again.
        options.OnException<JasperFx.ConcurrencyException>().Or<Marten.Exceptions.ExistingStreamIdCollisionException>()
            .RetryWithCooldown(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(60), TimeSpan.FromMilliseconds(200));
        options.CodeGeneration.TypeLoadMode = TypeLoadMode.Dynamic;
    }
}
