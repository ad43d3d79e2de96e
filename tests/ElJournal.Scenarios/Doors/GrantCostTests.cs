using System.Diagnostics;
using ElJournal.Access;
using ElJournal.Access.Accounts;
using ElJournal.Access.Rights;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Doors;

/// <summary>Rights are read anew at every request: that must stay a small part of a page.</summary>
public sealed class GrantCostTests(ITestOutputHelper output) : IAsyncLifetime
{
    private TestSchool _school = null!;

    public async ValueTask InitializeAsync() => _school = await TestSchool.Start();

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    [Fact]
    public async Task Reading_the_rights_of_a_role_takes_one_short_question()
    {
        var (lesson, _) = await _school.TodaysLesson();
        (await _school.Send(new AssignSupervision(Guid.NewGuid(), SampleSchool.Deputy, [8], [], lesson.Date), Actors.ForCommandLine(TestSchool.School))).Refusal.ShouldBeNull();
        var source = _school.Services.GetRequiredService<GrantSource>();
        await using var session = _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        foreach (var sample in SampleAccounts.All)
        {
            var account = (await session.LoadAsync<Account>(AccountStream.Of(sample.Account)))!;
            var times = new List<double>();
            for (var i = 0; i < 60; i++)
            {
                var watch = Stopwatch.StartNew();
                await source.Of(account, sample.Role, TestSchool.School, lesson.Date);
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
            var median = times.Skip(20).Order().ElementAt(20);
            output.WriteLine($"{sample.Login}: {median:0.00} ms");
            median.ShouldBeLessThan(50, $"{sample.Login}: a bound for a busy machine, not a target");
        }
    }
}
