using ElJournal.Control;
using ElJournal.Control.Works;
using ElJournal.Control.Works.Rules;
using ElJournal.Kernel;
using ElJournal.Sample.Plan;

namespace ElJournal.Sample.Setting;

/// <summary>
/// График контрольных работ: put together in August, before the school has approved its limits; what did not keep to them was then explained, by
/// half, and the director approved the schedule in September.
/// </summary>
internal static class Works
{
    /// <summary>The order by which the schedule was approved.</summary>
    public static WorkPaper Order(PlannedYear year) => new("Приказ № 214-у", year.Day(9, 8));

    private static readonly string[] Reasons =
    [
        "Работа регионального мониторинга: день и урок назначены регионом", "Учитель уходит на курсы, другого дня в этом месяце нет",
        "Класс уезжает на экскурсию в день, выбранный по графику",
    ];

    public static void Plan(SchoolPlan plan, Office office, Action step, Action<Actor, DateOnly, ICommand> add)
    {
        if (plan.Works.Count == 0) return;
        var year = plan.Year;
        foreach (var w in plan.Works)
        {
            var (date, slot) = w.Before ?? (w.Date, w.Slot);
            add(office.Deputy, year.Day(8, 30), new PlanControlWork(SchoolSetUp.Command("work", w.Id.Value), w.Id, w.Course, date, slot, 1, w.Form, w.Level, w.Topic));
        }
        step();
        add(office.Deputy, year.Day(9, 1), new SetControlWorkRules(
            SchoolSetUp.Command("work-rules"), ControlWorkRulesDraft.Usual(plan.Year.From, "Положение о контрольных работах (образец), раздел 3", "п. 3.7")));
        step();
        foreach (var (n, w) in plan.Works.Where(w => w.Broken is not null).Index().Where(w => w.Index % 2 == 0))
        {
            add(office.Deputy, year.Day(9, 5), new ExplainWorkDeviation(
                SchoolSetUp.Command("work-explained", w.Id.Value), w.Id, w.Course, new WorkExplanation(new Opening(Reasons[n / 2]), $"Служебная записка № {n + 3} от {year.Day(9, 5):dd.MM.yyyy}")));
        }
        step();
        add(office.Director, year.Day(9, 8), new ApproveControlSchedule(SchoolSetUp.Command("works-approved"), plan.Year.Year, plan.Year.From, plan.Year.To, Order(year)));
        step();
    }
}
