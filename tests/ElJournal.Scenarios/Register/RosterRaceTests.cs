using ElJournal.Access.Rights;
using ElJournal.Kernel;
using ElJournal.Scenarios.PersonalData;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Scenarios.Register;

/// <summary>A class list is changed from many desks at once in the last days of August; nobody may be missing from it afterwards.</summary>
public sealed class RosterRaceTests : IAsyncLifetime
{
    private const int Newcomers = 24;

    private TestSchool _school = null!;

    public async ValueTask InitializeAsync() => _school = await TestSchool.Start();

    public ValueTask DisposeAsync() => _school.DisposeAsync();

    [Fact]
    public async Task Whoever_is_enrolled_at_the_same_moment_is_in_the_list()
    {
        var today = await Registry.Today(_school);
        PupilId[] newcomers = [.. Enumerable.Range(0, Newcomers).Select(_ => Id.New<PupilId>())];
        await Task.WhenAll(newcomers.Select(async (pupil, n) =>
        {
            var card = new PersonCard("Новиков", "Пётр", "Ильич", new DateOnly(2011, 3, 4), "М", $"Н-{n}");
            (await _school.Send(new EnrolPupil(Guid.NewGuid(), pupil, card, Registry.Class8B, today), Actors.ForCommandLine(TestSchool.School))).IsAccepted.ShouldBeTrue();
        }));
        (await Listed()).Intersect(newcomers).Count().ShouldBe(Newcomers);

        await Task.WhenAll(newcomers.Select(async pupil =>
            (await _school.Send(new DepartPupil(Guid.NewGuid(), pupil, today.AddDays(1)), Actors.ForCommandLine(TestSchool.School))).IsAccepted.ShouldBeTrue()));
        (await Roster()).Pupils.Count(p => newcomers.Contains(p.Pupil) && p.Left == today.AddDays(1)).ShouldBe(Newcomers);
    }

    private async Task<IEnumerable<PupilId>> Listed() => (await Roster()).Pupils.Select(p => p.Pupil);

    private async Task<ClassRoster> Roster()
    {
        await using var session = _school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        return (await session.LoadAsync<ClassRoster>(Registry.Class8B.Value, TestContext.Current.CancellationToken))!;
    }
}
