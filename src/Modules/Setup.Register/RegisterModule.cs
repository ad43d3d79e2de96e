using ElJournal.Store;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Setup.Register;

/// <summary>Реестр школы: what set-up events come to, projected once and read by every module (docs/adr/0004).</summary>
public static class RegisterModule
{
    public static IServiceCollection AddRegister(this IServiceCollection services) => services.AddSingleton<CourseSetUps>().ConfigureMarten(options =>
    {
        options.Record(typeof(SchoolFounded).Assembly);
        options.Keep<SchoolCard>();
        options.Keep<YearCalendar>();
        options.Keep<BellNorms>();
        options.Keep<SubjectCard>();
        options.Keep<JournalRules>();
        options.Keep<GradingRules>();
        options.Keep<TermGradeRules>();
        options.Keep<CorrectionRules>();
        options.Keep<LessonLifeRules>();
        options.Keep<AbsenceRules>();
        options.Keep<LoadNorms>();
        options.Keep<SubstitutionRules>();
        options.Keep<Curriculum>();
        options.Keep<PupilCard>();
        options.Keep<StaffCard>();
        options.Keep<GuardianCard>();
        options.Projections.LiveStreamAggregation<ClassCard>();
        options.Projections.Add<ClassRosterProjection>(ProjectionLifecycle.Inline);
        options.Keep<CourseCard>();
        options.Keep<CoursePlan>();
        options.Keep<UnitTimetable>();
        options.Keep<StudyGroupCard>();
        options.Keep<ImportBatch>();
        options.Keep<RoomCard>();
        options.Keep<DutyCard>();
        options.Keep<LocalActCard>();
        options.Keep<ContractCard>();
        options.Keep<PaperlessDecisions>();
    });
}
