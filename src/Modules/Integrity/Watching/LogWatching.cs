using System.Security.Cryptography;
using System.Text;
using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Store.Examining;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ElJournal.Integrity.Watching;

/// <summary>
/// Надзор: checks each school's log in full when it is time (<see cref="CheckTimes"/>) and records what came of it. When it is time follows from what is
/// recorded, so a program that was down looks soon after its start.
/// </summary>
public sealed class LogWatching(
    LogChecks checks, SchoolsHere here, WatchedSchools schools, IServiceScopeFactory scopes, IHostApplicationLifetime program, TimeProvider clock,
    ILogger<LogWatching> logger)
    : Upkeep(TimeSpan.FromMinutes(10), scopes, program, clock, logger)
{
    /// <summary>In whose name the program records what it does for the log by itself.</summary>
    public static Actor Actor(SchoolId school) => new(
        new AccountId("program"), Role.Administrator, school, Channel.Program, "watch", new Grants([new Grant(Permission.VerifyLog, Grant.WholeSchool)]));

    protected override async Task<IReadOnlyList<(Actor Actor, ICommand Command)>> Due(CancellationToken cancel)
    {
        var due = new List<(Actor, ICommand)>();
        foreach (var school in await here.All(cancel))
        {
            var watch = await checks.Of(school, cancel);
            if ((watch?.Last.At ?? await checks.FirstSealed(school, cancel)) is not { } last) continue;
            var watched = await schools(school, cancel);
            if (!CheckTimes.IsDue(watched.LocalAt(last), watched.LocalAt(Clock.GetUtcNow()))) continue;
            due.Add((Actor(school), new RecordLogCheck(Command(school, watch?.Count ?? 0), await checks.Look(school, cancel))));
        }
        return due;
    }

    /// <summary>The same check of two nodes is recorded once.</summary>
    private static Guid Command(SchoolId school, int count) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"check/{school}/{count}")).AsSpan(0, 16));
}
