using ElJournal.Accounting.Lessons;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Testing;
using JasperFx.Events;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Accounting.Tests;

/// <summary>Two people in one lesson at the same time, on a real database: what comes of it is what would have come of some order, and everything once.</summary>
public sealed class TwoAtOnceTests : IAsyncLifetime
{
    private const int Each = 25;

    private TestSchool _school = null!;
    private LessonId _lesson = null!;
    private IReadOnlyList<PupilId> _pupils = [];

    public async ValueTask InitializeAsync()
    {
        _school = await TestSchool.Start();
        (_lesson, _pupils) = await _school.TodaysLesson();
    }

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    [Fact]
    public async Task What_two_people_send_at_once_is_recorded_once_in_some_order()
    {
        var seed = Random.Shared.Next();
        var sent = (await Task.WhenAll(Write(TestSchool.Teacher, new Random(seed)), Write(TestSchool.Deputy, new Random(seed + 1)))).SelectMany(s => s).ToList();

        await using var session = _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var events = await session.Events.FetchStreamAsync(_lesson.Stream);
        events.Select(e => e.Version).ShouldBe(Enumerable.Range(1, events.Count).Select(n => (long)n), $"seed {seed}");
        // What was accepted and changed something is there, under its own id; what was refused has left nothing.
        var recorded = events.Select(e => Guid.Parse(e.CausationId!)).ToHashSet();
        sent.Where(s => !s.Accepted).ShouldAllBe(s => !recorded.Contains(s.Entry.Id));
        recorded.ShouldBeSubsetOf(sent.Where(s => s.Accepted).Select(s => s.Entry.Id));

        // Each saw the cell as the entry before it had left it: a serial order.
        foreach (var cell in events.Where(e => PupilOf(e) is not null).GroupBy(PupilOf))
        {
            var versions = cell.GroupBy(e => e.CausationId).Select(entry => (Id: Guid.Parse(entry.Key!), Last: (int)entry.Max(e => e.Version))).ToList();
            foreach (var (before, after) in versions.Zip(versions.Skip(1)))
                sent.Single(s => s.Entry.Id == after.Id).Entry.Seen.ShouldBe(before.Last, $"seed {seed}");
        }
        Shown(await session.LoadAsync<Lesson>(_lesson.Stream)).ShouldBe(Shown(events.Aggregate((Lesson?)null, LessonFold.Next)));

        // Everything is delivered once more, as by a network that lost the answers.
        foreach (var (entry, who, _) in sent)
            (await _school.Send(new EnterCells(entry), who)).IsAccepted.ShouldBe(recorded.Contains(entry.Id) || await Stands(entry), $"seed {seed}");
        (await session.Events.FetchStreamAsync(_lesson.Stream)).Count.ShouldBe(events.Count);
    }

    /// <summary>An entry that changed nothing is not remembered: again it is taken where it still changes nothing.</summary>
    private async Task<bool> Stands(EnterCell entry)
    {
        await using var session = _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        return (await session.LoadAsync<Lesson>(_lesson.Stream))!.CellOf(entry.Pupil).Value.ToString() == entry.Value;
    }

    /// <summary>Looks and types, again and again; now and then by an old look.</summary>
    private async Task<List<(EnterCell Entry, Actor Who, bool Accepted)>> Write(Actor who, Random random)
    {
        var sent = new List<(EnterCell, Actor, bool)>();
        for (var n = 0; n < Each; n++)
        {
            var pupil = _pupils[random.Next(3)];
            await using var session = _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
            var cell = (await session.LoadAsync<Lesson>(_lesson.Stream))?.CellOf(pupil) ?? Cell.Empty;
            string[] values = ["5", "4", "3", "5/4", "Н", ""];
            var entry = new EnterCell(Guid.NewGuid(), _lesson, pupil, values[random.Next(values.Length)], random.Next(6) == 0 ? 0 : cell.Version, "typo");
            sent.Add((entry, who, (await _school.Send(new EnterCells(entry), who)).IsAccepted));
        }
        return sent;
    }

    private static PupilId? PupilOf(IEvent e) => e.Data switch
    {
        GradeRecorded d => d.Pupil,
        GradeCorrected d => d.Pupil,
        AttendanceMarked d => d.Pupil,
        AttendanceCorrected d => d.Pupil,
        _ => null,
    };

    private string[] Shown(Lesson? lesson) => [.. _pupils.Take(3).Select(p => $"{lesson!.CellOf(p).Value}|{lesson.CellOf(p).Version}")];
}
