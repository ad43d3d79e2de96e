using System.Globalization;
using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Verifying;
using ElJournal.Integrity.Watching;
using ElJournal.Kernel;
using JasperFx.Events;
using Shouldly;
using Xunit;

namespace ElJournal.Integrity.Tests.Watching;

/// <summary>An alarm begins with the check that finds damage and ends with one that finds none.</summary>
public sealed class LogWatchTests
{
    private static readonly LogChecked Whole = new("2026-2027", 40, "ab", 0, null, null, null, null);
    private static readonly LogChecked Broken = new("2026-2027", 40, "cd", 2, "DataChanged", "2026-2027", 9, 17);

    [Fact]
    public void An_intact_log_alarms_nobody() => Given(Whole, Whole).ShouldSatisfyAllConditions(w => w.Alarm.ShouldBe(0), w => w.Since.ShouldBeNull(), w => w.Count.ShouldBe(2));

    [Fact]
    public void The_alarm_is_of_the_check_that_found_it_first()
    {
        var watch = Given(Whole, Broken, Broken with { Places = 3 });
        (watch.Alarm, watch.Since!.Found, watch.Last.Found.Places).ShouldBe((2, Broken, 3));
    }

    [Fact]
    public void Only_a_whole_log_ends_the_alarm_and_the_next_damage_is_another()
    {
        Given(Broken, Whole).ShouldSatisfyAllConditions(w => w.Alarm.ShouldBe(0), w => w.Since.ShouldBeNull());
        Given(Broken, Whole, Broken).Alarm.ShouldBe(3);
    }

    [Fact]
    public void A_verification_is_told_by_its_first_place()
    {
        var log = new VerifiedLog("2026-2027", "eljournal.example/school7/2026-2027", 21, TreeHash.Leaf("x"u8), null, 2);
        var broken = new Broken(Damage.RowMissing, "2026-2027", 9, 10, Guid.NewGuid(), "lesson/algebra-7b/2026-09-01/4", 1);
        var found = LogChecked.Of(new Verification(SchoolId.From("school7"), [log], 0, 100, [broken, broken with { Index = 12 }]));
        found.ShouldBe(new LogChecked("2026-2027", 21, TreeHash.Leaf("x"u8).ToHex(), 2, "RowMissing", "2026-2027", 9, 10));
        LogChecked.Of(new Verification(SchoolId.From("school7"), [], 0, 0, [])).ShouldBe(new LogChecked("", 0, "", 0, null, null, null, null));
    }

    [Fact]
    public void A_result_that_contradicts_itself_is_refused()
    {
        RecordLogCheckHandler.Handle(new RecordLogCheck(Guid.Empty, Broken), null).Item2.ShouldHaveSingleItem().ShouldBe(Broken);
        foreach (var wrong in (LogChecked[])[Broken with { Damage = null }, Whole with { Damage = "RowMissing" }])
            RecordLogCheckHandler.Handle(new RecordLogCheck(Guid.Empty, wrong), null).Item1.Refusal!.Kind.ShouldBe(Refusals.CheckContradictsItself);
    }

    [Fact]
    public void The_place_is_named_in_words()
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ru-RU");
            DamagePlace.Of(Broken).ShouldBe("лист 9 журнала 2026-2027, запись № 17 — содержание не то, что было опечатано");
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
            DamagePlace.Of(Broken).ShouldStartWith("leaf 9 of the log 2026-2027, event No. 17");
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static LogWatch Given(LogChecked first, params LogChecked[] next) =>
        next.Aggregate(LogWatch.Create(At(first)), (watch, check) => LogWatch.Apply(At(check), watch));

    private static IEvent<LogChecked> At(LogChecked check) => new Event<LogChecked>(check);
}
