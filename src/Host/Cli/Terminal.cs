using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace ElJournal.Host.Cli;

/// <summary>What a command says: its answer on standard output, everything beside it on standard error.</summary>
internal static class Terminal
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        // For programs and terminals, not for web pages: Russian stays readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>Beside the answer: refusals, progress, remarks.</summary>
    public static readonly IAnsiConsole Aside =
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    private static bool IsWatched => !Console.IsOutputRedirected && !Console.IsErrorRedirected;

    /// <summary>A file or a program on the other side has no margin at which a line must be broken.</summary>
    public static void DoNotWrapInFiles()
    {
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 4000;
        if (Console.IsErrorRedirected) Aside.Profile.Width = 4000;
    }

    public static void Json(object answer) => Console.WriteLine(JsonSerializer.Serialize(answer, Readable));

    public static void Remark(string text) => Aside.MarkupLineInterpolated($"[grey]{text}[/]");

    public static void Warn(string text) => Aside.MarkupLineInterpolated($"[red]{text}[/]");

    /// <summary>Says why not, in words or, with <c>--json</c>, as <c>{"refusal": …}</c>.</summary>
    public static int Refuse(ParseResult given, string why)
    {
        if (given.GetValue(CommandLine.Json)) Json(new { Refusal = why });
        else Warn(why);
        return CommandLine.Refused;
    }

    /// <summary>Work whose steps are counted: a bar for a person who watches, nothing for a file.</summary>
    public static Task<T> Counted<T>(string title, Func<IProgress<(int Done, int Of)>?, Task<T>> work) =>
        IsWatched ? Aside.Progress().AutoClear(true).StartAsync(context => work(new Bar(context.AddTask(title)))) : work(null);

    /// <summary>Work of unknown length.</summary>
    public static Task<T> Waited<T>(string title, Func<Task<T>> work) =>
        IsWatched ? Aside.Status().StartAsync(title, _ => work()) : work();

    private sealed class Bar(ProgressTask task) : IProgress<(int Done, int Of)>
    {
        public void Report((int Done, int Of) value)
        {
            task.MaxValue = value.Of;
            task.Value = value.Done;
        }
    }
}
