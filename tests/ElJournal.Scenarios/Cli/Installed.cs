using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using ElJournal.Testing;
using Npgsql;
using Xunit;

namespace ElJournal.Scenarios.Cli;

/// <summary>The sample school in a data directory of its own, worked with only as a process, the way an operator does; no server runs beside it.</summary>
public sealed class Installed : IAsyncLifetime
{
    /// <summary>The program makes it itself, so that PostgreSQL's own user may pass through.</summary>
    public DirectoryInfo Data { get; } = new(Path.Combine(Path.GetTempPath(), $"eljournal-cli-{Guid.NewGuid():N}"));

    public async ValueTask InitializeAsync()
    {
        var built = await Run("sample");
        if (built.Code != 0) throw new InvalidOperationException(built.Out + built.Error);
    }

    public ValueTask DisposeAsync()
    {
        Data.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    public Task<Answer> Run(params string[] arguments) => Answer.Of(Data.FullName, new Dictionary<string, string>(), arguments);

    public string File(string name, string text)
    {
        var path = Path.Combine(Data.FullName, name);
        System.IO.File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        return path;
    }
}

/// <summary>What a command left behind.</summary>
public sealed record Answer(int Code, string Out, string Error)
{
    public JsonNode Json => JsonNode.Parse(Out) ?? throw new InvalidOperationException("The answer is null.");

    /// <summary>Runs the built program beside a school at work, on its database.</summary>
    public static Task<Answer> Beside(TestSchool school, params string[] arguments) => Beside(school, new Dictionary<string, string>(), arguments);

    /// <param name="settings">More of the environment.</param>
    public static Task<Answer> Beside(TestSchool school, IReadOnlyDictionary<string, string> settings, params string[] arguments) => Of(
        school.Settings.DataDirectory,
        new Dictionary<string, string>(settings)
        {
            ["ELJ_PG"] = "external",
            ["ConnectionStrings__ElJournal"] = school.Settings.OwnerConnection,
            ["ELJ_APP_PASSWORD"] = new NpgsqlConnectionStringBuilder(school.Settings.ApplicationConnection).Password!,
        },
        arguments);

    /// <summary>Runs the built program on a data directory and waits for its end.</summary>
    public static async Task<Answer> Of(string data, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment.Remove("ELJ_PG");
        start.Environment.Remove("ConnectionStrings__ElJournal");
        foreach (var (name, value) in environment) start.Environment[name] = value;
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "eljournal.dll"), "--data", data, .. arguments])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Answer(process.ExitCode, await output, await error);
    }
}
