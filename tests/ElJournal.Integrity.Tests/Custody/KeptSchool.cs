using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Custody;
using ElJournal.Integrity.Custody.Media;
using ElJournal.Integrity.Custody.Rules;
using ElJournal.Kernel;
using Shouldly;

namespace ElJournal.Integrity.Tests.Custody;

/// <summary>A school with two archives made of the year 2026-2027, two classes, three people at work and one who has left.</summary>
internal static class KeptSchool
{
    public const string Year = "2026-2027";
    public static readonly DateOnly Today = new(2027, 6, 10);
    public static readonly string Journals = Hex('a');
    public static readonly string Statements = Hex('b');
    public static readonly string Former = Hex('c');
    public static readonly MediumId Disk = new("disk-1");
    public static readonly MediumId Flash = new("flash-2");

    public static CustodyFacts Facts { get; } = new(
        Today, [new CustodyYear(Year, new(2026, 9, 1), new(2027, 5, 26), [new KeptClass("1a", "1 «А»"), new KeptClass("8b", "8 «Б»")])],
        [new Keeper("sokolova", "Соколова И. В.", true), new Keeper("zaharova", "Захарова О. П.", true), new Keeper("mironov", "Миронов П. С.", true), new Keeper("gone", "Бывшая А. А.", false)],
        [Shelf(Made(ArchiveKinds.Journals, Former), Made(ArchiveKinds.Journals, Journals), Made(ArchiveKinds.Statements, Statements))], ["statement/2026-2027/8b"], [], [], [], null);

    public static Medium Lying(MediumId id, params (string Kind, string Sum, DateOnly On)[] copies) =>
        copies.Aggregate(
            Medium.Create(new MediumRegistered(id, id.Value, "disk", "сейф директора", "zaharova")),
            (medium, copy) => Medium.Apply(new CopyEntered(id, Year, copy.Kind, copy.Sum, copy.On, CheckWays.Sum), medium));

    public static CustodyFacts With(params Medium[] media) => Facts with { Media = media };

    public static CustodyRules Rules(DateOnly from, int copies, int months) => CustodyRules.Create(new CustodyRulesSet(from, copies, months, "приказ № 5, п. 2"));

    public static string Hex(char digit) => new(digit, 64);

    public static ArchiveShelf Shelf(params ArchiveMade[] made) => new(ArchiveShelf.StreamOf(Year), Year, made);

    public static ArchiveMade Made(string kind, string sum) => new(Year, kind, $"elj-school7-{Year}-{kind}.zip", 1000, sum, sum, 10, sum);

    /// <summary>Nothing is recorded, and the reason is this one, with a sentence in both languages.</summary>
    public static void Refuses(this (Outcome Outcome, Wolverine.Marten.Events Events) answer, RefusalKind kind)
    {
        answer.Events.ShouldBeEmpty();
        answer.Outcome.Refusal.ShouldNotBeNull().Kind.ShouldBe(kind);
        foreach (var culture in (string[])["ru-RU", "en-US"]) answer.Outcome.Refusal!.Text(new(culture)).ShouldNotBeEmpty();
    }

    public static T Records<T>(this (Outcome Outcome, Wolverine.Marten.Events Events) answer)
    {
        answer.Outcome.Refusal.ShouldBeNull();
        return answer.Events.ShouldHaveSingleItem().ShouldBeOfType<T>();
    }

    public static void DoesNothing(this (Outcome Outcome, Wolverine.Marten.Events Events) answer)
    {
        answer.Outcome.IsAccepted.ShouldBeTrue();
        answer.Events.ShouldBeEmpty();
    }
}
