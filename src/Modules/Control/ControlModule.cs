using ElJournal.Control.Facts;
using ElJournal.Control.Reading;
using ElJournal.Control.Rules;
using ElJournal.Control.Tiles;
using ElJournal.Control.Works;
using ElJournal.Setup.Register;
using ElJournal.Store;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Control;

/// <summary>Контроль (D-11, D-12, D-14, Z-7, Z-8, Z-10): the eight checks, remarks and rounds, control works.</summary>
public static class ControlModule
{
    public static IServiceCollection AddControl(this IServiceCollection services) => services
        .AddSingleton(FactTables.Schema).AddSingleton<Pictures>().AddSingleton<ControlBoard>().AddSingleton<People>()
        .AddScoped<WorkReading>().AddSingleton<IPlannedWorks, PlannedWorks>()
        .ConfigureMarten(options =>
        {
            options.Record(typeof(ControlRulesSet).Assembly);
            options.Keep<ControlRules>();
            options.Projections.Add(new FactProjection(), ProjectionLifecycle.Async, FactProjection.Name, async =>
            {
                foreach (var table in FactTables.All) async.DeleteDataInTableOnTeardown(table);
            });
            options.Keep<ControlWorkRules>();
            options.Keep<ControlWork>();
            options.Keep<ControlSchedule>();
        });
}
