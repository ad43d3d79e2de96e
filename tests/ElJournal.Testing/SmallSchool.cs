using ElJournal.Access.Accounts;
using ElJournal.Access.Consents;
using ElJournal.Access.Rights;
using ElJournal.Host.Cli;
using ElJournal.Integrity.Years;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Store;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Testing;

/// <summary>The small school that tests work on: three classes set up by commands, with lessons today and nothing entered yet.</summary>
public static class SmallSchool
{
    /// <summary>The school and its accounts; the password when they were made just now.</summary>
    public static async Task<string?> Build(IServiceProvider services, CancellationToken cancel = default)
    {
        var actor = Actors.ForCommandLine(SampleSchool.School);
        var day = SampleTask.Today(services.GetRequiredService<TimeProvider>());
        await using var scope = services.CreateAsyncScope();
        var first = day.Month >= 8 ? day.Year : day.Year - 1;
        var desk = scope.ServiceProvider.GetRequiredService<Desk>();
        var isNew = !await HasAccounts(services, cancel);
        if (isNew) await desk.Send(new OpenLog(Guid.NewGuid(), $"{first}-{first + 1}", null), actor, cancel);
        // The accounts come before their people: whoever is hired has one already and is not invited to another.
        var password = isNew ? await Accounts(scope.ServiceProvider, cancel) : null;
        await SampleSchool.Of(scope.ServiceProvider)
            .Build(Path.Combine(AppContext.BaseDirectory, "Sample"), day, actor, null, cancel);
        await scope.ServiceProvider.GetRequiredService<FirstPersonalDataRules>().Set(
            actor, new DateOnly(first, 9, 1), "Положение об обработке персональных данных, п. 3.1", cancel);
        return password;
    }

    /// <summary>The regulation of corrections: apart, because what is tried out on the school need not keep to it.</summary>
    public static async Task Corrections(IServiceProvider services, CancellationToken cancel = default)
    {
        await using var session = services.GetRequiredService<IDocumentStore>().QuerySession(SampleSchool.School.Value);
        var year = await session.Query<Setup.Register.YearCalendar>().FirstAsync(cancel);
        await using var scope = services.CreateAsyncScope();
        await SampleSchool.Of(scope.ServiceProvider).SetCorrections(year.From, Actors.ForCommandLine(SampleSchool.School), cancel);
    }

    private static async Task<bool> HasAccounts(IServiceProvider services, CancellationToken cancel)
    {
        await using var session = services.GetRequiredService<IDocumentStore>().QuerySession(SampleSchool.School.Value);
        return await session.LoadAsync<Account>(Access.AccountStream.Of(SampleAccounts.All[^1].Account), cancel) is not null;
    }

    private static Task<string> Accounts(IServiceProvider services, CancellationToken cancel) =>
        SampleAccounts.Of(services).Create(SampleSchool.School, new Dictionary<string, StaffId>
        {
            ["teacher"] = SampleSchool.Teacher,
            ["deputy"] = SampleSchool.Deputy,
            ["director"] = SampleSchool.Director,
            ["classteacher"] = SampleSchool.ClassTeacher,
        }, cancel,
        new Dictionary<string, GuardianId> { ["classteacher"] = SampleSchool.ClassTeacherAsParent, ["parent"] = SampleSchool.Parent },
        new Dictionary<string, PupilId> { ["pupil"] = SampleSchool.Pupil });
}
