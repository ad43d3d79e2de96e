using ElJournal.Access.Secrets;
using ElJournal.Integrity;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Doors;

/// <summary>Secrets of an installation: made at the first start, for its own user alone.</summary>
public sealed class SecretFilesTests
{
    /// <summary>PostgreSQL keeps its own folder closed; the logs hold no secret.</summary>
    private static readonly string[] Others = ["pg", "logs"];

    [Fact]
    public async Task Every_file_of_the_data_folder_is_closed_to_others()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps rights in another way.");
        await using var server = new Faults.Server();
        await server.Start(TestContext.Current.CancellationToken);
        var data = new DirectoryInfo(server.Data);
        // The key comes with the first seal, which follows the log and keeps nobody waiting at the start.
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!File.Exists(Path.Combine(data.FullName, IntegrityOptions.KeyName + ".pem"))) await timer.WaitForNextTickAsync(limit.Token);
        var files = data.EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Where(file => !Others.Contains(Path.GetRelativePath(data.FullName, file.FullName).Split('/')[0])).ToList();
        files.Select(file => file.Name).ShouldContain(ProtectionCertificate.FileName);
        files.Select(file => file.Name).ShouldContain("app-role");
        files.Select(file => file.Name).ShouldContain(IntegrityOptions.KeyName + ".pem");
        files.Where(file => (file.UnixFileMode & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0 && !file.Name.EndsWith(".lock", StringComparison.Ordinal))
            .Select(file => $"{file.Name} {Convert.ToString((int)file.UnixFileMode, 8)}").ShouldBeEmpty();
    }
}
