using ElJournal.Accounting.Absences;
using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Corrections;
using ElJournal.Accounting.Council;
using ElJournal.Accounting.Debts;
using ElJournal.Accounting.Journal;
using ElJournal.Accounting.Lessons;
using ElJournal.Accounting.Live;
using ElJournal.Accounting.Register;
using ElJournal.Accounting.Substitutions;
using ElJournal.Accounting.Terms;
using ElJournal.Store;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Accounting;

/// <summary>Учёт: lessons, grades, attendance, topics, homework and their corrections.</summary>
public static class AccountingModule
{
    public static IServiceCollection AddAccounting(this IServiceCollection services) => services
        .AddFacts()
        .AddSingleton(ChangeProjection.Schema).AddSingleton(PageLock.Schema)
        .AddSingleton<Names>().AddSingleton<KeptLessons>().AddSingleton<PageReading>().AddSingleton<History>().AddSingleton<JournalPages>().AddSingleton<Recommendations>().AddSingleton<ChangeRegister>().AddSingleton<Days>()
        .AddSingleton<CorrectionExpiry>().AddHostedService(services => services.GetRequiredService<CorrectionExpiry>())
        .AddSingleton<CellAnswers>().AddScoped<CorrectionDesk>().AddScoped<CorrectionForms>()
        .AddSingleton<Emergency.EmergencySheets>().AddSingleton<EarlierAbsences>()
        .AddSingleton<LessonSheets>().AddSingleton<LessonHistories>().AddSingleton<HomeworkFiles>().AddSingleton<ExtraLessons>().AddSingleton<DayBooks.DayRegister>()
        .AddSingleton<Family.Weeks>().AddSingleton<Classes.ClassRegister>().AddSingleton<Api.Answers>()
        .AddSingleton<Setup.Register.IYearResults, YearResults>().AddSingleton<TermSheets>().AddSingleton<Statements>().AddSingleton<ClosingBoard>().AddSingleton<DebtRegister>().AddSingleton<CouncilRegister>()
        .AddSingleton<LivePages>().AddHostedService(services => services.GetRequiredService<LivePages>())
        .ConfigureMarten((services, options) => options.Listeners.Add(new LiveListener(services.GetRequiredService<LivePages>())))
        .AddSingleton<AbsenceRegister>().AddSingleton<SubstitutionDesk>().AddSingleton<PayRegister>()
        .ConfigureMarten(options =>
    {
        options.Record(typeof(LessonOpened).Assembly);
        options.Keep<Lesson>();
        options.Schema.For<Lesson>().Index(lesson => lesson.Course);
        options.Schema.For<Lesson>().Index(lesson => lesson.Course, index => (index.Name, index.Predicate) = ("mt_doc_lesson_idx_owed", Days.Owed("data")));
        options.Keep<ChangedLesson>();
        options.Schema.For<ChangedLesson>().Index(lesson => lesson.Day);
        options.Keep<PayMonth>();
        options.Schema.For<Lesson>().Index(lesson => lesson.Day, index => (index.Name, index.Predicate) = ("mt_doc_lesson_idx_special", DayBooks.TeacherDays.Special));
        options.Keep<DayBooks.CompletedDay>();
        options.Keep<TermPage>();
        options.Schema.For<TermPage>().Index(page => page.Course);
        options.Keep<AcademicDebt>();
        options.Schema.For<AcademicDebt>().Index(debt => debt.Course);
        options.Keep<CourseExemptions>();
        options.Keep<Correction>();
        options.Schema.For<Correction>().Index(correction => correction.Pending!);
        options.Schema.For<Correction>().Index(correction => correction.By);
        options.Keep<AbsenceDocument>();
        options.Schema.For<AbsenceDocument>().Index(document => document.Standing!);
        options.Schema.For<AbsenceDocument>().Index(document => document.Person);
        options.Listeners.Add(new PermitGuard());
        options.Listeners.Add(new PageLock());
        options.Projections.Add(new ChangeProjection(), ProjectionLifecycle.Async, ChangeProjection.Name,
            async => async.DeleteDataInTableOnTeardown(ChangeProjection.Table));
    });
}
