using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Custody;
using ElJournal.Integrity.Custody.Media;
using ElJournal.Integrity.Custody.Prints;
using ElJournal.Integrity.Custody.Retention;
using Shouldly;
using Xunit;
using static ElJournal.Integrity.Tests.Custody.KeptSchool;

namespace ElJournal.Integrity.Tests.Custody;

/// <summary>Сроки хранения: nothing goes before its day, nothing goes under a hold, and what goes is named whole.</summary>
public sealed class Retaining
{
    private static readonly DateOnly Free = new(2033, 1, 1);

    private static readonly DestroyArchive Wish = new(
        Guid.NewGuid(), Year, " 3 ", Free, [ArchiveKinds.Journals], "приказ № 1 от 11.01.2033", ["sokolova", "zaharova", "mironov"], Sure: true);

    private static readonly HoldPlaced Held = new(Year, Guid.NewGuid(), [ArchiveKinds.Journals], "court", "запрос суда № 12", Today);

    [Theory]
    [InlineData("2027-05-26", "J5", "2033-01-01")]
    [InlineData("2027-05-26", "S25", "2053-01-01")]
    [InlineData("2027-05-26", "P", "2033-01-01")]
    [InlineData("2027-12-31", "J5", "2033-01-01")]
    [InlineData("2028-01-01", "J5", "2034-01-01")]
    public void Terms_run_from_the_first_of_January_after_the_school_year(string end, string kind, string over)
    {
        var day = DateOnly.Parse(end, null);
        RetentionTerm.Of(kind, day).Over(day).ShouldBe(DateOnly.Parse(over, null));
    }

    [Fact]
    public void Before_its_term_has_run_nothing_is_destroyed()
    {
        DestroyArchiveHandler.Handle(Wish, null, Facts with { Today = Free.AddDays(-1) }).Refuses(CustodyRefusals.TermRuns);
        DestroyArchiveHandler.Handle(Wish with { Kinds = [ArchiveKinds.Journals, ArchiveKinds.Statements] }, null, Facts with { Today = Free }).Refuses(CustodyRefusals.TermRuns);
        // Nor is an act dated before the day on which it was allowed, nor after today.
        DestroyArchiveHandler.Handle(Wish with { On = Free.AddDays(-1) }, null, Facts with { Today = Free.AddYears(1) }).Refuses(CustodyRefusals.DayIsOff);
        DestroyArchiveHandler.Handle(Wish with { On = Free.AddDays(1) }, null, Facts with { Today = Free }).Refuses(CustodyRefusals.DayIsOff);
    }

    [Fact]
    public void Under_a_hold_nothing_is_destroyed_until_it_is_lifted()
    {
        var custody = YearCustody.Create(Held);
        DestroyArchiveHandler.Handle(Wish, custody, Facts with { Today = Free }).Refuses(CustodyRefusals.HoldStands);
        LiftHoldHandler.Handle(new LiftHold(Guid.NewGuid(), Year, Guid.NewGuid(), "письмо № 1", Free), custody, Free).Refuses(CustodyRefusals.HoldIsUnknown);
        LiftHoldHandler.Handle(new LiftHold(Guid.NewGuid(), Year, Held.Hold, "письмо № 1", Today.AddDays(-1)), custody, Free).Refuses(CustodyRefusals.DayIsOff);
        LiftHoldHandler.Handle(new LiftHold(Guid.NewGuid(), Year, Held.Hold, "", Free), custody, Free).Refuses(CustodyRefusals.BasisIsMissing);
        var lifted = LiftHoldHandler.Handle(new LiftHold(Guid.NewGuid(), Year, Held.Hold, "письмо № 1", Free), custody, Free).Records<HoldLifted>();
        custody = YearCustody.Apply(lifted, custody);
        LiftHoldHandler.Handle(new LiftHold(Guid.NewGuid(), Year, Held.Hold, "письмо № 2", Free), custody, Free).Refuses(CustodyRefusals.HoldIsLifted);
        DestroyArchiveHandler.Handle(Wish, custody, Facts with { Today = Free }).Records<ArchiveDestroyed>();
    }

    [Fact]
    public void A_hold_names_what_why_and_by_which_document()
    {
        var wish = new PlaceHold(Guid.NewGuid(), Year, [ArchiveKinds.Statements, ArchiveKinds.Journals], "inspection", " распоряжение № 4 ", Today);
        var held = PlaceHoldHandler.Handle(wish, null, Facts).Records<HoldPlaced>();
        (held.Hold, held.Basis, string.Join(' ', held.Kinds)).ShouldBe((wish.CommandId, "распоряжение № 4", "J5 S25"));
        PlaceHoldHandler.Handle(wish, YearCustody.Create(held), Facts).DoesNothing();
        PlaceHoldHandler.Handle(wish with { Kinds = ["Z9"] }, null, Facts).Refuses(CustodyRefusals.KindsAreMissing);
        PlaceHoldHandler.Handle(wish with { Reason = "whim" }, null, Facts).Refuses(CustodyRefusals.ReasonIsUnknown);
        PlaceHoldHandler.Handle(wish with { Basis = " " }, null, Facts).Refuses(CustodyRefusals.BasisIsMissing);
        PlaceHoldHandler.Handle(wish with { Year = "1999-2000" }, null, Facts).Refuses(CustodyRefusals.YearIsUnknown);
        var destroyed = YearCustody.Create(new ArchiveDestroyed(Year, Guid.NewGuid(), "7", Today, [ArchiveKinds.Journals], "приказ", ["sokolova"], [], [], []));
        PlaceHoldHandler.Handle(wish, destroyed, Facts).Refuses(CustodyRefusals.ArchiveIsDestroyed);
    }

