using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace ElJournal.Scenarios.PersonalData;

/// <summary>Hears all that the program says of itself: its log in full, traces, tags of its meters, and what it prints.</summary>
internal sealed class Eavesdropper : ILogEventSink, IDisposable
{
    private readonly ConcurrentQueue<(string Where, string Said)> heard = [];
    private readonly ActivityListener traces;
    private readonly MeterListener meters = new();
    private readonly TextWriter console = Console.Out, errors = Console.Error;
    private readonly StringWriter printed = new();
    private readonly TextWriter both;

    public Eavesdropper()
    {
        traces = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => heard.Enqueue(("trace", string.Join(' ',
                [activity.DisplayName, activity.StatusDescription, .. activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"),
                    .. activity.Events.SelectMany(e => e.Tags.Select(tag => $"{e.Name} {tag.Key}={tag.Value}")),
                    .. activity.Baggage.Select(pair => $"{pair.Key}={pair.Value}")]))),
        };
        ActivitySource.AddActivityListener(traces);
        meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Meter(instrument, tags));
        meters.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Meter(instrument, tags));
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Meter(instrument, tags));
        meters.Start();
        both = TextWriter.Synchronized(printed);
        Console.SetOut(both);
        Console.SetError(both);
    }

    /// <summary>Our own sources say everything, libraries a step more than in a school.</summary>
    public void Listen(WebApplicationBuilder builder) => builder.Host.UseSerilog(
        (_, logger) =>
        {
            logger.MinimumLevel.Verbose().WriteTo.Sink(this);
            foreach (var library in (string[])["Microsoft", "System", "Wolverine", "Marten", "JasperFx", "Npgsql"]) logger.MinimumLevel.Override(library, LogEventLevel.Information);
        }, preserveStaticLogger: true);

    public void Emit(LogEvent logEvent)
    {
        using var words = new StringWriter();
        logEvent.RenderMessage(words);
        heard.Enqueue(("log", $"{logEvent.Level} {words} {string.Join(' ', logEvent.Properties.Select(p => $"{p.Key}={p.Value}"))} {logEvent.Exception}"));
    }

    public void Hear(string where, string said) => heard.Enqueue((where, said));

    /// <summary>Up to this moment. The program may speak on meanwhile, so both are copied in one step and under the writers' own lock.</summary>
    public IReadOnlyList<(string Where, string Said)> Heard()
    {
        lock (both) return [.. heard.ToArray(), ("console", printed.ToString())];
    }

    public void Dispose()
    {
        Console.SetOut(console);
        Console.SetError(errors);
        traces.Dispose();
        meters.Dispose();
    }

    private void Meter(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags) heard.Enqueue(("meter", $"{instrument.Name} {tag.Key}={tag.Value}"));
    }
}
