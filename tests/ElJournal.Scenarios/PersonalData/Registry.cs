using ElJournal.Access.Accounts;
using ElJournal.Access.Consents;
using ElJournal.Access.Erasure;
using ElJournal.Access.Rights;
using ElJournal.Access.SigningIn;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace ElJournal.Scenarios.PersonalData;

/// <summary>What the register of the sample school gets beside what it has, by its own commands.</summary>
internal static class Registry
{
    public static readonly ClassId Class8B = new("8b");

    private static Actor Office => Actors.ForCommandLine(TestSchool.School);

    /// <summary>Громов А. П., директор.</summary>
    public static Actor Director { get; } = new(
        new AccountId("sample-director"), Role.Director, TestSchool.School, Channel.Web, "test", GrantRules.For(new GrantFacts(Role.Director, default)));

    public static Actor Secretary { get; } = new(
        new AccountId("sample-secretary"), Role.Secretary, TestSchool.School, Channel.Web, "test", GrantRules.For(new GrantFacts(Role.Secretary, default)));

    /// <summary>A mother of the pupil.</summary>
    public static async Task<GuardianId> Mother(TestSchool school, PupilId pupil, PersonCard? card = null)
    {
        var guardian = Id.New<GuardianId>();
        await Done(school, new RegisterGuardian(Guid.NewGuid(), guardian, card ?? new PersonCard("Абрамова", "Елена", "Сергеевна", null, "Ж", null)));
        await Done(school, new LinkGuardian(Guid.NewGuid(), guardian, pupil, "mother", (await CardOf(school, pupil)).From));
        return guardian;
    }

    public static async Task<ClassId> ClassOf(TestSchool school, PupilId pupil) => (await CardOf(school, pupil)).Class!.Value;

    /// <summary>As of today.</summary>
    public static async Task Depart(TestSchool school, PupilId pupil) =>
        await Done(school, new DepartPupil(Guid.NewGuid(), pupil, await Today(school), "44-у"));

    public static async Task Consent(TestSchool school, PupilId pupil, string kind, ConsentState state, GuardianId? guardian = null) =>
        await Done(school, new RecordConsent(Guid.NewGuid(), pupil, await ClassOf(school, pupil), kind, state, await Today(school), "paper", guardian), Secretary);

    public static Task<Outcome> Erase(TestSchool school, string whose, bool withNotes = true) =>
        school.Send(new EraseCard(Guid.NewGuid(), whose, withNotes, "ordered", "решение № 17 от 20.11.2026"), Director);

    public static async Task<DateOnly> Today(TestSchool school)
    {
        await using var session = school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        return (await session.LoadAsync<SchoolCard>(Streams.School(TestSchool.School)))!.DayAt(DateTimeOffset.UtcNow);
    }

    public static async Task Done(TestSchool school, ICommand command, Actor? actor = null) =>
        (await school.Send(command, actor ?? Office)).Refusal?.Text().ShouldBeNull();

    private static async Task<PupilCard> CardOf(TestSchool school, PupilId pupil)
    {
        await using var session = school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        return (await session.LoadAsync<PupilCard>(Streams.Pupil(pupil)))!;
    }
}
