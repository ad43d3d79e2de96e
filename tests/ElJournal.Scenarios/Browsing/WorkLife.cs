using ElJournal.Accounting;
using ElJournal.Control;
using ElJournal.Control.Works;
using ElJournal.Control.Works.Rules;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Scenarios.Browsing;

/// <summary>
/// The sample's schedule of control works: one in most weeks of each class and subject, put together before there were rules, then rules and an
/// order for what is past, a few that do not keep to the limits, and moves.
/// </summary>
internal static class WorkLife
{
    public static readonly ControlWorkId Graded = new("work-8b");
    public static readonly ControlWorkId Late = new("work-late");

    public static ControlWorkRulesSet Rules(DateOnly from) => ControlWorkRulesDraft.Usual(from, "Положение о контрольных работах, утверждено приказом от 30.08.2026 № 201-у", "п. 3.7");

    public static async Task Begin(TestSchool school, LessonId lesson)
    {
        await using var session = school.Services.GetRequiredService<IDocumentStore>().QuerySession(TestSchool.School.Value);
        var year = await session.Query<YearCalendar>().SingleAsync();
        var judge = new WorkJudge(await WorkFacts.Of(year, session, TimeProvider.System, CancellationToken.None) with { Rules = new("", [Rules(year.From)]) });
        var works = new List<WorkPlace> { new WorkPlace(Graded, lesson.Course, lesson.Date, lesson.Slot, 1) };
        var forms = ControlForms.All;
        foreach (var (index, course) in judge.Facts.Courses.Values.Where(c => c.Hours >= 200 || c.Subject.Value.Length % 2 == 0).OrderBy(c => c.Course.Value, StringComparer.Ordinal).Index())
        {
            // Each course tries from a day of its own, so that the weeks fill evenly; some days are a little before the lesson's, some after.
            for (var (day, made) = (lesson.Date.AddDays(-40 + (index % 5 * 3)), 0); day < lesson.Date.AddDays(60) && day <= year.To && made < 3; day = day.AddDays(1))
            {
                var free = judge.SlotsOf(course.Course, day).Select(slot => new WorkPlace(new ControlWorkId($"{course.Course}-{made}"), course.Course, day, slot, 1))
                    .FirstOrDefault(p => WorkFree(judge, p, works));
                if (free is null) continue;
                works.Add(free);
                made++;
            }
        }
        foreach (var (index, w) in works.Index())
        {
            await Done(school, new PlanControlWork(
                Guid.NewGuid(), w.Work, w.Course, w.Date, w.Slot, 1, forms[index % 11 < forms.Count ? index % 11 : 0], ControlLevels.All[index % 9 < 4 ? index % 9 : 0], "Линейные уравнения и неравенства с одной переменной: решение, запись ответа, задачи"));
        }
        // Next to the one of today: the class has two.
        var second = judge.Facts.Courses.Values.Where(c => c.Classes.Contains(ClassId.From("8b")) && c.Course != lesson.Course).SelectMany(c => judge.SlotsOf(c.Course, lesson.Date).Select(s => (c.Course, Slot: s))).MaxBy(c => c.Slot);
        await Done(school, new PlanControlWork(Guid.NewGuid(), Late, second.Course, lesson.Date, second.Slot, 1, ControlForms.Diagnostic, ControlLevels.Regional, "Диагностика читательской грамотности"));
        await Done(school, new SetControlWorkRules(Guid.NewGuid(), Rules(year.From)));
        await Done(school, new ExplainWorkDeviation(
            Guid.NewGuid(), Graded, lesson.Course, new WorkExplanation(new Opening("День диагностики назначен министерством региона, контрольная перенесена быть не может: тема заканчивается на этой неделе."), "Записка № 4 от 02.09.2026")));
        await Done(school, new ApproveControlSchedule(Guid.NewGuid(), year.Year, year.From, lesson.Date.AddDays(30), new WorkPaper("Приказ № 214-у", year.From.AddDays(7))));
        await Done(school, new CancelControlWork(Guid.NewGuid(), works[^1].Work, works[^1].Course, new WorkPaper("Приказ № 231-у", lesson.Date)));
        await Done(school, new CancelControlWork(Guid.NewGuid(), works[^4].Work, works[^4].Course, new WorkPaper("Приказ № 228-у", lesson.Date.AddDays(-3))));
    }

    private static bool WorkFree(WorkJudge judge, WorkPlace place, List<WorkPlace> works) =>
        judge.Facts.Year!.WeekdayOn(place.Date, judge.Facts.Courses[place.Course].Level) is not null && judge.Check(place, works).All(c => c.Holds);

    private static async Task Done(TestSchool school, ICommand command)
    {
        if ((await school.Send(command, TestSchool.Deputy)).Refusal is { } refusal) throw new InvalidOperationException($"{command}: {refusal.Text()}");
    }
}