    [Fact]
    public void An_act_names_all_that_is_recorded_of_its_kinds_and_nothing_else()
    {
        var facts = Facts with
        {
            Today = Free,
            Media = [Lying(Disk, ("J5", Journals, Today), ("S25", Statements, Today)), Medium.Apply(new MediumWithdrawn(Flash, "lost", Today), Lying(Flash, ("J5", Journals, Today)))],
            Prints = [PrintBook.Apply(new PrintCertified(Year, PrintVolumes.Statement, "8b", 6, "sokolova", Today), PrintBook.Create(new PrintCertified(Year, PrintVolumes.Journal, "8b", 48, "sokolova", Today)))],
        };
        var act = DestroyArchiveHandler.Handle(Wish, null, facts).Records<ArchiveDestroyed>();
        (act.Number, act.Act, act.Commission.Count).ShouldBe(("3", Wish.CommandId, 3));
        act.Files.Select(f => f.Sha256).ShouldBe([Former, Journals]);
        act.Volumes.ShouldBe([new DestroyedVolume(PrintVolumes.Journal, "8b", 48)]);
        act.Copies.ShouldBe([new DestroyedCopy(Disk.Value, "J5", Journals)]);
        var custody = YearCustody.Create(act);
        DestroyArchiveHandler.Handle(Wish, custody, facts).DoesNothing();
        DestroyArchiveHandler.Handle(Wish with { CommandId = Guid.NewGuid() }, custody, facts).Refuses(CustodyRefusals.ArchiveIsDestroyed);
    }

    [Fact]
    public void An_act_has_a_number_a_basis_a_commission_of_three_and_somebody_who_is_sure()
    {
        var facts = Facts with { Today = Free };
        DestroyArchiveHandler.Handle(Wish with { Number = "" }, null, facts).Refuses(CustodyRefusals.ActLacksNumber);
        DestroyArchiveHandler.Handle(Wish with { Basis = "" }, null, facts).Refuses(CustodyRefusals.BasisIsMissing);
        DestroyArchiveHandler.Handle(Wish with { Kinds = [] }, null, facts).Refuses(CustodyRefusals.KindsAreMissing);
        DestroyArchiveHandler.Handle(Wish with { Commission = ["sokolova", "sokolova", "zaharova", ""] }, null, facts).Refuses(CustodyRefusals.CommissionIsSmall);
        DestroyArchiveHandler.Handle(Wish with { Commission = ["sokolova", "gone", "zaharova"] }, null, facts).Refuses(CustodyRefusals.CommissionIsSmall);
        DestroyArchiveHandler.Handle(Wish with { Sure = false }, null, facts).Refuses(CustodyRefusals.ActIsUnsure);
        DestroyArchiveHandler.Handle(Wish with { Kinds = [ArchiveKinds.Openings] }, null, facts).Refuses(CustodyRefusals.NothingToDestroy);
        DestroyArchiveHandler.Handle(Wish with { Year = "1999-2000" }, null, facts).Refuses(CustodyRefusals.YearIsUnknown);
    }

    [Fact]
    public void Files_of_the_act_go_from_the_server_and_of_no_other_archive()
    {
        var folder = Directory.CreateTempSubdirectory("eljournal-custody-");
        try
        {
            var archives = folder.CreateSubdirectory("archives").FullName;
            string[] all = ["elj-school7-2026-2027-J5.zip", "elj-school7-2026-2027-J5.zip.sha256", "elj-school7-2026-2027-S25.zip", "elj-school7-2027-2028-J5.zip", "elj-school77-2026-2027-J5.zip"];
            foreach (var file in all) File.WriteAllText(Path.Combine(archives, file), "zip");
            Directory.CreateDirectory(Path.Combine(archives, "elj-school7-2026-2027-J5.making"));
            var files = new ArchiveFiles(new IntegrityOptions(folder.FullName));
            var act = new ArchiveDestroyed(Year, Guid.NewGuid(), "3", Free, [ArchiveKinds.Journals], "приказ", ["sokolova"], [], [], []);
            for (var time = 0; time < 2; time++)
            {
                files.Remove(new("school7"), act).ShouldBeEmpty();
                Directory.EnumerateFileSystemEntries(archives).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(all[2..]);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
