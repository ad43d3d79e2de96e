using ElJournal.Access.Consents;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Shouldly;
using Xunit;

namespace ElJournal.Access.Tests.PersonalData;

public sealed class ConsentRules
{
    private const string Electronic = "e-information";

    private static readonly DateOnly Today = new(2026, 11, 27);
    private static readonly PupilId Darya = new("p1");
    private static readonly GuardianId Mother = new("g1");

    private static readonly PersonalDataRules Rules = PersonalDataRules.Create(FirstPersonalDataRules.Rules(new DateOnly(2026, 9, 1), "Положение, п. 3"));

    private static readonly ConsentFacts Facts = new(
        Today, new PupilCard("pupil/p1", Darya, Guid.NewGuid(), new ClassId("8b"), new DateOnly(2026, 9, 1), null), Rules,
        GuardianCard.Apply(new GuardianLinked(Mother, Darya, "mother", new DateOnly(2026, 9, 1)), GuardianCard.Create(new GuardianRegistered(Mother, new PersonalText("", Guid.NewGuid())))),
        false);

    [Fact]
    public void A_refusal_of_electronic_information_moves_the_family_to_paper_and_a_consent_moves_it_back()
    {
        var book = Recorded(null, Paper(ConsentState.Refused), typeof(ConsentRefused), typeof(PaperExtractsBegun));
        book.OnPaper.ShouldBeTrue();
        book = Recorded(book, Paper(ConsentState.Refused), typeof(ConsentRefused));
        book = Recorded(book, Paper(ConsentState.Given), typeof(ConsentGiven), typeof(PaperExtractsEnded));
        book.OnPaper.ShouldBeFalse();
        Recorded(book, Paper(ConsentState.Withdrawn), typeof(ConsentWithdrawn), typeof(PaperExtractsBegun)).OnPaper.ShouldBeTrue();
    }

    [Fact]
    public void A_refusal_of_another_kind_does_not() =>
        Recorded(null, Paper(ConsentState.Refused) with { Kind = "processing" }, typeof(ConsentRefused)).OnPaper.ShouldBeFalse();

    [Fact]
    public void A_paper_that_comes_late_does_not_outweigh_a_later_one()
    {
        var book = Recorded(null, Paper(ConsentState.Given), typeof(ConsentGiven));
        book = Recorded(book, Paper(ConsentState.Refused) with { On = Today.AddDays(-7) }, typeof(ConsentRefused));
        book.Standing(Electronic, Today)!.State.ShouldBe(ConsentState.Given);
        book.Standing(Electronic, Today.AddDays(-1))!.State.ShouldBe(ConsentState.Refused);
        book.Standing(Electronic, Today.AddDays(-8)).ShouldBeNull();
    }

    [Fact]
    public void Only_what_was_given_is_withdrawn()
    {
        Refused(null, Paper(ConsentState.Withdrawn), Refusals.ConsentIsNotGiven);
        Refused(Recorded(null, Paper(ConsentState.Refused), typeof(ConsentRefused), typeof(PaperExtractsBegun)), Paper(ConsentState.Withdrawn), Refusals.ConsentIsNotGiven);
    }

    [Fact]
    public void Kind_date_class_and_giver_are_checked()
    {
        Refused(null, Paper(ConsentState.Given) with { Kind = "photos" }, Refusals.ConsentKindIsUnknown);
        Refused(null, Paper(ConsentState.Given) with { On = Today.AddDays(1) }, Refusals.ConsentIsInFuture);
        Refused(null, Paper(ConsentState.None), Refusals.ConsentIsIncomplete);
        Refused(null, Paper(ConsentState.Given) with { Form = "spoken" }, Refusals.ConsentIsIncomplete);
        Refused(null, Paper(ConsentState.Given) with { Class = new ClassId("7a") }, Refusals.PupilIsUnknown);
        Refused(null, Paper(ConsentState.Given) with { On = new DateOnly(2026, 8, 31) }, Refusals.GuardianDoesNotRepresent);
        Refused(null, Paper(ConsentState.Given) with { Guardian = null, ByPupil = true }, Refusals.PupilIsNotOfAge);
        RecordConsentHandler.Handle(Paper(ConsentState.Given), null, Facts with { Rules = null }).Item1.Refusal!.Kind.ShouldBe(Refusals.PersonalDataRulesAreMissing);
        RecordConsentHandler.Handle(Paper(ConsentState.Given) with { Guardian = null, ByPupil = true }, null, Facts with { IsOfAge = true }).Item1.IsAccepted.ShouldBeTrue();
    }

    [Theory]
    [InlineData("25504446 2D312E37", "application/pdf")]
    [InlineData("FFD8FFE0", "image/jpeg")]
    [InlineData("89504E47 0D0A1A0A", "image/png")]
    [InlineData("4D5A9000", null)]
    [InlineData("", null)]
    public void A_scan_is_known_by_its_first_bytes(string hex, string? type) =>
        Scan.Of(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)))?.Type.ShouldBe(type);

    [Fact]
    public void A_scan_above_ten_megabytes_is_not_taken()
    {
        byte[] large = [.. "%PDF-"u8, .. new byte[Scan.Largest - 5]];
        Scan.Of(large).ShouldNotBeNull();
        Scan.Of([.. large, 0]).ShouldBeNull();
    }

    private static RecordConsent Paper(ConsentState state) => new(Guid.NewGuid(), Darya, new ClassId("8b"), Electronic, state, Today, "paper", Mother);

    private static ConsentBook Recorded(ConsentBook? book, RecordConsent command, params Type[] events)
    {
        var (outcome, recorded, _) = RecordConsentHandler.Handle(command, book, Facts);
        outcome.Refusal?.Kind.Code.ShouldBeNull();
        recorded.Select(e => e.GetType()).ShouldBe(events);
        return recorded.Aggregate(book ?? ConsentBook.Empty(Darya), (standing, e) =>
            (ConsentBook)typeof(ConsentBook).GetMethod("Apply", [e.GetType(), typeof(ConsentBook)])!.Invoke(null, [e, standing])!);
    }

    private static void Refused(ConsentBook? book, RecordConsent command, RefusalKind kind)
    {
        var (outcome, recorded, _) = RecordConsentHandler.Handle(command, book, Facts);
        outcome.Refusal.ShouldNotBeNull().Kind.ShouldBe(kind);
        recorded.ShouldBeEmpty();
        foreach (var language in (string[])["ru-RU", "en-GB"])
            outcome.Refusal.Text(new System.Globalization.CultureInfo(language)).ShouldNotContain("{");
    }
}
