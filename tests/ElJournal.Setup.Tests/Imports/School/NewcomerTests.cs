using Marten;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Imports.School;

/// <summary>What the program does by itself for people of a list, and for those who are taken back.</summary>
public sealed class NewcomerTests(ImportSchool school) : IClassFixture<ImportSchool>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_is_taken_back_has_no_account_that_opens()
    {
        var (_, import) = await school.Load("staff", "ФИО\nЛишнев Лев Львович\n");
        await using var session = school.Store.QuerySession(ImportSchool.School.Value);
        var applied = await session.Events.FetchStreamAsync(Streams.Import(import!.Value), token: Cancel);
        var staff = (await session.Events.QueryAllRawEvents().Where(e => e.CausationId == applied[0].CausationId).ToListAsync(Cancel)).Select(e => e.Data).OfType<StaffHired>().Single().Staff;
        await school.Until($"select count(*) from journal.mt_events where stream_id = 'account/staff-{staff}' and type = 'access.account_opened.v1'");
        // What the program did by itself is no reason to keep the person.
        (await school.Undo(import.Value)).Refusal?.Text().ShouldBeNull();
        await school.Until($"select count(*) from journal.mt_events where stream_id = 'account/staff-{staff}' and type = 'access.account_suspended.v1'");
    }
}
