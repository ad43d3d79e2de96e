using ElJournal.Reporting.Analysis;
using ElJournal.Reporting.Exports;
using ElJournal.Reporting.Extracts;
using ElJournal.Reporting.Failures;
using ElJournal.Reporting.Keeping;
using ElJournal.Reporting.Missed;
using ElJournal.Reporting.Pages;
using ElJournal.Reporting.Printing;
using ElJournal.Reporting.Printing.School;
using ElJournal.Reporting.Printing.SchoolTemplates;
using ElJournal.Reporting.Reading;
using ElJournal.Reporting.Results;
using ElJournal.Reporting.Statistics;
using ElJournal.Reporting.Works;
using ElJournal.Store;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Reporting;

/// <summary>Отчётность (D-15, D-17, D-18, D-19.4, D-22, Z-11–Z-13, Z-16): reports, printed forms, exports.</summary>
public static class ReportingModule
{
    public static IServiceCollection AddReporting(this IServiceCollection services) => services
        .AddSingleton<ReportSchools>().AddSingleton<ReportNames>().AddSingleton<ReportDesk>().AddSingleton<UnsignedDays>().AddSingleton<PrintBooks>().AddSingleton<PrintRoom>().AddSingleton<ReportPrints>().AddSingleton<OfficePrints>().AddSingleton<ExtractDesk>().AddSingleton<ExportDesk>().AddSingleton<StatisticsDesk>().AddSingleton<TemplatesInForce>().AddScoped<TemplateDesk>()
        .AddSingleton<IReport, ResultsReport>().AddSingleton<IReport, WorksReport>().AddSingleton<IReport, MissedReport>().AddSingleton<IReport, FailuresReport>()
        .AddSingleton<IReport, KeepingReport>().AddSingleton<IReport, AnalysisReport>().AddSingleton<IReport, RisksReport>()
        .ConfigureMarten(options =>
        {
            options.Record(typeof(TemplateReplaced).Assembly);
            options.Keep<ScheduledWork>();
            options.Keep<ExtractBook>();
            options.Keep<ExportTemplates>();
            options.Keep<Sending>();
            options.Keep<SchoolTemplate>();
        });

    /// <param name="data">The data directory: prints of the whole school wait in it to be taken.</param>
    public static IServiceCollection AddSchoolPrints(this IServiceCollection services, string data) => services
        .AddSingleton(provider => new PrintShelf(Path.Combine(data, PrintShelf.Folder), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<SchoolZip>().AddSingleton<SchoolPrints>().AddHostedService<PrintShelfUpkeep>();
}
