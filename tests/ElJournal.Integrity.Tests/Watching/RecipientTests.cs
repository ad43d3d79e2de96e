using ElJournal.Integrity.Anchors;
using ElJournal.Kernel;
using ElJournal.Store;
using Shouldly;
using Xunit;

namespace ElJournal.Integrity.Tests.Watching;

public sealed class RecipientTests
{
    private static readonly Opening Address = new("director@school.example");
    private static readonly RecipientFacts AtWork = new(true);
    private static readonly RecipientNamed Named = new("orlova", new PersonalText("c", Guid.NewGuid()));

    [Fact]
    public void A_recipient_is_named_by_a_commitment_alone()
    {
        var (outcome, events, _) = NameRecipientHandler.Handle(new NameRecipient(Guid.Empty, "orlova", Address), null, AtWork);
        outcome.ShouldBe(Outcome.Accepted);
        events.ShouldHaveSingleItem().ShouldBe(new RecipientNamed("orlova", Address.Sealed));
        new NameRecipient(Guid.Empty, "orlova", Address).ToString().ShouldNotContain("@");
    }

    [Fact]
    public void A_new_address_erases_the_old_one_and_gets_a_checkpoint_at_once()
    {
        var sent = AnchorBook.Create(Named) with { Recipients = [new Recipient("orlova", Named.Address.Opening, new DateOnly(2026, 11, 27), 3)] };
        var (_, events, op) = NameRecipientHandler.Handle(new NameRecipient(Guid.Empty, "orlova", Address), sent, AtWork);
        ((EraseOpenings)op).Ids.ShouldBe([Named.Address.Opening]);
        AnchorBook.Apply((RecipientNamed)events.Single(), sent).Recipients.ShouldBe([new Recipient("orlova", Address.Id, null, 3)]);
    }

    [Fact]
    public void Who_does_not_work_here_is_no_recipient() =>
        NameRecipientHandler.Handle(new NameRecipient(Guid.Empty, "nobody", Address), null, new RecipientFacts(false)).Item1.Refusal!.Kind.ShouldBe(Refusals.RecipientIsUnknown);

    [Fact]
    public void There_are_only_so_many()
    {
        var full = new AnchorBook(AnchorBook.Stream, [.. Enumerable.Range(0, AnchorBook.Most).Select(n => new Recipient($"s{n}", Guid.NewGuid()))]);
        NameRecipientHandler.Handle(new NameRecipient(Guid.Empty, "orlova", Address), full, AtWork).Item1.Refusal!.Kind.ShouldBe(Refusals.TooManyRecipients);
        NameRecipientHandler.Handle(new NameRecipient(Guid.Empty, "s3", Address), full, AtWork).Item1.ShouldBe(Outcome.Accepted);
    }

    [Theory]
    [InlineData("director@school.example", true)]
    [InlineData("директор@школа.рф", true)]
    [InlineData("director", false)]
    [InlineData("director@", false)]
    [InlineData("@school.example", false)]
    [InlineData("", false)]
    [InlineData("Директор <director@school.example>", false)]
    [InlineData("a@b.example, c@d.example", false)]
    [InlineData("a@b.example\r\nBcc: c@d.example", false)]
    [InlineData("a b@school.example", false)]
    public void An_address_is_one_plain_address(string text, bool isAddress)
    {
        NameRecipientHandler.IsAddress(text).ShouldBe(isAddress);
        if (!isAddress)
            NameRecipientHandler.Handle(new NameRecipient(Guid.Empty, "orlova", new Opening(text)), null, AtWork).Item1.Refusal!.Kind.ShouldBe(Refusals.AddressIsMalformed);
    }

    [Fact]
    public void Who_is_dismissed_is_erased_and_dismissed_once()
    {
        var book = AnchorBook.Create(Named);
        var (_, events, op) = DismissRecipientHandler.Handle(new DismissRecipient(Guid.Empty, "orlova"), book);
        ((EraseOpenings)op).Ids.ShouldBe([Named.Address.Opening]);
        var after = AnchorBook.Apply((RecipientDismissed)events.Single(), book);
        after.Recipients.ShouldBeEmpty();
        DismissRecipientHandler.Handle(new DismissRecipient(Guid.Empty, "orlova"), after).Item1.Refusal!.Kind.ShouldBe(Refusals.RecipientIsUnknown);
    }

    [Fact]
    public void What_was_sent_to_nobody_known_is_not_recorded()
    {
        var sent = new CheckpointSent(new DateOnly(2026, 11, 28), "2026-2027", 21, "ab", ["orlova"]);
        RecordCheckpointSentHandler.Handle(new RecordCheckpointSent(Guid.Empty, sent), null).Item1.Refusal!.Kind.ShouldBe(Refusals.RecipientIsUnknown);
        RecordCheckpointSentHandler.Handle(new RecordCheckpointSent(Guid.Empty, sent), AnchorBook.Create(Named)).Item2.ShouldHaveSingleItem().ShouldBe(sent);
        RecordAlarmSentHandler.Handle(new RecordAlarmSent(Guid.Empty, new AlarmSent(2, ["other"])), AnchorBook.Create(Named)).Item1.Refusal!.Kind.ShouldBe(Refusals.RecipientIsUnknown);
        AnchorBook.Apply(new AlarmSent(2, ["orlova"]), AnchorBook.Create(Named)).Recipients.Single().Alarmed.ShouldBe(2);
    }
}
