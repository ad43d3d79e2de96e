using ElJournal.Accounting;
using ElJournal.Kernel;
using ElJournal.Reporting.Extracts;
using ElJournal.Reporting.Printing.Forms;
using ElJournal.Reporting.Tests.Printing;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Shouldly;
using Xunit;

namespace ElJournal.Reporting.Tests.Extracts;

/// <summary>Выдача выписок: numbers in order, stubs that come back once, by those who represent the pupil.</summary>
public class ExtractTests
{
    private static readonly ClassId Class = ClassId.From("8b");
    private static readonly TermId Quarter = TermId.From("q1");
    private static readonly PupilId Anna = PupilId.From("anna");
    private static readonly PupilId Boris = PupilId.From("boris");
    private static readonly GuardianId Mother = GuardianId.From("mother");
    private static readonly DateOnly Today = new(2026, 11, 20);

    private static readonly GuardianCard MotherOfAnna = new(Streams.Guardian(Mother), Mother, Guid.NewGuid(), [new Ward(Anna, "mother", new(2026, 9, 1), null)]);

    [Fact]
    public void Each_extract_takes_the_next_number_of_the_class()
    {
        var first = Issue(null, Anna, Boris);
        first.ShouldBe([new ExtractIssued(Class, 1, Anna, Quarter, "aa", Today), new ExtractIssued(Class, 2, Boris, Quarter, "aa", Today)]);

        Issue(Book(first), Anna).Single().ShouldBe(new ExtractIssued(Class, 3, Anna, Quarter, "aa", Today));
    }

    [Fact]
    public void Nobody_a_pupil_twice_and_a_stranger_are_refused_and_so_is_a_period_the_class_has_not()
    {
        Refused(new IssueExtracts(Guid.NewGuid(), Class, Quarter, [])).ShouldBe(Refusals.ExtractOfNobody.Code);
        Refused(new IssueExtracts(Guid.NewGuid(), Class, Quarter, [new(Anna, "aa"), new(Anna, "aa")])).ShouldBe(Refusals.ExtractOfNobody.Code);
        Refused(new IssueExtracts(Guid.NewGuid(), Class, Quarter, [new(PupilId.From("stranger"), "aa")])).ShouldBe(Refusals.ExtractOfStranger.Code);
        Refused(new IssueExtracts(Guid.NewGuid(), Class, TermId.From("q9"), [new(Anna, "aa")])).ShouldBe(Refusals.ExtractTermIsUnknown.Code);
        IssueExtractsHandler.Handle(new IssueExtracts(Guid.NewGuid(), Class, YearPages.Annual, [new(Anna, "aa")]), null, Facts).Item1.IsAccepted.ShouldBeTrue("the year is a period as well");
    }

    [Fact]
    public void A_stub_comes_back_once_and_all_stubs_of_a_batch_are_recorded_or_none()
    {
        var book = Book(Issue(null, Anna, Boris));

        var (outcome, events) = Confirm(book, Today, new ExtractReceipt(1, Mother), new ExtractReceipt(2, null));
        outcome.IsAccepted.ShouldBeTrue();
        events.ShouldBe([new ExtractReceived(Class, 1, Mother, Today), new ExtractReceived(Class, 2, null, Today)]);

        var received = events.OfType<ExtractReceived>().Aggregate(book, (b, e) => ExtractBook.Apply(e, b));
        received.Of(1)!.By.ShouldBe(Mother);
        received.Of(2)!.Received.ShouldBe(Today);
        Confirm(received, Today, new ExtractReceipt(2, null)).Item1.Refusal!.Kind.Code.ShouldBe(Refusals.ExtractIsReceived.Code);
        var half = Confirm(book, Today, new ExtractReceipt(1, Mother), new ExtractReceipt(2, Mother));
        (half.Item1.Refusal!.Kind.Code, half.Item2.Count()).ShouldBe((Refusals.ReceiptByStranger.Code, 0), "she does not represent Boris");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_stub_is_signed_between_the_issue_and_today(int days) =>
        Confirm(Book(Issue(null, Anna)), Today.AddDays(days), new ExtractReceipt(1, Mother)).Item1.Refusal!.Kind.Code.ShouldBe(Refusals.ReceiptDayIsOff.Code);

    [Fact]
    public void Nothing_signed_and_an_unknown_number_are_refused()
    {
        Confirm(null, Today).Item1.Refusal!.Kind.Code.ShouldBe(Refusals.ReceiptOfNothing.Code);
        Confirm(Book(Issue(null, Anna)), Today, new ExtractReceipt(7, null)).Item1.Refusal!.Kind.Code.ShouldBe(Refusals.ExtractIsUnknown.Code);
    }

    [Fact]
    public void The_sum_of_an_extract_follows_what_it_says_and_not_its_number()
    {
        var data = SampleClass.Of(3, 5, 2);
        var (term, pupil) = (data.Book.Terms[0].Id, data.Pupils[0].Pupil);
        var sheet = ExtractForm.Sheet(data, term, pupil, [])!;

        ExtractForm.Sum(sheet with { Number = "12", Issued = "20.11.2026" }).ShouldBe(ExtractForm.Sum(sheet));
        ExtractForm.Sum(ExtractForm.Sheet(data, term, pupil, [new(pupil, data.Book.Courses[0].Course, new(2025, 9, 10), "Повторите § 7")])!).ShouldNotBe(ExtractForm.Sum(sheet));
        ExtractForm.Sheet(data, term, PupilId.From("nobody"), []).ShouldBeNull();
    }

    private static ExtractFacts Facts => new(
        Today, new ClassRoster("8b", YearId.From("2026-2027"), 8, "Б", [new(Anna, new(2026, 9, 1), null, null), new(Boris, new(2026, 9, 1), null, null)]),
        [new(Quarter, "quarter", 1, new(2026, 9, 1), new(2026, 10, 24))]);

    private static List<ExtractIssued> Issue(ExtractBook? book, params PupilId[] pupils) =>
        [.. IssueExtractsHandler.Handle(new IssueExtracts(Guid.NewGuid(), Class, Quarter, [.. pupils.Select(p => new ExtractWish(p, "aa"))]), book, Facts).Item2.Cast<ExtractIssued>()];

    private static string Refused(IssueExtracts command)
    {
        var (outcome, events) = IssueExtractsHandler.Handle(command, null, Facts);
        events.ShouldBeEmpty();
        return outcome.Refusal!.Kind.Code;
    }

    private static (Outcome, Wolverine.Marten.Events) Confirm(ExtractBook? book, DateOnly on, params ExtractReceipt[] receipts) =>
        ConfirmExtractsHandler.Handle(new ConfirmExtracts(Guid.NewGuid(), Class, receipts, on), book, new ReceiptFacts(Today, [MotherOfAnna]));

    private static ExtractBook Book(IReadOnlyList<ExtractIssued> events) => events.Skip(1).Aggregate(ExtractBook.Create(events[0]), (b, e) => ExtractBook.Apply(e, b));
}
