using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Lessons;
using ElJournal.Testing;
using Marten.Events.Daemon.Coordination;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Accounting.Tests;

/// <summary>The register of changes follows the log again by itself once the database takes its rows.</summary>
public sealed class ChangesAfterFaultTests : IAsyncLifetime
{
    private TestSchool _school = null!;

    public async ValueTask InitializeAsync() => _school = await TestSchool.Start();

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    [Fact]
    public async Task A_database_that_refuses_rows_for_a_while_leaves_no_hole_in_the_register_of_changes()
    {
        var (lesson, pupils) = await _school.TodaysLesson();
        await _school.CaughtUp();
        await _school.AsOwner<int>("""
            create function accounting.refuse() returns trigger language plpgsql as $$ begin raise exception 'not now'; end $$;
            create trigger refuse before insert on accounting.change for each row execute function accounting.refuse();
            select 1
            """);
        await Accepted(new SetTopic(Guid.NewGuid(), lesson, "Квадратный корень", null, 0));
        await Accepted(new EnterCells(new EnterCell(Guid.NewGuid(), lesson, pupils[0], "5", 0)));
        // Longer than the store itself tries: the daemon has put it aside.
        var coordinator = _school.Services.GetRequiredService<IProjectionCoordinator>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!(await coordinator.AllDaemonsAsync()).Any(daemon => daemon.HasAnyPaused())) await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        await _school.AsOwner<int>("drop trigger refuse on accounting.change; select 1");
        await Accepted(new EnterCells(new EnterCell(Guid.NewGuid(), lesson, pupils[1], "4", 0)));
        await _school.CaughtUp();

        var changes = (await _school.Services.GetRequiredService<ChangeRegister>().Find(TestSchool.Deputy, new ChangeFilter())).ShouldNotBeNull();
        changes.Where(c => c.Lesson == lesson).Select(c => c.New).ShouldBe(["4", "5", "Квадратный корень"]);
    }

    private async Task Accepted(Kernel.ICommand command) => (await _school.Send(command, TestSchool.Teacher)).Refusal.ShouldBeNull();
}
