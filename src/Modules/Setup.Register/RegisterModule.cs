using ElJournal.Store;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Setup.Register;

/// <summary>Реестр школы: what set-up events come to, projected once and read by every module (docs/adr/0004).</summary>
public static class RegisterModule
{
    public static IServiceCollection AddRegister(this IServiceCollection services) => services.ConfigureMarten(options =>
    {
        options.Record(typeof(SchoolFounded).Assembly);
        options.Projections.Snapshot<SchoolCard>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<YearCalendar>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<SubjectCard>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<JournalRules>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<PupilCard>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<StaffCard>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<GuardianCard>(SnapshotLifecycle.Inline);
        options.Projections.LiveStreamAggregation<ClassCard>();
        options.Projections.Add<ClassRosterProjection>(ProjectionLifecycle.Inline);
        options.Projections.Snapshot<CourseCard>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<CoursePlan>(SnapshotLifecycle.Inline);
        options.Projections.Snapshot<ClassTimetable>(SnapshotLifecycle.Inline);
    });
}
