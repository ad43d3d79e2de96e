using ElJournal.Access.SigningIn;
using ElJournal.Host.SampleYear;
using ElJournal.Integrity;
using ElJournal.Sample.Living;
using ElJournal.Sample.Plan;
using ElJournal.Sample.Setting;
using ElJournal.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ElJournal.Sample.Tests.Loading;

/// <summary>A load that is broken off goes on where it was, as often as it happens, and comes to what an unbroken one comes to.</summary>
public sealed class BrokenOffTests
{
    private const int Part = 300;

    private static readonly SchoolPlan Plan = SmallSchool.Make(7);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Broken_off_in_the_midst_of_each_part_a_load_comes_to_the_same_root()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("ELJ_YEAR") is not null, "Loads of whole schools, several times over: ./year.sh");
        await using var whole = await EmptyDatabase.Make();
        var expected = await Load(whole, null);

        await using var broken = await EmptyDatabase.Make();
        foreach (var last in (Func<LoadStep, bool>[])
        [
            step => step.What == "setup",
            step => step is { What: "events", Done: > 2 * Part },
            step => step.What == "fold Lesson",
            step => step is { What: "seal", Done: 0 },
            step => step is { What: "seal", Done: > 0 },
        ])
        {
            await Should.ThrowAsync<PowerCut>(Load(broken, last));
            (await YearLoader.IsLoaded(broken.Settings, Plan.School, Cancel)).ShouldBeFalse();
        }
        (await Load(broken, null)).ShouldBe(expected);
        (await YearLoader.IsLoaded(broken.Settings, Plan.School, Cancel)).ShouldBeTrue();
        var verifier = await broken.Services.GetRequiredService<SealedLogs>().VerifierOf(Plan.School);
        (await verifier.Verify(Plan.School, [], Cancel)).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task A_slice_goes_on_as_that_of_the_day_on_which_it_was_begun()
    {
        await using var broken = await EmptyDatabase.Make();
        var day = new DateOnly(2025, 10, 15);
        (await YearLoader.BegunOn(broken.Settings, Plan.School, Cancel)).ShouldBeNull();
        await Should.ThrowAsync<PowerCut>(Load(broken, step => step is { What: "events", Done: > Part }, Plan with { Today = day }));
        (await YearLoader.BegunOn(broken.Settings, Plan.School, Cancel)).ShouldBe(day);
    }

    private static Task<(long Events, string Root)> Load(EmptyDatabase database, Func<LoadStep, bool>? last, SchoolPlan? plan = null) => new YearLoader(database.Services, database.Settings, Part)
        .Load(plan ?? Plan, Year.Live(plan ?? Plan), SampleLogins.Of(plan ?? Plan, () => new PasswordHash("hash", "stamp")), last is null ? null : new Until(last), Cancel);

    private sealed class Until(Func<LoadStep, bool> last) : IProgress<LoadStep>
    {
        public void Report(LoadStep value)
        {
            if (last(value)) throw new PowerCut();
        }
    }

    private sealed class PowerCut : Exception;
}
