using ElJournal.Control.Reading;
using ElJournal.Control.Remarks;
using ElJournal.Control.Rounds;
using ElJournal.Control.Rules;
using ElJournal.Control.Tiles;
using ElJournal.Control.Verdicts;
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
        .AddSingleton<Pictures>().AddSingleton<ControlBoard>()
        .AddSingleton<WorkReading>().AddSingleton<IPlannedWorks, PlannedWorks>()
        .AddSingleton<ControlNames>().AddSingleton<RemarkBook>().AddSingleton<RemarkForms>().AddSingleton<RoundBook>().AddSingleton<VerdictBook>()
        .AddSingleton<RemarkMender>().AddSingleton<IConfigureMarten, RemarksInStore>()
        .ConfigureMarten(options =>
        {
            options.Record(typeof(ControlRulesSet).Assembly);
            options.Keep<ControlRules>();
            options.Keep<ControlWorkRules>();
            options.Keep<ControlWork>();
            options.Keep<ControlSchedule>();
            options.Keep<Remark>();
            options.Schema.For<Remark>().Index(remark => remark.Pending!);
            options.Schema.For<Remark>().Index(remark => remark.Course);
            options.Keep<Round>();
            options.Keep<HomeworkVerdicts>();
            options.Schema.For<HomeworkVerdicts>().Index(verdicts => verdicts.Course);
        });
}
