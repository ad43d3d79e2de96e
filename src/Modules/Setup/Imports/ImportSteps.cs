using ElJournal.Kernel;
using ElJournal.Setup.Register;
using Wolverine.Marten;

namespace ElJournal.Setup.Imports;

/// <summary>
/// The commands of which loads and openings of years are made, each with its own handler and the facts that handler asks for, taken from memory. A rule stands
/// in one place: what a page is refused, a file is refused too.
/// </summary>
internal static class ImportSteps
{
    private static readonly Dictionary<Type, Step> Known = [];

    static ImportSteps()
    {
        Years();
        On<EnrolPupil>(c => c.Stream, (c, s) => EnrolPupilHandler.Handle(c, s.Of<PupilCard>(c.Stream), s.PlacingIn(c.Class)));
        On<ReconcilePupil>(c => c.Stream, (c, s) => ReconcilePupilHandler.Handle(c, s.Of<PupilCard>(c.Stream), s.PlacingIn(c.Class)));
        On<DepartPupil>(c => c.Stream, (c, s) => DepartPupilHandler.Handle(c, s.Of<PupilCard>(c.Stream)));
        On<RegisterGuardian>(c => c.Stream, (c, s) => RegisterGuardianHandler.Handle(c, s.Of<GuardianCard>(c.Stream)));
        On<LinkGuardian>(
            c => c.Stream, (c, s) => LinkGuardianHandler.Handle(c, s.Of<GuardianCard>(c.Stream), new LinkGuardianFacts(s.Of<PupilCard>(Streams.Pupil(c.Pupil)))),
            c => [Streams.Pupil(c.Pupil)]);
        On<HireStaff>(c => c.Stream, (c, s) => HireStaffHandler.Handle(c, s.Of<StaffCard>(c.Stream)));
        On<FormClass>(c => c.Stream, (c, s) => FormClassHandler.Handle(c, s.ClassOf(c.Class), new FormClassFacts(
            s.Of<YearCalendar>(Streams.Year(c.Year)) is not null, [.. s.All<ClassRoster>().Where(r => r.Level == c.Level)])));
        On<AppointClassTeacher>(c => c.Stream, (c, s) => AppointClassTeacherHandler.Handle(
            c, s.ClassOf(c.Class), new AppointClassTeacherFacts(s.Of<StaffCard>(Streams.Staff(c.Teacher)), s.PlacingIn(c.Class))));
        On<AddSubject>(c => c.Stream, (c, s) => AddSubjectHandler.Handle(c, s.Of<SubjectCard>(c.Stream), new AddSubjectFacts([.. s.All<SubjectCard>()])));
        On<OpenCourse>(c => c.Stream, (c, s) => OpenCourseHandler.Handle(c, s.Of<CourseCard>(c.Stream), new OpenCourseFacts(
            c.Class is { } id ? s.Of<ClassRoster>(id.Value) : null, s.Of<SubjectCard>(Streams.Subject(c.Subject)),
            s.All<CourseCard>().Any(d => d.Unit == (c.Group?.Value ?? c.Class?.Value) && d.Subject == c.Subject && d.Layer == c.Layer && d.Closed is null),
            c.Group is { } group ? s.Of<StudyGroupCard>(Streams.Group(group)) : null)));
        On<AssignTeacher>(c => c.Stream, (c, s) => AssignTeacherHandler.Handle(c, s.Of<CourseCard>(c.Stream), new AssignTeacherFacts(
            s.Of<StaffCard>(Streams.Staff(c.Teacher)), s.Of<CourseCard>(c.Stream) is { } course ? s.Of<YearCalendar>(Streams.Year(course.Year)) : null)));
        On<SetCourseHours>(c => c.Stream, (c, s) => SetCourseHoursHandler.Handle(c, s.Of<CourseCard>(c.Stream), new SetCourseHoursFacts(
            s.Of<CourseCard>(c.Stream) is { } course ? s.Of<YearCalendar>(Streams.Year(course.Year)) : null)));
        On<FormGroup>(c => c.Stream, (c, s) => FormGroupHandler.Handle(c, s.Of<StudyGroupCard>(c.Stream), new FormGroupFacts(
            [.. c.Classes.Distinct().Select(id => s.Of<ClassRoster>(id.Value)).OfType<ClassRoster>()],
            c.Subject is not { } subject || s.Of<SubjectCard>(Streams.Subject(subject)) is not null, s.GroupsOf(c.Classes))));
        On<SetGroupMembers>(c => c.Stream, (c, s) =>
        {
            if (s.Of<StudyGroupCard>(c.Stream) is not { } group) return SetGroupMembersHandler.Handle(c, null, new SetGroupMembersFacts([], null, []));
            var others = SetGroupMembersHandler.Others(group, s.GroupsOf(group.Classes));
            return SetGroupMembersHandler.Handle(c, group, new SetGroupMembersFacts(
                [.. SetGroupMembersHandler.Drawn(group, others).Select(id => s.Of<ClassRoster>(id.Value)).OfType<ClassRoster>()],
                s.Of<YearCalendar>(Streams.Year(group.Year)), others));
        });
        On<SetCurriculum>(c => c.Stream, (c, s) => SetCurriculumHandler.Handle(c, s.Of<Curriculum>(c.Stream), new SetCurriculumFacts(
            s.Of<YearCalendar>(Streams.Year(c.Year)), [.. s.All<ClassRoster>().Where(r => r.Year == c.Year)], [.. s.All<SubjectCard>()])));
        On<ImportPlan>(c => c.Stream, (c, s) => ImportPlanHandler.Handle(
            c, s.Of<CoursePlan>(c.Stream), new ImportPlanFacts(s.Of<CourseCard>(Streams.Course(c.Course)) is { Closed: null })));
        On<SetTimetable>(c => c.Stream, (c, s) =>
        {
            var unit = s.Of<StudyGroupCard>(Streams.Group(GroupId.From(c.Unit)))?.Classes.FirstOrDefault() ?? ClassId.From(c.Unit);
            return SetTimetableHandler.Handle(c, s.Of<UnitTimetable>(c.Stream), new SetTimetableFacts(
                s.PlacingIn(unit), [.. c.Slots.Select(slot => Streams.Course(slot.Course)).Distinct().Select(s.Of<CourseCard>).OfType<CourseCard>()], s.Today));
        });
    }

