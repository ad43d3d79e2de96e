using ElJournal.Setup.Register;
using Shouldly;
using Xunit;

namespace ElJournal.Setup.Tests.Commands;

public class LoadTests
{
    private static readonly StaffCard Sokolova = new("staff/sokolova", A.Sokolova, A.Command, A.YearFrom);
    private static readonly AssignTeacherFacts Facts = new(Sokolova, A.Calendar);
    private static readonly TeacherAssigned Assigned = new(A.Course, A.Sokolova, A.YearFrom, null);
    private static readonly CourseCard Taught = Spec.Given<CourseCard>(A.CourseOpened, Assigned)!;

    [Fact]
    public void A_teacher_released_from_the_first_day_never_taught_the_course()
    {
        var release = new ReleaseTeacher(A.Command, A.Course, A.Sokolova, A.YearFrom);
        var released = new TeacherReleased(A.Course, A.Sokolova, A.YearFrom);
        ReleaseTeacherHandler.Handle(release, Taught, new ReleaseTeacherFacts(A.Calendar)).ThenEvents(released);
        var course = Spec.Given<CourseCard>(A.CourseOpened, Assigned, released)!;
        course.Teachers.ShouldBeEmpty();
        course.TeacherOn(A.Day(11, 5)).ShouldBeNull();
    }

    [Fact]
    public void A_teacher_released_later_keeps_the_days_before()
    {
        var released = new TeacherReleased(A.Course, A.Sokolova, A.Day(11, 5));
        var course = Spec.Given<CourseCard>(A.CourseOpened, Assigned, released)!;
        course.TeacherOn(A.Day(11, 4))!.Teacher.ShouldBe(A.Sokolova);
        course.TeacherOn(A.Day(11, 5)).ShouldBeNull();
        ReleaseTeacherHandler.Handle(new ReleaseTeacher(A.Command, A.Course, A.Sokolova, A.Day(11, 5)), course, new ReleaseTeacherFacts(A.Calendar)).ThenNothing();
    }

    [Fact]
    public void Only_a_teacher_of_the_course_is_released()
    {
        var release = new ReleaseTeacher(A.Command, A.Course, A.Mironov, A.YearFrom);
        ReleaseTeacherHandler.Handle(release, Taught, new ReleaseTeacherFacts(A.Calendar)).ThenRefused(Refusals.TeacherIsNotOfCourse);
        ReleaseTeacherHandler.Handle(release, null, new ReleaseTeacherFacts(null)).ThenRefused(Refusals.CourseIsUnknown);
        ReleaseTeacherHandler.Handle(release with { Teacher = A.Sokolova, From = A.YearTo.AddDays(1) }, Taught, new ReleaseTeacherFacts(A.Calendar))
            .ThenRefused(Refusals.DateIsOutsideYear);
    }

    [Fact]
    public void Whoever_takes_the_place_from_the_same_day_leaves_no_trace_of_the_other()
    {
        var course = Spec.Given<CourseCard>(A.CourseOpened, Assigned, new TeacherAssigned(A.Course, A.Mironov, A.YearFrom, null))!;
        course.Teachers.ShouldBe([new Assignment(A.Mironov, A.YearFrom, null)]);
    }

    [Fact]
    public void A_second_teacher_stands_beside_the_first()
    {
        var command = new AssignSecondTeacher(A.Command, A.Course, A.Mironov, A.Day(10, 1));
        var assigned = new SecondTeacherAssigned(A.Course, A.Mironov, A.Day(10, 1), null);
        var facts = new AssignTeacherFacts(Sokolova with { Staff = A.Mironov }, A.Calendar);
        AssignSecondTeacherHandler.Handle(command, Taught, facts).ThenEvents(assigned);
        var course = Spec.Given<CourseCard>(A.CourseOpened, Assigned, assigned)!;
        course.TeacherOn(A.Day(10, 1))!.Teacher.ShouldBe(A.Sokolova);
        AssignSecondTeacherHandler.Handle(command, course, facts).ThenNothing();
        AssignSecondTeacherHandler.Handle(command with { Teacher = A.Sokolova }, Taught, Facts).ThenRefused(Refusals.TeacherTeachesCourse);
    }

    [Fact]
    public void Nobody_is_assigned_after_dismissal_or_to_a_closed_course()
    {
        var assign = new AssignTeacher(A.Command, A.Course, A.Sokolova, A.Day(11, 5));
        AssignTeacherHandler.Handle(assign, Taught, Facts with { Teacher = Sokolova with { Dismissed = A.Day(11, 1) } }).ThenRefused(Refusals.StaffIsDismissed);
        var closed = Spec.Given<CourseCard>(A.CourseOpened, new CourseClosed(A.Course, A.Day(11, 1)));
        AssignTeacherHandler.Handle(assign, closed, Facts).ThenRefused(Refusals.CourseIsClosed);
    }

    [Fact]
    public void Hours_change_once_and_a_course_is_closed_once()
    {
        var hours = new SetCourseHours(A.Command, A.Course, 350, A.Day(1, 11));
        SetCourseHoursHandler.Handle(hours, Taught, new SetCourseHoursFacts(A.Calendar)).ThenEvents(new CourseHoursSet(A.Course, 350, A.Day(1, 11)));
        SetCourseHoursHandler.Handle(hours with { Hours = 300 }, Taught, new SetCourseHoursFacts(A.Calendar)).ThenNothing();
        SetCourseHoursHandler.Handle(hours with { Hours = 0 }, Taught, new SetCourseHoursFacts(A.Calendar)).ThenRefused(Refusals.HoursAreOff);

        var close = new CloseCourse(A.Command, A.Course, A.Day(1, 11));
        var gone = new CourseClosed(A.Course, A.Day(1, 11));
        CloseCourseHandler.Handle(close, Taught, new CloseCourseFacts(A.Calendar)).ThenEvents(gone);
        var closed = Spec.Given<CourseCard>(A.CourseOpened, gone);
        CloseCourseHandler.Handle(close, closed, new CloseCourseFacts(A.Calendar)).ThenNothing();
        CloseCourseHandler.Handle(close with { From = A.Day(2, 1) }, closed, new CloseCourseFacts(A.Calendar)).ThenRefused(Refusals.CourseIsClosed);
        SetCourseHoursHandler.Handle(hours, closed, new SetCourseHoursFacts(A.Calendar)).ThenRefused(Refusals.CourseIsClosed);
    }
}
