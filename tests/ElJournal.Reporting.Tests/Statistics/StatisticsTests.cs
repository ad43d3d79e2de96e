using ElJournal.Reporting.Statistics;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Shouldly;
using Xunit;

namespace ElJournal.Reporting.Tests.Statistics;

/// <summary>Статистические выписки: the contingent's movement, what is sent stays as it was, a receipt comes once.</summary>
public class StatisticsTests
{
    private static readonly YearId Year = YearId.From("2026-2027");
    private static readonly DateOnly First = new(2026, 9, 1);
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly StatisticsTable Table = new("год", ["Параллель", "На конец"], [["8 параллель", "25"]]);

    [Fact]
    public void Come_and_gone_are_of_the_level_and_a_change_of_class_within_it_is_neither()
    {
        ClassRoster[] classes =
        [
            new("8a", Year, 8, "А", [At("stays"), At("moves", left: new(2026, 10, 5)), At("leaves", left: new(2026, 10, 20)), At("comes", from: new(2026, 10, 1)), At("passes", new(2026, 9, 10), new(2026, 9, 20))]),
            new("8b", Year, 8, "Б", [At("moves", from: new(2026, 10, 5)), At("later", from: new(2026, 12, 1))]),
            new("9a", Year, 9, "А", [At("old"), At("returns", left: new(2026, 9, 15)), At("returns", from: new(2026, 10, 10))]),
        ];

        var table = Contingent.Of(classes, First, new(2026, 10, 31));

        table.Rows.Select(r => string.Join(' ', r.Skip(1))).ShouldBe(["2 3 2 2 3", "1 2 0 0 2", "3 5 2 2 5"]);
        foreach (var row in table.Rows) (int.Parse(row[2], null) + int.Parse(row[3], null) - int.Parse(row[4], null)).ShouldBe(int.Parse(row[5], null), "begin + come − gone = end");
        Contingent.Of([], First, Today).Rows.ShouldBeEmpty();
    }

    [Fact]
    public void What_was_sent_keeps_its_figures_and_a_receipt_comes_once()
    {
        var (outcome, events) = Send(Wish);
        outcome.IsAccepted.ShouldBeTrue();
        var sent = events.Single().ShouldBeOfType<StatisticsSent>();
        (sent.Recipient, sent.Number, sent.Rows[0]).ShouldBe(("Управление образования", "01-12/45", Table.Rows[0]));

        var sending = new Sending(sent.Sending.Stream, sent.Sending, sent.Kind, sent.Period, sent.Recipient, sent.Way, sent.Number, sent.On, sent.Heads, sent.Rows, "director");
        var receipt = RecordReceiptHandler.Handle(new RecordReceipt(Guid.NewGuid(), sent.Sending, " 77 ", Today), sending, Today).Item2.Single().ShouldBeOfType<StatisticsReceived>();
        receipt.Number.ShouldBe("77");
        var received = Sending.Apply(receipt, sending);
        RecordReceiptHandler.Handle(new RecordReceipt(Guid.NewGuid(), sent.Sending, "78", Today), received, Today).Item1.Refusal!.Kind.Code.ShouldBe(Refusals.SendingIsReceived.Code);
        RecordReceiptHandler.Handle(new RecordReceipt(Guid.NewGuid(), sent.Sending, "78", Today.AddDays(-1)), sending, Today).Item1.Refusal!.Kind.Code.ShouldBe(Refusals.ReceiptOfSendingIsOff.Code);
        RecordReceiptHandler.Handle(new RecordReceipt(Guid.NewGuid(), sent.Sending, " ", Today), sending, Today).Item1.Refusal!.Kind.Code.ShouldBe(Refusals.SendingLacksNumber.Code);
        RecordReceiptHandler.Handle(new RecordReceipt(Guid.NewGuid(), sent.Sending, "78", Today), null, Today).Item1.Refusal!.Kind.Code.ShouldBe(Refusals.SendingIsUnknown.Code);
        RecordSendingHandler.Handle(Wish, sending, Today).Item2.ShouldBeEmpty("the same sending is recorded once");
    }

    [Fact]
    public void A_sending_says_what_to_whom_under_which_number_and_when()
    {
        Refused(Wish with { Recipient = " " }).ShouldBe(Refusals.SendingLacksRecipient.Code);
        Refused(Wish with { Recipient = new string('у', 201) }).ShouldBe(Refusals.SendingLacksRecipient.Code);
        Refused(Wish with { Number = "" }).ShouldBe(Refusals.SendingLacksNumber.Code);
        Refused(Wish with { On = Today.AddDays(1) }).ShouldBe(Refusals.SendingDayIsOff.Code);
        Refused(Wish with { On = default }).ShouldBe(Refusals.SendingDayIsOff.Code);
        Refused(Wish with { Kind = "salaries" }).ShouldBe(Refusals.SendingIsUnknown.Code);
        Refused(Wish with { Way = "pigeon" }).ShouldBe(Refusals.SendingIsUnknown.Code);
        Refused(Wish with { Table = Table with { Rows = [] } }).ShouldBe(Refusals.SendingIsEmpty.Code);

        static string Refused(RecordSending wish)
        {
            var (outcome, events) = Send(wish);
            events.ShouldBeEmpty();
            return outcome.Refusal!.Kind.Code;
        }
    }

    private static RecordSending Wish => new(Guid.NewGuid(), SendingId.From("s1"), StatisticsKinds.Contingent, "год", " Управление образования ", "mail", "01-12/45", Today, Table);

    private static (Kernel.Outcome, Wolverine.Marten.Events) Send(RecordSending wish) => RecordSendingHandler.Handle(wish, null, Today);

    private static Enrolment At(string pupil, DateOnly? from = null, DateOnly? left = null) => new(PupilId.From(pupil), from ?? First, left, null);
}
