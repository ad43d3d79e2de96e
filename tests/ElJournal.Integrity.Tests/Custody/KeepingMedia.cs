using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Archives.Signing;
using ElJournal.Integrity.Custody;
using ElJournal.Integrity.Custody.Media;
using ElJournal.Integrity.Custody.Retention;
using ElJournal.Integrity.Custody.Rules;
using JasperFx.Events;
using Shouldly;
using Xunit;
using static ElJournal.Integrity.Tests.Custody.KeptSchool;

namespace ElJournal.Integrity.Tests.Custody;

/// <summary>Реестр носителей: what may be entered, what counts as a copy, and when somebody has to look again.</summary>
public sealed class KeepingMedia
{
    private static readonly DateOnly May = new(2027, 5, 28);

    private static readonly ArchiveDestroyed Act = new(Year, Guid.NewGuid(), "7", Today, [ArchiveKinds.Journals], "приказ", ["sokolova"], [], [], []);

    [Fact]
    public void A_medium_has_a_number_of_its_own_a_place_and_a_keeper_who_works_here()
    {
        var wish = new RegisterMedium(Guid.NewGuid(), Flash, " 410-02 ", "flash", " каб. 12 ", "sokolova");
        RegisterMediumHandler.Handle(wish, null, Facts).Records<MediumRegistered>().ShouldBe(new MediumRegistered(Flash, "410-02", "flash", "каб. 12", "sokolova"));
        RegisterMediumHandler.Handle(wish, Lying(Flash), Facts).DoesNothing();
        RegisterMediumHandler.Handle(wish with { Label = " " }, null, Facts).Refuses(CustodyRefusals.MediumLacksLabel);
        RegisterMediumHandler.Handle(wish with { Kind = "paper" }, null, Facts).Refuses(CustodyRefusals.MediumIsOfNoKind);
        RegisterMediumHandler.Handle(wish with { Place = "" }, null, Facts).Refuses(CustodyRefusals.MediumLacksPlace);
        RegisterMediumHandler.Handle(wish with { Keeper = "gone" }, null, Facts).Refuses(CustodyRefusals.KeeperIsUnknown);
        RegisterMediumHandler.Handle(wish with { Label = "DISK-1" }, null, With(Lying(Disk))).Refuses(CustodyRefusals.MediumIsNamedTwice);
        RegisterMediumHandler.Handle(wish with { Label = "DISK-1" }, null, With(Withdrawn(Lying(Disk)))).Records<MediumRegistered>();
    }

    [Fact]
    public void A_medium_is_handed_over_and_withdrawn_once()
    {
        MoveMediumHandler.Handle(new MoveMedium(Guid.NewGuid(), Disk, "архив", "sokolova"), Lying(Disk), Facts).Records<MediumMoved>().Place.ShouldBe("архив");
        MoveMediumHandler.Handle(new MoveMedium(Guid.NewGuid(), Disk, "сейф директора", "zaharova"), Lying(Disk), Facts).DoesNothing();
        var lost = new WithdrawMedium(Guid.NewGuid(), Disk, "lost", Today);
        WithdrawMediumHandler.Handle(lost, Lying(Disk), Today).Records<MediumWithdrawn>().Reason.ShouldBe("lost");
        WithdrawMediumHandler.Handle(lost with { Reason = "sold" }, Lying(Disk), Today).Refuses(CustodyRefusals.ReasonIsUnknown);
        WithdrawMediumHandler.Handle(lost with { On = Today.AddDays(1) }, Lying(Disk), Today).Refuses(CustodyRefusals.DayIsOff);
        WithdrawMediumHandler.Handle(lost with { On = May.AddDays(-1) }, Lying(Disk, (ArchiveKinds.Journals, Journals, May)), Today).Refuses(CustodyRefusals.DayIsOff);
        WithdrawMediumHandler.Handle(lost, Withdrawn(Lying(Disk)), Today).Refuses(CustodyRefusals.MediumIsWithdrawn);
        MoveMediumHandler.Handle(new MoveMedium(Guid.NewGuid(), Disk, "архив", "sokolova"), Withdrawn(Lying(Disk)), Facts).Refuses(CustodyRefusals.MediumIsWithdrawn);
        MoveMediumHandler.Handle(new MoveMedium(Guid.NewGuid(), Disk, "архив", "sokolova"), null, Facts).Refuses(CustodyRefusals.MediumIsUnknown);
    }

