using ElJournal.Access.Consents;
using ElJournal.Access.Erasure;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Shouldly;
using Xunit;

namespace ElJournal.Access.Tests.PersonalData;

public sealed class ErasureRules
{
    private static readonly DateOnly Today = new(2026, 11, 27);
    private static readonly Guid Card = Guid.NewGuid();

    private static readonly ErasureFacts Departed = new(
        Today, PersonalDataRules.Create(FirstPersonalDataRules.Rules(new DateOnly(2026, 9, 1), "Положение, п. 3")),
        new PupilCard("pupil/p1", new PupilId("p1"), Card, new ClassId("8b"), new DateOnly(2026, 9, 1), Today), null, null, "8 «Б»", [Card], [new AccountId("a1")]);

    private static readonly EraseCard Command = new(Guid.NewGuid(), "pupil/p1", true, "ordered", " решение № 17 ");

    [Fact]
    public void An_act_says_whose_what_and_on_what_basis()
    {
        var (outcome, events, _) = EraseCardHandler.Handle(Command, null, Departed);
        outcome.IsAccepted.ShouldBeTrue();
        var act = events.ShouldHaveSingleItem().ShouldBeOfType<PersonalDataErased>();
        (act.Pupil, act.Guardian, act.Staff, act.Basis, act.Document, act.Note).ShouldBe((new PupilId("p1"), null, null, "ordered", "решение № 17", null));
        act.Openings.ShouldBe([Card]);
    }

    [Fact]
    public void Whoever_learns_works_or_represents_is_not_erased()
    {
        Refused(Departed with { Pupil = Departed.Pupil! with { Departed = null } }, Refusals.PupilStillLearns);
        Refused(Departed with { Pupil = Departed.Pupil! with { Departed = Today.AddDays(1) } }, Refusals.PupilStillLearns);
        Refused(Departed with { Pupil = null, Staff = new StaffCard("staff/s1", new StaffId("s1"), Card, Today) }, Refusals.StaffStillWorks);
        var mother = new GuardianCard("guardian/g1", new GuardianId("g1"), Card, [new Ward(new PupilId("p1"), "mother", new DateOnly(2026, 9, 1), null)]);
        Refused(Departed with { Pupil = null, Guardian = mother }, Refusals.GuardianStillRepresents);
    }

    [Fact]
    public void Basis_and_document_are_needed_and_something_to_erase()
    {
        Refused(Departed, Refusals.ErasureBasisIsUnknown, Command with { Basis = "because" });
        Refused(Departed, Refusals.ErasureDocumentIsMissing, Command with { Document = "приказ" });
        Refused(Departed, Refusals.ErasureDocumentIsMissing, Command with { Document = "№ 1" + new string('0', 60) });
        Refused(Departed with { Openings = [] }, Refusals.NothingToErase);
        Refused(Departed with { Pupil = null }, Refusals.PersonIsUnknown);
        Refused(Departed with { Rules = null }, Refusals.PersonalDataRulesAreMissing);
    }

    [Fact]
    public void Only_the_director_may()
    {
        foreach (var role in Enum.GetValues<Role>())
            Access.Rights.GrantRules.For(new Access.Rights.GrantFacts(role, default)).Allow(Command.Need.Permission, Command.Need.Resource, Today).ShouldBe(role is Role.Director);
    }

    private static void Refused(ErasureFacts facts, RefusalKind kind, EraseCard? command = null)
    {
        var (outcome, events, _) = EraseCardHandler.Handle(command ?? Command, null, facts);
        outcome.Refusal.ShouldNotBeNull().Kind.ShouldBe(kind);
        events.ShouldBeEmpty();
        foreach (var language in (string[])["ru-RU", "en-GB"])
            outcome.Refusal.Text(new System.Globalization.CultureInfo(language)).ShouldNotContain("{");
    }
}
