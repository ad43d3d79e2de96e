using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ElJournal.Access.Secrets;

/// <summary>
/// A node that cannot open the keys of the others does not start: it would make keys of its own, and people would be signed out
/// at every change of node.
/// </summary>
public sealed class KeyCheck(KeyTable table, KeyUnwrapping unwrapping) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var wrapped in table.GetAllElements().SelectMany(key => key.Descendants("wrapped"))) unwrapping.Decrypt(wrapped);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal static class KeyRing
{
    /// <summary>Keys of cookies and forms: in the database, closed by the installation's certificate.</summary>
    public static IServiceCollection AddKeyRing(this IServiceCollection services)
    {
        services.AddSingleton<ProtectionCertificate>();
        services.AddSingleton<KeyTable>();
        services.AddSingleton<KeyWrapping>();
        services.AddSingleton<KeyUnwrapping>();
        // First of all: Data Protection's own start would make a key where it cannot open one.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, KeyCheck>());
        services.AddSingleton(new Store.SchemaPart(AccessModule.Schema, KeyTable.Ddl, []));
        services.AddDataProtection().SetApplicationName("ElJournal");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = provider.GetRequiredService<KeyTable>();
            options.XmlEncryptor = provider.GetRequiredService<KeyWrapping>();
        }));
        return services;
    }
}