    [Fact]
    public void A_copy_is_of_an_archive_that_was_made()
    {
        var wish = new EnterCopy(Guid.NewGuid(), Disk, Journals.ToUpperInvariant() + "  elj-school7.zip", May, CheckWays.Sum);
        EnterCopyHandler.Handle(wish, Lying(Disk), Facts).Records<CopyEntered>().ShouldBe(new CopyEntered(Disk, Year, "J5", Journals, May, CheckWays.Sum));
        EnterCopyHandler.Handle(wish, Lying(Disk, (ArchiveKinds.Journals, Journals, May)), Facts).DoesNothing();
        EnterCopyHandler.Handle(wish with { Sum = Hex('d') }, Lying(Disk), Facts).Refuses(CustodyRefusals.CopyIsOfNoArchive);
        EnterCopyHandler.Handle(wish with { Sum = "d00d" }, Lying(Disk), Facts).Refuses(CustodyRefusals.SumIsNoSum);
        EnterCopyHandler.Handle(wish with { On = Today.AddDays(1) }, Lying(Disk), Facts).Refuses(CustodyRefusals.DayIsOff);
        EnterCopyHandler.Handle(wish with { On = default }, Lying(Disk), Facts).Refuses(CustodyRefusals.DayIsOff);
        EnterCopyHandler.Handle(wish, null, Facts).Refuses(CustodyRefusals.MediumIsUnknown);
        EnterCopyHandler.Handle(wish, Withdrawn(Lying(Disk)), Facts).Refuses(CustodyRefusals.MediumIsWithdrawn);
        EnterCopyHandler.Handle(wish, Lying(Disk), Facts with { Custodies = [YearCustody.Create(Act)] }).Refuses(CustodyRefusals.ArchiveIsDestroyed);
    }

    [Fact]
    public void What_has_decayed_is_written_anew_and_is_good_again()
    {
        var decayed = Checked(Lying(Disk, (ArchiveKinds.Journals, Journals, May)), CheckResults.Unreadable, Today.AddDays(-1));
        decayed.Copy(Journals)!.IsGood.ShouldBeFalse();
        var entered = EnterCopyHandler.Handle(new EnterCopy(Guid.NewGuid(), Disk, Journals, Today, CheckWays.File), decayed, Facts).Records<CopyEntered>();
        Medium.Apply(entered, decayed).Copies.ShouldHaveSingleItem().IsGood.ShouldBeTrue();
    }

    [Theory]
    [InlineData(CheckResults.Same, 'a', null)]
    [InlineData(CheckResults.Same, 'd', "integrity.check_differs")]
    [InlineData(CheckResults.Differs, 'd', null)]
    [InlineData(CheckResults.Unreadable, ' ', null)]
    [InlineData("", 'a', "integrity.check_lacks_result")]
    public void Sameness_is_said_by_the_sum(string result, char digit, string? refusal)
    {
        var wish = new CheckCopy(Guid.NewGuid(), Disk, Journals, result, Hex(digit), Today, "sokolova", CheckWays.Sum);
        var (outcome, events) = CheckCopyHandler.Handle(wish, Lying(Disk, (ArchiveKinds.Journals, Journals, May)), Facts);
        outcome.Refusal?.Kind.Code.ShouldBe(refusal);
        events.Count.ShouldBe(refusal is null ? 1 : 0);
    }

