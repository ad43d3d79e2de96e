using ElJournal.Setup.Groups;
using ElJournal.Setup.Imports;
using ElJournal.Setup.Imports.Pages;
using ElJournal.Setup.Imports.Uploads;
using ElJournal.Setup.People;
using ElJournal.Setup.Plans;
using ElJournal.Setup.Register;
using ElJournal.Setup.Registers;
using ElJournal.Setup.Timetables;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Setup;

/// <summary>Ведение реестра: the commands that make up a school, and the imports that send them.</summary>
public static class SetupModule
{
    public static IServiceCollection AddSetup(this IServiceCollection services) => services
        .AddRegister()
        .AddSingleton(ImportUploads.Part)
        .AddScoped<Importer>()
        .AddSingleton<ImportUploads>()
        .AddSingleton<ImportRuns>()
        .AddSingleton<ImportHistory>()
        .AddScoped<CheckReading>()
        .AddScoped<GroupReading>()
        .AddScoped<TimetableReading>()
        .AddScoped<PlanReading>()
        .AddScoped<PupilReading>()
        .AddScoped<IndividualReading>()
        .AddScoped<StaffReading>()
        .AddScoped<RegisterReading>();
}
