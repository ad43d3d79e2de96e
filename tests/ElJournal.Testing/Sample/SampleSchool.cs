using ElJournal.Kernel;
using ElJournal.Sample.Plan;
using ElJournal.Sample.Setting;
using ElJournal.Setup;
using ElJournal.Setup.Imports;
using ElJournal.Setup.Imports.Kinds;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Testing;

/// <summary>
/// Малая школа of the tests: built by the commands and imports that build any other, from the files of <c>Sample</c>.
/// Built twice it stays as it was; broken off, the next run goes on, because every command carries the same id again.
/// </summary>
public sealed class SampleSchool(Desk desk, IDocumentStore store, Openings openings, Importer importer)
{
    public const string Name = "Школа № 1 (образец)";

    public static readonly SchoolId School = SampleSchools.First;

    /// <summary>Соколова Ирина Викторовна: teaches algebra and geometry in 8А and 8Б.</summary>
    public static readonly StaffId Teacher = StaffId.From("sokolova");

    /// <summary>Лебедева Татьяна Михайловна, заместитель директора по УВР.</summary>
    public static readonly StaffId Deputy = StaffId.From("lebedeva");

    /// <summary>Громов Алексей Петрович, директор.</summary>
    public static readonly StaffId Director = StaffId.From("gromov");

    /// <summary>Гусева Марина Олеговна: leads 8Б, teaches Russian there, and has a child in 7А.</summary>
    public static readonly StaffId ClassTeacher = StaffId.From("guseva");

    /// <inheritdoc cref="ClassTeacher"/>
    public static readonly GuardianId ClassTeacherAsParent = GuardianId.From("guseva");

    /// <summary>Кузнецова Елена Павловна: a son in 7А (К-676), a daughter in 8Б (К-802).</summary>
    public static readonly GuardianId Parent = GuardianId.From("kuznecova");

    /// <summary>Баранов Пётр, 8Б: enrolled before the list is read, so that his account is known beforehand.</summary>
    public static readonly PupilId Pupil = PupilId.From("baranov");

    /// <summary>Алгебра in 8Б, taught by <see cref="Teacher"/>: has a lesson on the day for which the sample is built.</summary>
    public static readonly CourseId Course = CourseId.From("algebra-8b");

    public static SampleSchool Of(IServiceProvider services) => ActivatorUtilities.CreateInstance<SampleSchool>(services);

    /// <param name="folder">Holds <c>pupils.csv</c> and <c>plans</c>.</param>
    /// <param name="today">The day on which there must be lessons to look at.</param>
    /// <param name="actor">May set up <see cref="School"/>, which is already registered in the store.</param>
    /// <param name="progress">What is being done.</param>
    public async Task Build(string folder, DateOnly today, Actor actor, IProgress<string>? progress = null, CancellationToken cancel = default)
    {
        // The rules of the journal come last: where they stand, all stands.
        await using (var session = store.QuerySession(actor.School.Value))
        {
            if (await session.LoadAsync<JournalRules>(Streams.Regulation, cancel) is not null) return;
        }
        var year = SampleYear.Around(today);
        foreach (var command in Register(year, today, actor.School)) await Send(command, actor, cancel);

        progress?.Report("pupils.csv");
        var (list, _) = await importer.Run(
            new PupilKind(), TableFile.Read(Path.Combine(folder, "pupils.csv")), new ImportChoices(year.Year, year.From), false, actor, cancel);
        if (!list.IsClean) throw new InvalidOperationException($"The sample's list of pupils has faults: {list.TotalsText()}.");

        foreach (var command in Families(await PupilsByFile(cancel), year, actor.School)) await Send(command, actor, cancel);

        foreach (var course in SamplePlan.Courses)
        {
            var file = Path.Combine(folder, "plans", $"{course.Subject.Key}-{course.Class.Level}.csv");
            if (!File.Exists(file)) continue;
            progress?.Report($"{Path.GetFileName(file)} → {course.Class.Level}{course.Class.Letter}");
            await importer.Run(new PlanKind(), TableFile.Read(file), new ImportChoices(year.Year, Course: course.Id), false, actor, cancel);
        }
        await Send(new SetGrading(IdOf(actor.School, "grading"), SampleRules.Systems(year.From)), actor, cancel);
        await Send(new SetTermGradeRules(IdOf(actor.School, "term-grades"), SampleRules.TermGrades(year.From)), actor, cancel);
        await Send(new SetSubstitutionRules(IdOf(actor.School, "substitution-rules"), new SubstitutionRulesSet(year.From, 50, "Положение об оплате труда, п. 3.8")), actor, cancel);
        await Send(new SetJournalRules(IdOf(actor.School, "rules"), SampleRules.Rules(year.From)), actor, cancel);
        await Send(new SetAbsenceRules(IdOf(actor.School, "absences"), Setup.Grading.AbsenceDraft.Usual(year.From, SampleRules.Rules(year.From).Attendance, "Положение об электронном журнале, п. 5.4")), actor, cancel);
        await Send(new SetMarkingRules(IdOf(actor.School, "marking"), SampleRules.Marking(year.From)), actor, cancel);
        await Send(new SetLessonLife(IdOf(actor.School, "lesson-life"), Setup.Grading.LessonLifeDraft.Usual(year.From, "Положение об электронном журнале, п. 5.2")), actor, cancel);
    }

