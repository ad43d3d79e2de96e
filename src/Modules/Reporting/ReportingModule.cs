using ElJournal.Reporting.Printing;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Reporting;

/// <summary>Отчётность (D-15, D-17, D-18, D-19.4, D-22, Z-11–Z-13, Z-16): reports, printed forms, exports.</summary>
public static class ReportingModule
{
    public static IServiceCollection AddReporting(this IServiceCollection services) => services.AddSingleton<PrintBooks>().AddSingleton<PrintRoom>();
}
