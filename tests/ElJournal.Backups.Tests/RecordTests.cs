using ElJournal.Backups.Copying;
using ElJournal.Backups.Proving;
using ElJournal.Backups.Streaming;
using Shouldly;
using Xunit;

namespace ElJournal.Backups.Tests;

public sealed class RecordTests
{
    private static readonly RestoreProven Proven = new("20261128T023000Z", "2026-11-28T02:31:00Z", "2026-2027", 100, "ab", 100, 0, 9);

    [Fact]
    public void A_trial_that_falls_short_of_what_is_owed_is_not_recorded_as_a_success()
    {
        var (outcome, events) = RecordTrialHandler.Handle(new RecordTrial(Guid.Empty, 2026, Proven, null, Owed: 101), null);
        outcome.Refusal!.Kind.ShouldBe(Refusals.ProofIsShort);
        outcome.Refusal.Text().ShouldContain("101");
        events.ShouldBeEmpty();
    }

    [Fact]
    public void A_trial_that_held_is_recorded_with_its_figures() =>
        RecordTrialHandler.Handle(new RecordTrial(Guid.Empty, 2026, Proven, null, Owed: 100), null).Item2.ShouldHaveSingleItem().ShouldBe(Proven);

    [Fact]
    public void A_copy_is_recorded_once()
    {
        var made = new CopyMade("20261128T023000Z", 1, 1);
        RecordCopyHandler.Handle(new RecordCopy(Guid.Empty, 2026, made), null).Item2.ShouldHaveSingleItem().ShouldBe(made);
        RecordCopyHandler.Handle(new RecordCopy(Guid.Empty, 2026, made), new SafetyBook("backups/2026", made)).Item2.ShouldBeEmpty();
        RecordCopyHandler.Handle(new RecordCopy(Guid.Empty, 2026, made with { Label = "" }), null).Item1.Refusal!.Kind.ShouldBe(Refusals.CopyIsUnnamed);
    }

    [Fact]
    public void The_stream_is_recorded_when_it_changes()
    {
        var lost = new StreamChanged("lost", "go-on", "2026-11-28T02:31:00Z");
        RecordStreamHandler.Handle(new RecordStream(Guid.Empty, 2026, lost), null).Item2.ShouldHaveSingleItem().ShouldBe(lost);
        RecordStreamHandler.Handle(new RecordStream(Guid.Empty, 2026, lost with { Seen = "later" }), new SafetyBook("backups/2026", Stream: lost)).Item2.ShouldBeEmpty();
        RecordStreamHandler.Handle(new RecordStream(Guid.Empty, 2026, lost with { Mode = "wait" }), new SafetyBook("backups/2026", Stream: lost)).Item2.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("2026-11-28T02:29:00+03:00", "2026-11-27T02:30:00+03:00")]
    [InlineData("2026-11-28T02:30:00+03:00", "2026-11-28T02:30:00+03:00")]
    [InlineData("2026-11-28T23:00:00+03:00", "2026-11-28T02:30:00+03:00")]
    public void A_copy_is_due_when_the_hour_has_struck(string now, string due) =>
        BackupKeeper.Due(DateTimeOffset.Parse(now), new TimeOnly(2, 30)).ShouldBe(DateTimeOffset.Parse(due));

    [Fact]
    public void A_shelf_keeps_what_is_longer_and_tells_of_a_log_that_became_shorter()
    {
        var folder = Directory.CreateTempSubdirectory("eljournal-anchors-");
        var shelf = new AnchorShelf(folder.FullName);
        var begin = new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
        for (var minute = 0; minute < 180; minute++) shelf.Keep([At(10 + minute)], begin.AddMinutes(minute));
        shelf.Keep([At(50)], begin.AddHours(4));
        shelf.All().Count.ShouldBe(180);
        shelf.Ahead(At(50)).ShouldNotBeNull().Size.ShouldBe(189);
        shelf.Ahead(At(189)).ShouldBeNull();

        // Two days later one an hour is left of that morning, the longest of each.
        shelf.Keep([At(1000)], begin.AddDays(2));
        shelf.All().Select(kept => kept.Size).ShouldBe([69, 129, 189, 1000]);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("eljournal.example/school7/2026-2027\n12\nAAAA\n\n— x y\n", 12)]
    [InlineData("eljournal.example/school7/2026-2027\n-1\nAAAA\n\n— x y\n", null)]
    [InlineData("eljournal.example/Школа/2026-2027\n12\nAAAA\n\n— x y\n", null)]
    [InlineData("a letter", null)]
    public void A_checkpoint_names_its_log_and_length(string note, int? size) => (KeptCheckpoint.Parse(note, default)?.Size).ShouldBe(size);

    private static KeptCheckpoint At(long size) =>
        KeptCheckpoint.Parse($"eljournal.example/school7/2026-2027\n{size}\nAAAA\n\n— x y\n", default) ?? throw new InvalidOperationException();
}