    /// <summary>What a school year is opened with.</summary>
    private static void Years()
    {
        On<OpenSchoolYear>(c => c.Stream, (c, s) => OpenSchoolYearHandler.Handle(c, s.Of<YearCalendar>(c.Stream), new OpenSchoolYearFacts([.. s.All<YearCalendar>()])));
        On<SetTerms>(c => c.Stream, (c, s) => SetTermsHandler.Handle(c, s.Of<YearCalendar>(c.Stream)));
        On<SetLevelTerms>(c => c.Stream, (c, s) => SetLevelTermsHandler.Handle(c, s.Of<YearCalendar>(c.Stream)));
        On<SetHolidays>(c => c.Stream, (c, s) => SetHolidaysHandler.Handle(c, s.Of<YearCalendar>(c.Stream)));
        On<SetSpecialDays>(c => c.Stream, (c, s) => SetSpecialDaysHandler.Handle(c, s.Of<YearCalendar>(c.Stream)));
        On<SetBells>(c => c.Stream, (c, s) => SetBellsHandler.Handle(c, s.Of<YearCalendar>(c.Stream)));
        On<SetBellSchedule>(c => c.Stream, (c, s) => SetBellScheduleHandler.Handle(c, s.Of<YearCalendar>(c.Stream)));
        On<SetBellNorms>(c => c.Stream, (c, s) => SetBellNormsHandler.Handle(c, s.Of<BellNorms>(c.Stream)));
        On<SetRegime>(c => c.Stream, (c, s) => SetRegimeHandler.Handle(c, s.ClassOf(c.Class), s.PlacingIn(c.Class)));
    }

    public static (Outcome, Events) Run(ICommand command, ImportState state) => Known[command.GetType()].Run(command, state);

    /// <summary>Key of the stream the command writes to.</summary>
    public static string StreamOf(ICommand command) => Known[command.GetType()].Stream(command);

    /// <summary>Streams whose documents the command needs by name.</summary>
    public static IEnumerable<string> StreamsOf(ICommand command) => Known[command.GetType()].Others(command).Append(StreamOf(command));

    /// <summary>What a stream is begun as; the event store wants to know.</summary>
    public static Type TypeOf(string stream) => stream[..stream.IndexOf('/')] switch
    {
        "year" => typeof(YearCalendar),
        "regulation" when stream == Streams.BellNorms => typeof(BellNorms),
        "pupil" => typeof(PupilCard),
        "staff" => typeof(StaffCard),
        "guardian" => typeof(GuardianCard),
        "class" => typeof(ClassCard),
        "subject" => typeof(SubjectCard),
        "course" => typeof(CourseCard),
        "plan" => typeof(CoursePlan),
        "timetable" => typeof(UnitTimetable),
        "group" => typeof(StudyGroupCard),
        "curriculum" => typeof(Curriculum),
        "import" => typeof(ImportBatch),
        _ => throw new ArgumentOutOfRangeException(nameof(stream), stream, "No load begins such a stream."),
    };

    private static void On<T>(Func<T, string> stream, Func<T, ImportState, (Outcome, Events)> run, Func<T, string[]>? others = null) where T : ICommand =>
        Known[typeof(T)] = new Step(c => stream((T)c), (c, s) => run((T)c, s), c => others?.Invoke((T)c) ?? []);

    private sealed record Step(Func<ICommand, string> Stream, Func<ICommand, ImportState, (Outcome, Events)> Run, Func<ICommand, string[]> Others);
}
