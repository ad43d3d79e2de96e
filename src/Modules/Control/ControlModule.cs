using ElJournal.Control.Rules;
using ElJournal.Control.Works;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Control;

/// <summary>Контроль (D-11, D-12, D-14, Z-7, Z-8, Z-10): the eight checks, remarks and rounds, control works.</summary>
public static class ControlModule
{
    public static IServiceCollection AddControl(this IServiceCollection services) => services
        .AddScoped<WorkReading>().AddSingleton<IPlannedWorks, PlannedWorks>()
        .ConfigureMarten(options =>
        {
            options.Record(typeof(ControlRulesSet).Assembly);
            options.Keep<ControlRules>();
            options.Keep<ControlWorkRules>();
            options.Keep<ControlWork>();
            options.Keep<ControlSchedule>();
        });
}
