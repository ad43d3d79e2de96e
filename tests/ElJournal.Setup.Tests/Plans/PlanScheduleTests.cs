using ElJournal.Setup.Imports;
using ElJournal.Setup.Plans;
using ElJournal.Setup.Register;
using ElJournal.Setup.Tests.Commands;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Plans;

public class PlanScheduleTests
{
    private static readonly YearCalendar Year = Spec.Given<YearCalendar>(
        A.YearOpened, new TermsSet(A.Year, [A.Quarter(1, A.YearFrom, A.Day(10, 24)), A.Quarter(2, A.Day(11, 5), A.Day(12, 28)), A.Quarter(3, A.Day(1, 12), A.Day(3, 21)), A.Quarter(4, A.Day(4, 1), A.YearTo)]),
        new HolidaysSet(A.Year, [], [new Holiday("Осенние", A.Day(10, 25), A.Day(11, 4))]), new SpecialDaysSet(A.Year, [new SpecialDay(A.Day(9, 8), "Санитарный день", null)]))!;

    /// <summary>Algebra on Tuesdays; from October on Tuesdays and Fridays.</summary>
    private static readonly UnitTimetable Table = Spec.Given<UnitTimetable>(
        new TimetableSet("7a", A.YearFrom, [new(2, 1, A.Course, null, null)]),
        new TimetableSet("7a", A.Day(10, 1), [new(2, 1, A.Course, null, null), new(5, 3, A.Course, null, null)]))!;

    private static IReadOnlyList<(DateOnly Date, int Slot)> Lessons => PlanSchedule.LessonsOf(A.Course, 7, Table, Year);

    private static IReadOnlyList<PlanItem> Rows(params int[] hours) => [.. hours.Select((h, i) => new PlanItem(i + 1, $"Тема {i + 1}", h, null, null))];

    [Fact]
    public void Lessons_are_counted_by_terms_holidays_special_days_and_versions_of_the_timetable()
    {
        Lessons.Take(6).ShouldBe([(A.Day(9, 1), 1), (A.Day(9, 15), 1), (A.Day(9, 22), 1), (A.Day(9, 29), 1), (A.Day(10, 2), 3), (A.Day(10, 6), 1)]);
        Lessons.ShouldAllBe(l => Year.TermOn(l.Date, 7) != null);
        Lessons.ShouldNotContain(l => l.Date >= A.Day(10, 25) && l.Date <= A.Day(11, 4));
        PlanSchedule.CountsOf(Table, 7, Year)[A.Course].ShouldBe(Lessons.Count);
    }

    [Fact]
    public void Hours_fall_on_lessons_in_order()
    {
        var plan = PlanSchedule.Of(Rows(2, 1), Lessons, date => Year.TermOn(date, 7));
        plan.Lessons.Take(4).Select(l => (l.Date, l.Item?.Number, l.Hour)).ShouldBe([(A.Day(9, 1), 1, 1), (A.Day(9, 15), 1, 2), (A.Day(9, 22), 2, 1), (A.Day(9, 29), null, 0)]);
        plan.Free.ShouldBe(Lessons.Count - 3);
        plan.Lessons[0].Term!.Ordinal.ShouldBe(1);
    }

    [Fact]
    public void What_does_not_fit_is_named_and_never_cut()
    {
        var rows = Rows([.. Enumerable.Repeat(1, Lessons.Count - 1), 3, 2]);
        var plan = PlanSchedule.Of(rows, Lessons, _ => null);
        plan.Over.ShouldBe(4);
        plan.Unplaced.Select(u => (u.Item.Number, u.Hours)).ShouldBe([(Lessons.Count, 2), (Lessons.Count + 1, 2)]);
        plan.Hours.ShouldBe(rows.Sum(r => r.Hours));
        plan.Free.ShouldBe(0);
    }

    [Fact]
    public void A_course_without_a_timetable_has_no_dates()
    {
        PlanSchedule.LessonsOf(A.Course, 7, null, Year).ShouldBeEmpty();
        PlanSchedule.Of(Rows(2), [], _ => null).Over.ShouldBe(2);
    }

