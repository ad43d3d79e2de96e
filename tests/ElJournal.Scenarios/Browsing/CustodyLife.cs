using ElJournal.Access.Rights;
using ElJournal.Integrity.Archives;
using ElJournal.Integrity.Custody.Media;
using ElJournal.Integrity.Custody.Prints;
using ElJournal.Integrity.Custody.Retention;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace ElJournal.Scenarios.Browsing;

/// <summary>A school that keeps its archive: an archive recorded, one copy of it on a disk, a volume certified, a hold.</summary>
internal static class CustodyLife
{
    public static readonly MediumId Disk = new("disk-1");

    private static readonly string Sum = new('a', 64);

    public static RegisterMedium Registered => new(Guid.NewGuid(), Disk, "410-01", MediumKinds.All[1], "Сейф директора, 1 этаж", "zaharova");

    public static async Task Begin(TestSchool school, DateOnly today)
    {
        await using var session = school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var year = (await session.Query<YearCalendar>().SingleAsync()).Year.Value;
        await Done(new RecordArchive(
            Guid.NewGuid(), year, new MadeArchive(ArchiveKinds.Journals, $"elj-{TestSchool.School}-{year}-J5.zip", 104_857_600, Sum, Sum, 12_345, Sum)));
        await Done(Registered);
        await Done(new EnterCopy(Guid.NewGuid(), Disk, Sum, today, CheckWays.Sum));
        await Done(new CheckCopy(Guid.NewGuid(), Disk, Sum, CheckResults.Same, Sum, today, "sokolova", CheckWays.Sum));
        await Done(new CertifyPrint(Guid.NewGuid(), year, PrintVolumes.Journal, "8b", 48, "sokolova", today));
        await Done(new PlaceHold(Guid.NewGuid(), year, [ArchiveKinds.Journals], HoldReasons.All[0], "запрос № 12 от 01.09.2026", today));

        async Task Done(ICommand command) => (await school.Send(command, Actors.ForCommandLine(TestSchool.School))).Refusal.ShouldBeNull();
    }
}
