using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ElJournal.Kernel;
using ElJournal.Setup;
using JasperFx.Events;
using Marten;
using Marten.Services;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Channel = System.Threading.Channels.Channel;

namespace ElJournal.Accounting.Live;

/// <summary>
/// Tells the open journal pages of every node that something was recorded in a lesson: which lesson, never what. Told after the
/// entry is saved and outside its transaction, so that no entry waits for it; a page that was told nothing is merely as old as its last look.
/// </summary>
public sealed partial class LivePages(NpgsqlDataSource database, TimeProvider clock, ILogger<LivePages> logger) : BackgroundService
{
    private const string Words = "eljournal_lessons";

    /// <summary>PostgreSQL carries less than 8000 bytes in one notice.</summary>
    private const int MostInOneNotice = 60;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Channel<string> outgoing = Channel.CreateBounded<string>(new BoundedChannelOptions(4096) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly ConcurrentDictionary<Guid, Watcher> watchers = new();

    /// <param name="Lessons">Null in it: something may have been missed, look at the whole page.</param>
    private sealed record Watcher(string School, CourseId Course, Channel<LessonId?> Lessons);

    /// <summary>An entry of this node was saved.</summary>
    internal void Written(string school, LessonId lesson) => outgoing.Writer.TryWrite($"{school} {lesson}");

    /// <summary>Lessons of a course in which something is recorded from now on; null: look at the whole page. Ends with <paramref name="cancel"/>.</summary>
    public async IAsyncEnumerable<LessonId?> Watch(SchoolId school, CourseId course, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (key, own) = (Guid.NewGuid(), new Watcher(school.Value, course, Channel.CreateBounded<LessonId?>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest })));
        watchers[key] = own;
        try
        {
            while (await MayRead(own, cancel))
            {
                var told = new HashSet<LessonId?>();
                while (own.Lessons.Reader.TryRead(out var lesson)) told.Add(lesson);
                foreach (var lesson in told.Contains(null) ? [null] : told) yield return lesson;
            }
        }
        finally
        {
            watchers.TryRemove(key, out _);
        }
    }

    private static async Task<bool> MayRead(Watcher watcher, CancellationToken cancel)
    {
        try
        {
            return await watcher.Lessons.Reader.WaitToReadAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Tell(stoppingToken), Listen(stoppingToken));

    private async Task Tell(CancellationToken cancel)
    {
        while (await Stopping(() => outgoing.Reader.WaitToReadAsync(cancel).AsTask()))
        {
            var notice = new HashSet<string>();
            while (notice.Count < MostInOneNotice && outgoing.Reader.TryRead(out var lesson)) notice.Add(lesson);
            try
            {
                await using var command = database.CreateCommand("select pg_notify($1, $2)");
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Words });
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = string.Join('\n', notice) });
                await command.ExecuteNonQueryAsync(cancel);
            }
            catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException)
            {
                NotTold(logger, failure);
            }
        }
    }

    private async Task Listen(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(cancel);
                connection.Notification += (_, notice) => Spread(notice.Payload);
                await using (var listen = new NpgsqlCommand($"listen {Words}", connection)) await listen.ExecuteNonQueryAsync(cancel);
                foreach (var watcher in watchers.Values) watcher.Lessons.Writer.TryWrite(null);
                while (true) await connection.WaitAsync(cancel);
            }
            catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException or IOException)
            {
                if (cancel.IsCancellationRequested) return;
                Deaf(logger, failure);
                await Stopping(async () => { await Task.Delay(Pause, clock, cancel); return true; });
            }
        }
    }

    private void Spread(string payload)
    {
        foreach (var line in payload.Split('\n'))
        {
            if (line.Split(' ') is not [var school, var text] || !LessonId.TryParse(text, out var lesson)) continue;
            foreach (var watcher in watchers.Values)
                if (watcher.School == school && watcher.Course == lesson.Course) watcher.Lessons.Writer.TryWrite(lesson);
        }
    }

    private static async Task<bool> Stopping(Func<Task<bool>> wait)
    {
        try
        {
            return await wait();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Open pages were not told of an entry.")]
    private static partial void NotTold(ILogger logger, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Other nodes' entries cannot be heard; trying again.")]
    private static partial void Deaf(ILogger logger, Exception failure);
}

/// <summary>Hears of every saved entry of this node.</summary>
internal sealed class LiveListener(LivePages pages) : DocumentSessionListenerBase
{
    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        foreach (var stream in commit.GetStreams())
            if (LessonOf(stream) is { } lesson) pages.Written(session.TenantId, lesson);
        return Task.CompletedTask;
    }

    private static LessonId? LessonOf(StreamAction stream) =>
        stream.Key?.StartsWith("lesson/", StringComparison.Ordinal) == true && LessonId.TryParse(stream.Key["lesson/".Length..], out var lesson) ? lesson : null;
}