    [Fact]
    public void Rows_are_saved_inserted_moved_and_deleted_and_numbered_anew()
    {
        var rows = Rows(1, 1, 1);
        string Topics(IReadOnlyList<PlanItem> items)
        {
            items.Select(i => i.Number).ShouldBe(Enumerable.Range(1, items.Count));
            return string.Concat(items.Select(i => i.Topic[^1]));
        }
        var row = new PlanItem(1, "Тема Н", 1, null, PlanWorks.Control);
        Topics(PlanEdit.Save(rows, 2, row)).ShouldBe("1Н3");
        Topics(PlanEdit.Insert(rows, 2, row)).ShouldBe("12Н3");
        Topics(PlanEdit.Insert(rows, 0, row)).ShouldBe("Н123");
        Topics(PlanEdit.Insert([], 0, row)).ShouldBe("Н");
        Topics(PlanEdit.Delete(rows, 2)).ShouldBe("13");
        Topics(PlanEdit.Move(rows, 3, -1)).ShouldBe("132");
        Topics(PlanEdit.Move(rows, 1, -1)).ShouldBe("123");
        Topics(PlanEdit.Move(rows, 3, 1)).ShouldBe("123");
    }

    [Theory]
    [InlineData("1\tПовторение\t2\t§ 1\n2\tКонтрольная работа № 1\t1\t", "Повторение 2, Контрольная работа № 1 1 control")]
    [InlineData("Повторение\t2\nЧисла\t1", "Повторение 2, Числа 1")]
    [InlineData("Повторение\nЧисла\n\nДроби", "Повторение 1, Числа 1, Дроби 1")]
    [InlineData("№\tТема урока\tЧасы\n1\tЧисла\t3", "Числа 3")]
    [InlineData("1\tРабота\t1\t\tпрактическая", "Работа 1 practice")]
    public void Rows_are_pasted_with_headings_or_without(string text, string expected) =>
        string.Join(", ", PastedPlan.Read(text, "x").Items.Select(i => $"{i.Topic} {i.Hours} {i.Work}".Trim())).ShouldBe(expected);

    [Fact]
    public void What_holds_no_plan_is_refused() => Should.Throw<ImportRefusal>(() => PastedPlan.Read("   ", "x"));

    [Fact]
    public void Whoever_is_slower_is_told_which_version_stands_there()
    {
        var rows = Rows(1, 2);
        var facts = new ImportPlanFacts(true);
        var first = Spec.Given<CoursePlan>(new PlanImported(A.Course, 1, rows))!;
        ImportPlanHandler.Handle(new ImportPlan(A.Command, A.Course, Rows(3), 0), first, facts).ThenRefused(Refusals.PlanIsChanged);
        ImportPlanHandler.Handle(new ImportPlan(A.Command, A.Course, Rows(3), 1), first, facts).ThenEvents(new PlanImported(A.Course, 2, Rows(3)));
        ImportPlanHandler.Handle(new ImportPlan(A.Command, A.Course, Rows(1, 2), 0), first, facts).ThenNothing();
        ImportPlanHandler.Handle(new ImportPlan(A.Command, A.Course, [rows[0] with { Work = "экзамен" }]), null, facts).ThenRefused(Refusals.PlanWorkIsUnknown);
    }

    [Fact]
    public void A_teacher_plans_the_own_course() =>
        new ImportPlan(A.Command, A.Course, []).Need.ShouldBe(new Kernel.Need(Kernel.Permission.PlanCourse, "course/algebra-7a"));

    [Fact]
    public void A_former_plan_is_read_as_todays() =>
        new V1.PlanImported(A.Course, 1, [new(1, "Работа", 1, null, true), new(2, "Числа", 1, "§ 1", false)]).Now().Items
            .ShouldBe([new PlanItem(1, "Работа", 1, null, PlanWorks.Practice), new PlanItem(2, "Числа", 1, "§ 1", null)]);
}