    /// <summary>Регламент исправлений of the sample: apart from <see cref="Build"/>, because what is tried out on a school need not keep to it.</summary>
    public Task SetCorrections(DateOnly from, Actor actor, CancellationToken cancel = default) => Send(
        new SetCorrectionRules(
            IdOf(actor.School, "corrections"),
            Setup.Grading.CorrectionDraft.Usual(from, "Регламент ведения журнала", "п. 4.3", "п. 4.4", "п. 4.5")),
        actor, cancel);

    /// <summary>Everything that stands before the lists: each command with an id of its own for ever.</summary>
    private static IEnumerable<ICommand> Register(SampleYear year, DateOnly today, SchoolId school)
    {
        yield return new FoundSchool(IdOf(school, "school"), school, Name, "Europe/Moscow");
        yield return new OpenSchoolYear(IdOf(school, "year"), year.Year, year.From, year.To);
        yield return new SetTerms(IdOf(school, "terms"), year.Year, year.Terms);
        yield return new SetHolidays(IdOf(school, "holidays"), year.Year, [], year.Holidays);
        yield return new SetBells(IdOf(school, "bells"), year.Year, Bells);
        foreach (var room in SamplePlan.Staff.Select(t => t.Room).OfType<string>())
        {
            yield return new ListRoom(
                IdOf(school, "room", room), DerivedId.Of<RoomId>("sample", school.Value, "room", room), room, null,
                room switch { "спортзал" => RoomKinds.Gym, "мастерская" => RoomKinds.Workshop, _ => RoomKinds.Classroom }, 30);
        }
        foreach (var subject in SamplePlan.Subjects) yield return new AddSubject(IdOf(school, "subject", subject.Key), subject.Id, subject.Name);
        foreach (var c in SamplePlan.Classes) yield return new FormClass(IdOf(school, "class", c.Id.Value), c.Id, year.Year, c.Level, c.Letter);
        foreach (var t in SamplePlan.Staff)
            yield return new HireStaff(IdOf(school, "staff", t.Key), t.Id, new PersonCard(t.Family, t.Given, t.Patronymic, null, t.Sex, null), year.From);
        yield return new EnrolPupil(
            IdOf(school, "pupil"), Pupil, new PersonCard("Баранов", "Пётр", "Эдуардович", new DateOnly(2012, 5, 9), "М", "Б-772"), ClassId.From("8b"), year.From);
        foreach (var (led, teacher) in SampleFamilies.Leads)
            yield return new AppointClassTeacher(IdOf(school, "lead", led), ClassId.From(led), StaffId.From(teacher), year.From);
        foreach (var course in SamplePlan.Courses)
        {
            yield return new OpenCourse(IdOf(school, "course", course.Id.Value), course.Id, course.Class.Id, course.Subject.Id, course.Hours * 100);
            yield return new AssignTeacher(IdOf(school, "teacher", course.Id.Value), course.Id, course.Teacher.Id, year.From);
        }
        foreach (var level in SamplePlan.Classes.Select(c => c.Level).Distinct())
        {
            yield return new SetCurriculum(
                IdOf(school, "curriculum", $"{level}"), year.Year, level, null, [], year.From,
                [.. SamplePlan.Subjects.Where(s => s.HoursAt(level) > 0).Select(s => new CurriculumLine(s.Id, s.HoursAt(level) * 100, CurriculumParts.Federal, Layers.Core))]);
        }
        foreach (var (schoolClass, slots) in SampleTimetable.For(today, Course))
            yield return new SetTimetable(IdOf(school, "timetable", schoolClass.Value), schoolClass.Value, year.From, slots);
    }

    /// <summary>The sample's pupils by the number of their personal file: their ids are random, as everywhere.</summary>
    public async Task<IReadOnlyDictionary<string, PupilId>> PupilsByFile(CancellationToken cancel = default)
    {
        await using var session = store.QuerySession(School.Value);
        var cards = await session.Query<PupilCard>().ToListAsync(cancel);
        var people = await openings.Read<PersonCard>(School, cards.Select(c => c.Card), cancel);
        return cards.Where(c => people.TryGetValue(c.Card, out var person) && person.PersonalFile is not null)
            .ToDictionary(c => people[c.Card].PersonalFile!, c => c.Pupil);
    }

    private static IEnumerable<ICommand> Families(IReadOnlyDictionary<string, PupilId> pupils, SampleYear year, SchoolId school)
    {
        foreach (var g in SampleFamilies.Guardians)
        {
            yield return new RegisterGuardian(IdOf(school, "guardian", g.Key), g.Id, new PersonCard(g.Family, g.Given, g.Patronymic, null, g.Sex, null));
            foreach (var child in g.Children.Where(pupils.ContainsKey))
                yield return new LinkGuardian(IdOf(school, "ward", g.Key, child), g.Id, pupils[child], g.Relation, year.From);
        }
    }

    public static readonly IReadOnlyList<Bell> Bells =
    [
        new(1, "08:30", "09:15"), new(2, "09:25", "10:10"), new(3, "10:30", "11:15"), new(4, "11:35", "12:20"),
        new(5, "12:30", "13:15"), new(6, "13:25", "14:10"), new(7, "14:20", "15:05"),
    ];

    private static Guid IdOf(SchoolId school, params IEnumerable<string> what) => DerivedId.Command(["sample", school.Value, .. what]);

    private async Task Send(ICommand command, Actor actor, CancellationToken cancel)
    {
        if ((await desk.Send(command, actor, cancel)).Refusal is { } refusal)
            throw new InvalidOperationException($"{command.GetType().Name}: {refusal.Text()}");
    }
}
