using System.Globalization;
using ElJournal.Integrity.Merkle;
using ElJournal.Integrity.Notes;
using ElJournal.Integrity.Verifying;
using ElJournal.Integrity.Years;
using ElJournal.Kernel;
using Shouldly;
using Xunit;

namespace ElJournal.Integrity.Tests;

public sealed class Years
{
    private static readonly string Previous = new Checkpoint("eljournal.example/school7/setup", 1, TreeHash.Leaf("x"u8)).Sign(new SigningKey(new byte[32])).ToString();
    private static readonly YearLog Open = YearLog.Create(new LogOpened("2026-2027", null));

    [Fact]
    public void A_year_opens_with_the_checkpoint_before_it()
    {
        var (outcome, events) = OpenLogHandler.Handle(new OpenLog(Guid.Empty, "2026-2027", Previous), null);
        outcome.ShouldBe(Outcome.Accepted);
        events.ShouldHaveSingleItem().ShouldBe(new LogOpened("2026-2027", Previous));
    }

    [Fact]
    public void A_year_opens_once() => RefusalOf(OpenLogHandler.Handle(new OpenLog(Guid.Empty, "2026-2027", null), Open)).ShouldBe(Refusals.LogIsOpen);

    [Theory]
    [InlineData("2026/27")]
    [InlineData("setup")]
    [InlineData("")]
    public void A_year_is_named_by_an_id(string year) =>
        RefusalOf(OpenLogHandler.Handle(new OpenLog(Guid.Empty, year, null), null)).ShouldBe(Refusals.YearIsMisnamed);

    [Fact]
    public void A_torn_checkpoint_is_refused() =>
        RefusalOf(OpenLogHandler.Handle(new OpenLog(Guid.Empty, "2026-2027", Previous[..40]), null)).ShouldBe(Refusals.CheckpointIsUnreadable);

    [Fact]
    public void A_year_closes_once_and_only_when_open()
    {
        CloseYearHandler.Handle(new CloseYear(Guid.Empty, "2026-2027"), Open).Item2.ShouldHaveSingleItem().ShouldBe(new YearClosed("2026-2027"));
        var closed = YearLog.Apply(new YearClosed("2026-2027"), Open);
        RefusalOf(CloseYearHandler.Handle(new CloseYear(Guid.Empty, "2026-2027"), closed)).ShouldBe(Refusals.YearIsClosed);
        RefusalOf(CloseYearHandler.Handle(new CloseYear(Guid.Empty, "2026-2027"), null)).ShouldBe(Refusals.LogIsUnknown);
    }

    [Theory]
    [InlineData("ru-RU")]
    [InlineData("en-GB")]
    public void Every_refusal_and_damage_has_its_sentence(string culture)
    {
        var language = new CultureInfo(culture);
        var kinds = typeof(Refusals).GetProperties().Select(property => (RefusalKind)property.GetValue(null)!);
        kinds.ShouldAllBe(kind => new Refusal(kind, new object?[] { "J5", "2026-2027" }, null).Text(language).Length > 10);
        Enum.GetValues<Damage>().ShouldAllBe(damage => new Broken(damage, null, null, null, null, null, null, null).Text(language).Length > 10);
        new Broken(Damage.RowMissing, null).Text(language).Any(c => c is >= 'а' and <= 'я').ShouldBe(culture == "ru-RU");
    }

    private static RefusalKind? RefusalOf((Outcome Outcome, IEnumerable<object> Events) answer)
    {
        answer.Events.ShouldBeEmpty();
        return answer.Outcome.Refusal?.Kind;
    }
}
