namespace ElJournal.Postgres;

/// <summary>The Docker client on this machine, asked only what the journal needs.</summary>
public sealed class DockerEngine(string client = "docker")
{
    public const string DefaultImage = "postgres:17";

    /// <summary>The image of the server: <c>ELJ_PG_IMAGE</c>, else the official one.</summary>
    public static string Image =>
        Environment.GetEnvironmentVariable("ELJ_PG_IMAGE") is { Length: > 0 } named ? named : DefaultImage;

    /// <summary>An engine that does not answer within a second is taken for absent.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellation = default) => await ApiVersionAsync(cancellation) is not null;

    /// <summary>The version of the interface the engine speaks, or null when there is none.</summary>
    public async Task<string?> ApiVersionAsync(CancellationToken cancellation = default)
    {
        var said = await RunAsync(["version", "--format", "{{.Server.APIVersion}}"], cancellation, TimeSpan.FromSeconds(1));
        return said.Well ? said.Output.Trim() : null;
    }

    public async Task<bool> HasImageAsync(string image, CancellationToken cancellation = default) =>
        (await RunAsync(["image", "inspect", image], cancellation, TimeSpan.FromSeconds(10))).Well;

    /// <summary>An image that never came from a registry was put together on this machine.</summary>
    public async Task<bool> IsHomeMadeAsync(string image, CancellationToken cancellation = default) =>
        (await RunAsync(["image", "inspect", "-f", "{{len .RepoDigests}}", image], cancellation)).Output.Trim() == "0";

    public async Task<bool> PullAsync(string image, CancellationToken cancellation = default) =>
        (await RunAsync(["pull", "-q", image], cancellation, TimeSpan.FromMinutes(10))).Well;

    internal Task<Answer> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation, TimeSpan? limit = null) =>
        Shell.RunAsync([client, .. arguments], cancellation, limit);
}
