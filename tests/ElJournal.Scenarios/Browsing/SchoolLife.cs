using ElJournal.Scenarios.PersonalData;
using ElJournal.Setup;
using ElJournal.Testing;

namespace ElJournal.Scenarios.Browsing;

/// <summary>What a school at work has beside the sample: divided classes, groups, movement, duties.</summary>
internal static class SchoolLife
{
    public static readonly GroupId Chess = new("chess");

    private static readonly SubjectId Informatics = new("informatika");

    /// <param name="pupils">Of 8Б, as its page lists them.</param>
    public static async Task Begin(TestSchool school, IReadOnlyList<PupilId> pupils)
    {
        var today = await Registry.Today(school);
        var (one, two) = (new GroupId("informatics-1"), new GroupId("informatics-2"));
        var here = pupils.SkipLast(2).ToList();
        foreach (var (group, name) in ((GroupId, string)[])[(one, "Группа 1"), (two, "Группа 2")])
            await Registry.Done(school, new FormGroup(Guid.NewGuid(), group, GroupKinds.Subgroup, name, [Registry.Class8B], Informatics));
        await Registry.Done(school, new SetGroupMembers(Guid.NewGuid(), one, [.. here.Take(here.Count / 2)], today));
        await Registry.Done(school, new SetGroupMembers(Guid.NewGuid(), two, [.. here.Skip(here.Count / 2).SkipLast(3)], today));
        await Registry.Done(school, new PlacePupil(Guid.NewGuid(), pupils[^3], new ClassId("8a"), today.AddDays(-20), "31-к от 05.11.2026"));
        await Registry.Done(school, new DepartPupil(Guid.NewGuid(), pupils[^3], today.AddDays(-6), "40-к от 20.11.2026", DepartureReasons.OtherSchool, new Kernel.Opening("Казань, школа № 5")));
        await Registry.Done(school, new FormGroup(Guid.NewGuid(), Chess, GroupKinds.Extracurricular, "Шахматы, 7–8 классы", [new ClassId("7a"), Registry.Class8B]));
        await Registry.Done(school, new SetGroupMembers(Guid.NewGuid(), Chess, [.. here.Take(5)], today));
        await Plan(school, pupils[3], today);
        await Registers(school, today);
    }

    private static async Task Plan(TestSchool school, PupilId pupil, DateOnly today)
    {
        var (group, course) = (new GroupId("plan"), new CourseId("plan-algebra"));
        await Registry.Done(school, new FormGroup(Guid.NewGuid(), group, GroupKinds.Individual, "Обучение на дому", [Registry.Class8B]));
        await Registry.Done(school, new SetGroupMembers(Guid.NewGuid(), group, [pupil], today));
        await Registry.Done(school, new SetIndividualPlan(Guid.NewGuid(), pupil, group, PlanKinds.Home, today, today.AddDays(60), "52-у от 20.11.2026"));
        await Registry.Done(school, new OpenCourse(Guid.NewGuid(), course, null, new SubjectId("algebra"), 150, group));
        await Registry.Done(school, new AssignTeacher(Guid.NewGuid(), course, new StaffId("mironov"), today));
    }

    private static async Task Registers(TestSchool school, DateOnly today)
    {
        var guseva = new StaffId("guseva");
        await Registry.Done(school, new AssignPosition(Guid.NewGuid(), guseva, "Учитель русского языка и литературы", false, today.AddDays(-20), "5-к от 01.11.2026"));
        await Registry.Done(school, new AssignPosition(Guid.NewGuid(), guseva, "Педагог-библиотекарь", true, today.AddDays(-10), "9-к от 15.11.2026"));
        await Registry.Done(school, new RecordStaffAbsence(Guid.NewGuid(), guseva, today.AddDays(5), today.AddDays(7), AbsenceCauses.Courses));
        await Registry.Done(school, new ListRoom(Guid.NewGuid(), new RoomId("hall"), "актовый зал", "Зал на третьем этаже, за библиотекой", RoomKinds.Other, 120));
        await Registry.Done(school, new AssignDuty(Guid.NewGuid(), new DutyId("d1"), DutyAreas.Journal, new StaffId("lebedeva"), [7, 8], today.AddDays(-20), null, "14-од от 01.09.2026"));
        await Registry.Done(school, new AdoptAct(Guid.NewGuid(), new ActId("regulation"), "Регламент ведения электронного журнала", today.AddDays(-20), "протокол № 9 от 31.08.2026",
            [new ActClause("1", "Общие положения."), new ActClause("4.2", "Отметки за урок выставляются в день проведения урока; за письменную работу — к следующему уроку.")]));
        await Registry.Done(school, new RecordActSignatures(Guid.NewGuid(), new ActId("regulation"), 1, [guseva, new StaffId("kim")], today.AddDays(-3)));
        await Registry.Done(school, new ConcludeContract(Guid.NewGuid(), new ContractId("c1"), "ООО «Школьный журнал»", "17/26", today.AddDays(-300), today.AddDays(-300), today.AddDays(45)));
    }
}
