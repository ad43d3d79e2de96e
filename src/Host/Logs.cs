using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace ElJournal.Host;

/// <summary>
/// Where the program's own log goes: compact JSON, a file a day under <c>logs/</c> of the data directory, shared by the server and
/// commands beside it. Ids only: no level at which a library would write parameters or payloads is ever on.
/// </summary>
internal static class Logs
{
    private const int DaysKept = 31;

    private const long LargestFile = 64L << 20;

    /// <param name="onConsole">Warnings on standard error too; a command's own words should stand alone there.</param>
    public static void Configure(LoggerConfiguration logger, string dataDirectory, bool onConsole)
    {
        logger.MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            // Said at every page, and known: a page with a form is not cached.
            .MinimumLevel.Override("Microsoft.AspNetCore.Antiforgery.DefaultAntiforgery", LogEventLevel.Error)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .MinimumLevel.Override("Wolverine", LogEventLevel.Warning)
            .MinimumLevel.Override("Marten", LogEventLevel.Warning)
            .MinimumLevel.Override("JasperFx", LogEventLevel.Warning)
            .MinimumLevel.Override("Npgsql", LogEventLevel.Warning)
            .WriteTo.File(
                new CompactJsonFormatter(),
                Path.Combine(dataDirectory, "logs", "eljournal-.json"),
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: DaysKept,
                fileSizeLimitBytes: LargestFile,
                rollOnFileSizeLimit: true,
                shared: true);
        if (!onConsole) return;
        logger.WriteTo.Console(
            LogEventLevel.Warning,
            "{Timestamp:HH:mm:ss} {Level:u3} {SourceContext}: {Message:lj}{NewLine}{Exception}",
            CultureInfo.InvariantCulture,
            standardErrorFromLevel: LogEventLevel.Verbose);
    }
}
