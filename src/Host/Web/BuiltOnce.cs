namespace ElJournal.Host.Web;

/// <summary>
/// Gathers routes so that their endpoints are built once. A <see cref="WebApplication"/> builds those of its own routes anew for everyone who asks
/// (the matcher, the cache of policies, the description of the API): hundreds of compiled delegates each time, most of what a start costs.
/// </summary>
internal sealed class BuiltOnce(IEndpointRouteBuilder site) : IEndpointRouteBuilder
{
    public IServiceProvider ServiceProvider => site.ServiceProvider;

    public ICollection<EndpointDataSource> DataSources { get; } = [];

    public IApplicationBuilder CreateApplicationBuilder() => site.CreateApplicationBuilder();

    /// <summary>Hands the routes gathered so far to the site.</summary>
    public void Map() => site.DataSources.Add(new CompositeEndpointDataSource(DataSources));
}
