using ElJournal.Setup.Register;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Commands;

public class CourseTests
{
    private static readonly ClassRoster Class = Spec.GivenClass(A.Formed7A)!;
    private static readonly SubjectCard Subject = Spec.Given<SubjectCard>(A.AlgebraAdded)!;
    private static readonly CourseCard Course = Spec.Given<CourseCard>(A.CourseOpened)!;
    private static readonly StaffCard Teacher = new("staff/sokolova", A.Sokolova, A.Command, A.YearFrom);
    private static readonly OpenCourse Open = new(A.Command, A.Course, A.Class7A, A.Algebra, 300);
    private static readonly AssignTeacher Assign = new(A.Command, A.Course, A.Sokolova, A.YearFrom);
    private static readonly AssignTeacherFacts Facts = new(Teacher, A.Calendar);
    private static readonly Placing In7A = new(Class, A.Calendar);

    [Fact]
    public void A_course_is_opened_in_the_year_of_its_class() =>
        OpenCourseHandler.Handle(Open, null, new OpenCourseFacts(Class, Subject, false)).ThenEvents(A.CourseOpened);

    [Fact]
    public void A_course_is_opened_once()
    {
        OpenCourseHandler.Handle(Open, Course, new OpenCourseFacts(Class, Subject, true)).ThenNothing();
        OpenCourseHandler.Handle(Open with { Hours = 400 }, Course, new OpenCourseFacts(Class, Subject, true)).ThenRefused(Refusals.CourseIsOpen);
        OpenCourseHandler.Handle(Open, null, new OpenCourseFacts(Class, Subject, true)).ThenRefused(Refusals.ClassHasCourse);
    }

    [Fact]
    public void A_course_needs_a_class_a_subject_and_hours()
    {
        OpenCourseHandler.Handle(Open, null, new OpenCourseFacts(null, Subject, false)).ThenRefused(Refusals.ClassIsUnknown);
        OpenCourseHandler.Handle(Open, null, new OpenCourseFacts(Class, null, false)).ThenRefused(Refusals.SubjectIsUnknown);
        OpenCourseHandler.Handle(Open with { Hours = 0 }, null, new OpenCourseFacts(Class, Subject, false)).ThenRefused(Refusals.HoursAreOff);
    }

    [Fact]
    public void A_teacher_is_assigned_and_the_one_before_leaves_the_day_before()
    {
        var first = new TeacherAssigned(A.Course, A.Sokolova, A.YearFrom, null);
        AssignTeacherHandler.Handle(Assign, Course, Facts).ThenEvents(first);

        var second = new TeacherAssigned(A.Course, A.Mironov, A.Day(11, 5), null);
        var course = Spec.Given<CourseCard>(A.CourseOpened, first, second)!;
        course.TeacherOn(A.Day(11, 4))!.Teacher.ShouldBe(A.Sokolova);
        course.TeacherOn(A.Day(11, 5))!.Teacher.ShouldBe(A.Mironov);
    }

    [Fact]
    public void A_closed_course_ends_the_time_of_its_teachers_and_nobody_begins_after_it()
    {
        var course = Spec.Given<CourseCard>(
            A.CourseOpened, new TeacherAssigned(A.Course, A.Sokolova, A.YearFrom, null), new SecondTeacherAssigned(A.Course, A.Mironov, A.Day(12, 1), null),
            new CourseClosed(A.Course, A.Day(11, 2)))!;
        course.Teachers.ShouldBe([new Assignment(A.Sokolova, A.YearFrom, A.Day(11, 1))]);
        (course.IsTaughtOn(A.Day(11, 1)), course.IsTaughtOn(A.Day(11, 2))).ShouldBe((true, false));
        ImportPlanHandler.Handle(new ImportPlan(A.Command, A.Course, [new(1, "Числа", 1, null, null)]), null, new ImportPlanFacts(false)).ThenRefused(Refusals.CourseIsUnknown);
    }

    [Fact]
    public void The_same_assignment_again_changes_nothing() =>
        AssignTeacherHandler.Handle(Assign, Spec.Given<CourseCard>(A.CourseOpened, new TeacherAssigned(A.Course, A.Sokolova, A.YearFrom, null)), Facts)
            .ThenNothing();

    [Fact]
    public void An_assignment_that_cannot_be_is_refused_by_name()
    {
        AssignTeacherHandler.Handle(Assign, null, new AssignTeacherFacts(Teacher, null)).ThenRefused(Refusals.CourseIsUnknown);
        AssignTeacherHandler.Handle(Assign, Course, Facts with { Teacher = null }).ThenRefused(Refusals.StaffIsUnknown);
        AssignTeacherHandler.Handle(Assign with { To = A.YearFrom.AddDays(-1) }, Course, Facts).ThenRefused(Refusals.DatesAreBackwards);
        AssignTeacherHandler.Handle(Assign with { From = A.YearFrom.AddDays(-1) }, Course, Facts).ThenRefused(Refusals.DateIsOutsideYear);
        AssignTeacherHandler.Handle(Assign with { To = A.YearTo.AddDays(1) }, Course, Facts).ThenRefused(Refusals.DateIsOutsideYear);
        AssignTeacherHandler.Handle(Assign, Course, Facts with { Teacher = Teacher with { From = A.Day(10, 1) } }).ThenRefused(Refusals.StaffIsNotYetHired);
    }

