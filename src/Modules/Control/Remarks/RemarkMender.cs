using System.Security.Cryptography;
using System.Text;
using ElJournal.Accounting;
using ElJournal.Kernel;
using ElJournal.Store;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ElJournal.Control.Remarks;

/// <summary>
/// Замечание закрывается само (D-11): what is entered in a lesson is held against the remarks that are open on it. The command's id follows from
/// the remark and the entry, so that the same events met twice close it once; what stands is judged again when the command is handled.
/// </summary>
public sealed class RemarkMender(IServiceScopeFactory scopes)
{
    public async Task Mend(SchoolId school, IReadOnlyList<IEvent> events, CancellationToken cancel)
    {
        // A remark is looked at when it is made or opened too: what it asks for may have been entered at that very moment.
        var latest = new Dictionary<string, Guid>();
        foreach (var e in events) latest[e.StreamKey!] = e.Id;
        var places = latest.Keys.ToArray();
        await using var scope = scopes.CreateAsyncScope();
        IReadOnlyList<Remark> open;
        await using (var session = scope.ServiceProvider.GetRequiredService<IDocumentStore>().QuerySession(school.Value))
            open = await session.Query<Remark>().Where(r => r.Pending!.IsOneOf(places) || (r.Pending != null && r.Id.IsOneOf(places))).ToListAsync(cancel);
        var desk = scope.ServiceProvider.GetRequiredService<Desk>();
        foreach (var remark in open.Where(r => r.Target.Lesson is not null).OrderBy(r => r.Id, StringComparer.Ordinal))
        {
            var entry = latest.TryGetValue(remark.Target.Place, out var entered) ? entered : latest[remark.Id];
            await desk.Send(new MendRemark(CommandId(remark.Key, entry), remark.Key, remark.Target), MendRemark.Program(school), cancel);
        }
    }

    private static Guid CommandId(RemarkId remark, Guid entry) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"mend/{remark}/{entry}")).AsSpan(0, 16));
}

/// <summary>
/// Reads only what may mend a remark, behind the high-water mark: recording of lessons is not touched (docs/adr/0017). One shard a school.
/// </summary>
public sealed class RemarkSubscription : PatientSubscription
{
    public const string ShardName = "remarks";

    private readonly RemarkMender mender;

    public RemarkSubscription(RemarkMender mender, ILogger<RemarkSubscription> log)
        : base(ShardName, log)
    {
        this.mender = mender;
        IncludeType<TopicRecorded>();
        IncludeType<TopicCorrected>();
        IncludeType<HomeworkSet>();
        IncludeType<HomeworkCorrected>();
        IncludeType<PupilHomeworkSet>();
        IncludeType<PupilHomeworkCorrected>();
        IncludeType<AttendanceChecked>();
        IncludeType<AttendanceMarked>();
        IncludeType<AttendanceCorrected>();
        IncludeType<AbsenceExplained>();
        IncludeType<GradeRecorded>();
        IncludeType<GradeCorrected>();
        IncludeType<GradeDeferred>();
        IncludeType<LessonNotHeld>();
        IncludeType<LessonCancelled>();
        IncludeType<LessonTransferred>();
        IncludeType<LessonReturned>();
        IncludeType<RemarkIssued>();
        IncludeType<RemarkReopened>();
        Options.BatchSize = 500;
    }

    protected override Task Follow(SchoolId school, EventRange page, IDocumentOperations operations, CancellationToken cancel) => mender.Mend(school, page.Events, cancel);
}

/// <summary>Puts the subscription into the store.</summary>
public sealed class RemarksInStore(RemarkMender mender, ILogger<RemarkSubscription> log) : IConfigureMarten
{
    public void Configure(IServiceProvider services, StoreOptions options) => options.Events.Subscribe(new RemarkSubscription(mender, log));
}
