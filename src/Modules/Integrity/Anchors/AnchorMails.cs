using System.Collections.Concurrent;
using System.Net.Sockets;
using ElJournal.Integrity.Notes;
using ElJournal.Integrity.Watching;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Store.Examining;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace ElJournal.Integrity.Anchors;

/// <summary>Why nothing went out the last time.</summary>
public enum MailFault
{
    /// <summary>The settings cannot be used.</summary>
    Settings,

    /// <summary>The server does not answer, or not as a mail server does.</summary>
    Away,

    /// <summary>The server takes nothing from this user.</summary>
    SignIn,

    /// <summary>The server takes nothing for this address.</summary>
    Address,
}

/// <summary>
/// Внешние копии: mails the signed checkpoint once a day, after the night's check, and tells at once of damage. What is to be sent follows from what is
/// recorded as sent; a server that is away is tried again, and holds up nothing.
/// </summary>
public sealed partial class AnchorMails(
    SealedLogs logs, LogChecks checks, Openings openings, IDocumentStore store, SchoolsHere here, WatchedSchools schools, IConfiguration configuration,
    IServiceScopeFactory scopes, IHostApplicationLifetime program, TimeProvider clock, ILogger<AnchorMails> logger)
    : Upkeep(TimeSpan.FromMinutes(5), scopes, program, clock, logger)
{
    private const int Patience = 20_000;

    private readonly ILogger log = logger;
    private readonly SemaphoreSlim turn = new(1);
    private readonly ConcurrentDictionary<SchoolId, (MailFault Why, DateTimeOffset At)> faults = new();

    /// <summary>What the last attempt of this program met; null: it went well, or there was none.</summary>
    public (MailFault Why, DateTimeOffset At)? FaultOf(SchoolId school) => faults.TryGetValue(school, out var fault) ? fault : null;

    public async Task<AnchorBook?> BookOf(SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        return await session.LoadAsync<AnchorBook>(AnchorBook.Stream, cancel);
    }

    protected override async Task<IReadOnlyList<(Actor Actor, ICommand Command)>> Due(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            var sent = new List<(Actor, ICommand)>();
            foreach (var school in await here.All(cancel))
            {
                if (await BookOf(school, cancel) is { Recipients.Count: > 0 } book) sent.AddRange((await Send(school, book, cancel)).Select(c => (LogWatching.Actor(school), c)));
            }
            return sent;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<IReadOnlyList<ICommand>> Send(SchoolId school, AnchorBook book, CancellationToken cancel)
    {
        var (watched, watch, now) = (await schools(school, cancel), await checks.Of(school, cancel), Clock.GetUtcNow());
        var day = DateOnly.FromDateTime(watched.LocalAt(now));
        var isMorning = watched.LocalAt(now).Hour >= CheckTimes.Morning;
        var note = await (await logs.Of(school)).LatestCheckpoint(cancel);
        List<Recipient> daily = note is null ? [] : [.. book.Recipients.Where(r => r.Sent is null || (r.Sent < day && isMorning))];
        List<Recipient> alarmed = watch is { Alarm: > 0 } ? [.. book.Recipients.Where(r => r.Alarmed < watch.Alarm)] : [];
        if (daily.Count + alarmed.Count == 0) return [];

        if (Settings(school) is not { } settings) return [];
        var addresses = await openings.Read(school, book.Recipients.Select(r => r.Address), cancel);
        var letters = new List<(Recipient To, bool IsAlarm, MimeMessage Letter)>();
        foreach (var r in alarmed.Where(r => addresses.ContainsKey(r.Address)))
            letters.Add((r, true, AnchorLetter.OfAlarm(settings.From, addresses[r.Address], watched, watch!.Since!, now)));
        foreach (var r in daily.Where(r => addresses.ContainsKey(r.Address)))
            letters.Add((r, false, AnchorLetter.OfCheckpoint(settings.From, addresses[r.Address], watched, note!, watch, now)));
        if (letters.Count == 0) return [];

        var taken = await Hand(school, settings, letters, cancel);
        var commands = new List<ICommand>();
        if (Staff(taken, isAlarm: true) is { Count: > 0 } told) commands.Add(new RecordAlarmSent(Guid.NewGuid(), new AlarmSent(watch!.Alarm, told)));
        if (Staff(taken, isAlarm: false) is { Count: > 0 } sent)
        {
            var checkpoint = Checkpoint.Parse(note!.Text);
            commands.Add(new RecordCheckpointSent(
                Guid.NewGuid(), new CheckpointSent(day, checkpoint.Origin.Split('/')[^1], checkpoint.Size, checkpoint.Root.ToHex(), sent)));
        }
        return commands;
    }

    private MailSettings? Settings(SchoolId school)
    {
        try
        {
            return MailSettings.Read(configuration);
        }
        catch (FormatException)
        {
            Fail(school, MailFault.Settings);
            return null;
        }
    }

    /// <summary>Hands the letters over one by one; answers which were taken.</summary>
    private async Task<IReadOnlyList<(Recipient To, bool IsAlarm)>> Hand(
        SchoolId school, MailSettings settings, IReadOnlyList<(Recipient To, bool IsAlarm, MimeMessage Letter)> letters, CancellationToken cancel)
    {
        var taken = new List<(Recipient, bool)>();
        MailFault? fault = null;
        try
        {
            using var post = new SmtpClient { Timeout = Patience };
            await post.ConnectAsync(settings.Host, settings.Port, settings.Security, cancel);
            if (settings.User is { } user) await post.AuthenticateAsync(user, settings.Password(), cancel);
            foreach (var (to, isAlarm, letter) in letters)
            {
                try
                {
                    await post.SendAsync(letter, cancel);
                    taken.Add((to, isAlarm));
                }
                catch (Exception refusal) when (refusal is SmtpCommandException or NotSupportedException)
                {
                    // One address that the server does not take, or cannot even read, is no reason to leave out the others.
                    fault = MailFault.Address;
                }
            }
            await post.DisconnectAsync(quit: true, cancel);
        }
        catch (Exception failure) when (failure is AuthenticationException or ServiceNotAuthenticatedException)
        {
            fault = MailFault.SignIn;
        }
        catch (FormatException)
        {
            fault = MailFault.Settings;
        }
        catch (Exception failure) when (IsAway(failure) && !cancel.IsCancellationRequested)
        {
            fault = MailFault.Away;
        }
        if (fault is { } why) Fail(school, why);
        else faults.TryRemove(school, out _);
        return taken;
    }

    private static bool IsAway(Exception failure) => failure is SocketException or IOException or ProtocolException or CommandException
        or SslHandshakeException or TimeoutException or OperationCanceledException;

    /// <summary>The kind alone is kept: a server's own words may hold an address.</summary>
    private void Fail(SchoolId school, MailFault why)
    {
        faults[school] = (why, Clock.GetUtcNow());
        LogFault(log, why);
    }

    private static IReadOnlyList<string> Staff(IReadOnlyList<(Recipient To, bool IsAlarm)> taken, bool isAlarm) =>
        [.. taken.Where(t => t.IsAlarm == isAlarm).Select(t => t.To.Staff).Order(StringComparer.Ordinal)];

    [LoggerMessage(LogLevel.Warning, "A checkpoint was not mailed: {Fault}. It will be tried again.")]
    private static partial void LogFault(ILogger logger, MailFault fault);
}