    [Fact]
    public void A_timetable_is_set_and_the_same_again_changes_nothing()
    {
        TimetableSlot[] slots = [new(1, 1, A.Course, "12", null), new(2, 3, A.Course, null, null)];
        var set = new SetTimetable(A.Command, "7a", A.YearFrom, slots);
        var facts = new SetTimetableFacts(In7A, [Course], A.YearFrom);
        SetTimetableHandler.Handle(set, null, facts).ThenEvents(new TimetableSet("7a", A.YearFrom, slots));
        var standing = Spec.Given<UnitTimetable>(new TimetableSet("7a", A.YearFrom, [.. slots]));
        SetTimetableHandler.Handle(set, standing, facts).ThenNothing();
        standing!.On(A.Day(9, 7), 7, A.Calendar with { Terms = [A.Quarter(1, A.YearFrom, A.Day(10, 24))] }).ShouldBe([slots[0]]);
    }

    [Fact]
    public void A_timetable_that_cannot_be_is_refused_by_name()
    {
        var facts = new SetTimetableFacts(In7A, [Course], A.YearFrom);
        SetTimetable Week(params TimetableSlot[] slots) => new(A.Command, "7a", A.YearFrom, slots);
        SetTimetableHandler.Handle(Week(new TimetableSlot(8, 1, A.Course, null, null)), null, facts).ThenRefused(Refusals.SlotIsOff);
        SetTimetableHandler.Handle(Week(new(1, 1, A.Course, null, null), new(1, 1, A.Course, null, "a")), null, facts).ThenRefused(Refusals.SlotIsTaken);
        SetTimetableHandler.Handle(Week(new TimetableSlot(1, 1, CourseId.From("nowhere"), null, null)), null, facts).ThenRefused(Refusals.CourseIsUnknown);
        SetTimetableHandler.Handle(Week(new TimetableSlot(1, 1, A.Course, null, null)), null, new SetTimetableFacts(In7A, [Course with { Classes = [A.Class7B] }], A.YearFrom))
            .ThenRefused(Refusals.CourseIsOfOtherClass);
        SetTimetableHandler.Handle(Week(), null, new SetTimetableFacts(new Placing(null, null), [], A.YearFrom)).ThenRefused(Refusals.ClassIsUnknown);
        var rung = new Placing(Class, Spec.Given<YearCalendar>(A.YearOpened, new BellsSet(A.Year, [new Bell(1, "08:30", "09:15")])));
        SetTimetableHandler.Handle(Week(new TimetableSlot(1, 2, A.Course, null, null)), null, new SetTimetableFacts(rung, [Course], A.YearFrom)).ThenRefused(Refusals.SlotIsOff);
    }

    [Fact]
    public void A_plan_is_loaded_as_its_next_version_and_the_same_plan_changes_nothing()
    {
        PlanItem[] items = [new(1, "Числа", 1, null, null), new(2, "Степени", 2, "§ 3", PlanWorks.Control)];
        var facts = new ImportPlanFacts(true);
        var first = new PlanImported(A.Course, 1, items);
        ImportPlanHandler.Handle(new ImportPlan(A.Command, A.Course, items), null, facts).ThenEvents(first);
        var plan = Spec.Given<CoursePlan>(first);
        ImportPlanHandler.Handle(new ImportPlan(A.Command, A.Course, [.. items]), plan, facts).ThenNothing();
        PlanItem[] longer = [.. items, new(3, "Корни", 1, null, null)];
        ImportPlanHandler.Handle(new ImportPlan(A.Command, A.Course, longer), plan, facts).ThenEvents(new PlanImported(A.Course, 2, longer));
    }

    [Fact]
    public void A_plan_that_cannot_be_is_refused_by_name()
    {
        var facts = new ImportPlanFacts(true);
        ImportPlan Plan(params PlanItem[] items) => new(A.Command, A.Course, items);
        var good = new PlanItem(1, "Числа", 1, null, null);
        ImportPlanHandler.Handle(Plan(good), null, new ImportPlanFacts(false)).ThenRefused(Refusals.CourseIsUnknown);
        ImportPlanHandler.Handle(Plan(), null, facts).ThenRefused(Refusals.PlanIsEmpty);
        ImportPlanHandler.Handle(Plan([.. Enumerable.Range(1, 1001).Select(n => good with { Number = n })]), null, facts).ThenRefused(Refusals.PlanIsTooLong);
        ImportPlanHandler.Handle(Plan(good, good), null, facts).ThenRefused(Refusals.PlanNumbersAreOutOfOrder);
        ImportPlanHandler.Handle(Plan(good with { Topic = "" }), null, facts).ThenRefused(Refusals.PlanTopicIsEmptyOrLong);
        ImportPlanHandler.Handle(Plan(good with { Hours = 0 }), null, facts).ThenRefused(Refusals.PlanHoursAreOff);
    }
}