    [Fact]
    public void A_check_is_of_a_copy_by_somebody_and_not_before_the_last()
    {
        var (copy, wish) = (Lying(Disk, (ArchiveKinds.Journals, Journals, May)), new CheckCopy(Guid.NewGuid(), Disk, Journals, CheckResults.Same, Journals, Today, "sokolova", CheckWays.File));
        CheckCopyHandler.Handle(wish, copy, Facts).Records<CopyChecked>().ShouldBe(new CopyChecked(Disk, Journals, Today, "sokolova", CheckResults.Same, CheckWays.File));
        CheckCopyHandler.Handle(wish with { Sha256 = Statements }, copy, Facts).Refuses(CustodyRefusals.CopyIsUnknown);
        CheckCopyHandler.Handle(wish with { By = "gone" }, copy, Facts).Refuses(CustodyRefusals.KeeperIsUnknown);
        CheckCopyHandler.Handle(wish with { On = May.AddDays(-1) }, copy, Facts).Refuses(CustodyRefusals.DayIsOff);
        CheckCopyHandler.Handle(wish, copy, Facts with { Custodies = [YearCustody.Create(Act)] }).Refuses(CustodyRefusals.ArchiveIsDestroyed);
    }

    [Theory]
    [InlineData("  AAAA-BBBB aaaa", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("zaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", null)]
    public void What_is_no_sum_is_none(string? typed, string? sum) => Sum.Read(typed).ShouldBe(sum);

    [Fact]
    public void A_sum_is_read_with_capitals_gaps_and_the_name_after_it()
    {
        Sum.Read(Journals.ToUpperInvariant()).ShouldBe(Journals);
        Sum.Read(string.Join(' ', Journals.Chunk(4).Select(part => new string(part)))).ShouldBe(Journals);
        Sum.Read($"{Journals}  abcdef.zip").ShouldBe(Journals);
    }

    [Fact]
    public void Two_copies_lie_on_two_media_and_only_of_the_archive_as_it_was_made_last()
    {
        Lacks(Facts).ShouldBe(["copies J5 0 2", "copies S25 0 2"]);
        // Twice on one disk is one place to lose both, and a former archive is no copy of this one.
        Lacks(With(Lying(Disk, ("J5", Journals, May), ("J5", Former, May), ("S25", Statements, May)))).ShouldBe(["copies J5 1 2", "copies S25 1 2"]);
        Lacks(With(Lying(Disk, ("J5", Journals, May)), Lying(Flash, ("J5", Former, May)))).ShouldBe(["copies J5 1 2", "copies S25 0 2"]);
        var both = With(Lying(Disk, ("J5", Journals, May), ("S25", Statements, May)), Lying(Flash, ("J5", Journals, May), ("S25", Statements, May)));
        Lacks(both).ShouldBeEmpty();
        Lacks(both with { Media = [both.Media[0], Withdrawn(both.Media[1])] }).ShouldBe(["copies J5 1 2", "copies S25 1 2"]);
        Lacks(both with { Media = [Checked(both.Media[0], CheckResults.Differs, Today), both.Media[1]] }).ShouldBe(["copies J5 1 2", "bad J5"]);
        Lacks(both with { Custodies = [YearCustody.Create(Act)], Media = [] }).ShouldBe(["copies S25 0 2"]);
        Lacks(both with { Rules = Rules(May, 3, 12) }).ShouldBe(["copies J5 2 3", "copies S25 2 3"]);
    }

    [Fact]
    public void A_copy_of_the_signed_archive_counts_and_one_from_before_its_signature_does_not()
    {
        var (signed, stamped) = (Hex('e'), Hex('f'));
        var shelf = ArchiveShelf.Apply(
            new ArchiveStamped(Year, "J5", Journals, 0, Hex('1'), Hex('2'), "2027-06-09T09:00:00Z", new(2030, 1, 1), stamped, 1200),
            ArchiveShelf.Apply(
                new Event<ArchiveSigned>(new ArchiveSigned(Year, "J5", Journals, Hex('3'), "01", Hex('4'), Hex('5'), "ecdsa-sha256", null, signed, 1100)), Shelf(Made("J5", Former), Made("J5", Journals))));
        var facts = Facts with { Shelves = [shelf] };
        foreach (var sum in (string[])[Journals, signed, stamped])
            EnterCopyHandler.Handle(new EnterCopy(Guid.NewGuid(), Disk, sum, May, CheckWays.Sum), Lying(Disk), facts).Records<CopyEntered>().ShouldBe(new CopyEntered(Disk, Year, "J5", sum, May, CheckWays.Sum));
        Lacks(facts with { Media = [Lying(Disk, ("J5", Journals, May)), Lying(Flash, ("J5", signed, May))] }).ShouldBe(["copies J5 1 2"]);
        // A time-stamp says nothing that the signature does not stand without.
        Lacks(facts with { Media = [Lying(Disk, ("J5", signed, May)), Lying(Flash, ("J5", stamped, May))] }).ShouldBeEmpty();
    }

    [Fact]
    public void A_copy_is_looked_at_again_when_the_rules_in_force_say()
    {
        var kept = With(Lying(Disk, ("J5", Journals, May)), Lying(Flash, ("J5", Journals, May))) with { Shelves = [Shelf(Made("J5", Journals))] };
        Lacks(kept with { Today = May.AddMonths(12) }, prints: false).ShouldBeEmpty();
        Lacks(kept with { Today = May.AddMonths(12).AddDays(1) }, prints: false).ShouldBe(["overdue J5", "overdue J5"]);
        Lacks(kept with { Today = May.AddMonths(7), Rules = Rules(May, 2, 6) }, prints: false).ShouldBe(["overdue J5", "overdue J5"]);
        // Rules that are not in force yet hurry nobody.
        Lacks(kept with { Today = May.AddMonths(7), Rules = Rules(May.AddMonths(8), 2, 6) }, prints: false).ShouldBeEmpty();
        var looked = kept with { Today = May.AddMonths(13), Media = [Checked(kept.Media[0], CheckResults.Same, May.AddMonths(5)), kept.Media[1]] };
        Lacks(looked, prints: false).ShouldBe(["overdue J5"]);
    }

    [Fact]
    public void Rules_cite_an_act_and_do_not_reach_back()
    {
        var wish = new SetCustodyRules(Guid.NewGuid(), new(2026, 9, 1), 2, 6, " приказ № 5, п. 2 ");
        SetCustodyRulesHandler.Handle(wish, null, Today).Records<CustodyRulesSet>().ShouldBe(new CustodyRulesSet(new(2026, 9, 1), 2, 6, "приказ № 5, п. 2"));
        var standing = Rules(new(2026, 9, 1), 2, 6);
        SetCustodyRulesHandler.Handle(wish, standing, Today).DoesNothing();
        SetCustodyRulesHandler.Handle(wish with { CheckMonths = 3, From = Today }, standing, Today).Refuses(CustodyRefusals.RulesReachBack);
        SetCustodyRulesHandler.Handle(wish with { CheckMonths = 3, From = Today.AddDays(1) }, standing, Today).Records<CustodyRulesSet>();
        SetCustodyRulesHandler.Handle(wish with { Act = " " }, null, Today).Refuses(CustodyRefusals.RulesLackAct);
        SetCustodyRulesHandler.Handle(wish with { Copies = 0 }, null, Today).Refuses(CustodyRefusals.RulesAreOff);
        SetCustodyRulesHandler.Handle(wish with { CheckMonths = 61 }, null, Today).Refuses(CustodyRefusals.RulesAreOff);
    }

    private static Medium Withdrawn(Medium medium) => Medium.Apply(new MediumWithdrawn(medium.Key, "lost", Today), medium);

    private static Medium Checked(Medium medium, string result, DateOnly on) =>
        Medium.Apply(new CopyChecked(medium.Key, Journals, on, "sokolova", result, CheckWays.Sum), medium);

    private static IReadOnlyList<string> Lacks(CustodyFacts facts, bool prints = true)
    {
        var lacks = CustodyWatch.Judge(facts).Where(l => prints || l.Key != "prints").ToList();
        foreach (var lack in lacks) foreach (var culture in (string[])["ru-RU", "en-US"]) lack.Text(new(culture)).ShouldContain(Year);
        return [.. lacks.Select(l => l.Key == "copies" ? $"copies {l.About[1]} {l.About[2]} {l.About[3]}" : $"{l.Key} {l.About[1]}")];
    }
}
