using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Custody;
using ElJournal.Integrity.Custody.Prints;
using ElJournal.Integrity.Custody.Retention;
using Shouldly;
using Xunit;
using static ElJournal.Integrity.Tests.Custody.KeptSchool;

namespace ElJournal.Integrity.Tests.Custody;

/// <summary>Реестр распечаток: who certified what, once; how many of how many, and until when.</summary>
public sealed class KeepingPrints
{
    private static readonly CertifyPrint Wish = new(Guid.NewGuid(), Year, PrintVolumes.Journal, "8b", 48, "sokolova", Today);

    private static readonly PrintCertified Certified = new(Year, PrintVolumes.Journal, "8b", 48, "sokolova", Today);

    [Fact]
    public void A_volume_is_certified_once_and_says_by_whom_and_when()
    {
        CertifyPrintHandler.Handle(Wish, null, Facts).Records<PrintCertified>().ShouldBe(Certified);
        CertifyPrintHandler.Handle(Wish, PrintBook.Create(Certified), Facts).DoesNothing();
        CertifyPrintHandler.Handle(Wish with { Sheets = 49 }, PrintBook.Create(Certified), Facts).Refuses(CustodyRefusals.PrintIsCertified);
        CertifyPrintHandler.Handle(Wish with { Class = "1a" }, PrintBook.Create(Certified), Facts).Records<PrintCertified>();
        CertifyPrintHandler.Handle(Wish with { Volume = PrintVolumes.Statement }, PrintBook.Create(Certified), Facts).Records<PrintCertified>();
    }

    [Fact]
    public void A_volume_is_of_a_class_of_the_year_with_sheets_and_a_day()
    {
        CertifyPrintHandler.Handle(Wish with { Class = "9z" }, null, Facts).Refuses(CustodyRefusals.ClassIsUnknown);
        CertifyPrintHandler.Handle(Wish with { Volume = "diary" }, null, Facts).Refuses(CustodyRefusals.ClassIsUnknown);
        CertifyPrintHandler.Handle(Wish with { Year = "1999-2000" }, null, Facts).Refuses(CustodyRefusals.YearIsUnknown);
        CertifyPrintHandler.Handle(Wish with { Sheets = 0 }, null, Facts).Refuses(CustodyRefusals.SheetsAreOff);
        CertifyPrintHandler.Handle(Wish with { Sheets = 10_000 }, null, Facts).Refuses(CustodyRefusals.SheetsAreOff);
        CertifyPrintHandler.Handle(Wish with { By = "gone" }, null, Facts).Refuses(CustodyRefusals.KeeperIsUnknown);
        CertifyPrintHandler.Handle(Wish with { On = Today.AddDays(1) }, null, Facts).Refuses(CustodyRefusals.DayIsOff);
        CertifyPrintHandler.Handle(Wish with { On = new(2026, 8, 31) }, null, Facts).Refuses(CustodyRefusals.DayIsOff);
    }

    [Fact]
    public void A_certification_is_taken_back_with_a_reason_and_given_anew()
    {
        var book = PrintBook.Create(Certified);
        var annulled = AnnulPrintHandler.Handle(new AnnulPrint(Guid.NewGuid(), Year, PrintVolumes.Journal, "8b", "miscounted"), book, Facts).Records<PrintAnnulled>();
        CertifyPrintHandler.Handle(Wish with { Sheets = 49 }, PrintBook.Apply(annulled, book), Facts).Records<PrintCertified>().Sheets.ShouldBe(49);
        AnnulPrintHandler.Handle(new AnnulPrint(Guid.NewGuid(), Year, PrintVolumes.Journal, "8b", "whim"), book, Facts).Refuses(CustodyRefusals.ReasonIsUnknown);
        AnnulPrintHandler.Handle(new AnnulPrint(Guid.NewGuid(), Year, PrintVolumes.Journal, "1a", "rebound"), book, Facts).Refuses(CustodyRefusals.PrintIsNotCertified);
    }

    [Fact]
    public void What_an_act_destroyed_is_neither_certified_nor_taken_back()
    {
        var after = Facts with { Custodies = [YearCustody.Create(new ArchiveDestroyed(Year, Guid.NewGuid(), "7", Today, [ArchiveKinds.Journals], "приказ", ["sokolova"], [], [], []))] };
        CertifyPrintHandler.Handle(Wish, null, after).Refuses(CustodyRefusals.ArchiveIsDestroyed);
        AnnulPrintHandler.Handle(new AnnulPrint(Guid.NewGuid(), Year, PrintVolumes.Journal, "8b", "lost"), PrintBook.Create(Certified), after).Refuses(CustodyRefusals.ArchiveIsDestroyed);
        CertifyPrintHandler.Handle(Wish with { Volume = PrintVolumes.Statement }, null, after).Records<PrintCertified>();
    }

    [Fact]
    public void Volumes_are_the_journals_of_all_classes_and_the_statements_that_were_sealed()
    {
        var year = Facts.Years[0];
        Facts.VolumesOf(year).Select(v => $"{v.Volume} {v.Class.Id}").ShouldBe(["journal 1a", "journal 8b", "statement 8b"]);
        (Facts with { Sealed = [] }).VolumesOf(year).Count.ShouldBe(4);
        CustodyWatch.Certified(Facts with { Prints = [PrintBook.Create(Certified)] }, year).ShouldBe((1, 3));
    }

    [Fact]
    public void After_the_thirtieth_of_June_what_is_not_certified_is_late()
    {
        PrintDue.Of(new(2027, 5, 26)).ShouldBe(new DateOnly(2027, 6, 30));
        Late(Facts with { Today = new(2027, 6, 30) }).ShouldBeEmpty();
        Late(Facts with { Today = new(2027, 7, 1), Prints = [PrintBook.Create(Certified)] }).ShouldHaveSingleItem().About.ShouldBe([Year, 1, 3, new DateOnly(2027, 6, 30)]);
        // A year from before this program is nobody's debt.
        Late(Facts with { Today = new(2027, 7, 1), Shelves = [] }).ShouldBeEmpty();
    }

    private static IReadOnlyList<CustodyLack> Late(CustodyFacts facts) => [.. CustodyWatch.Judge(facts).Where(l => l.Key == "prints")];
}
