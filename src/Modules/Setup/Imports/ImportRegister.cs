using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Store;
using Marten;

namespace ElJournal.Setup.Imports;

/// <summary>The school as lists speak of it: by names. Ids that a load makes are kept here too, so that two rows mean one new class.</summary>
internal sealed class ImportRegister
{
    private readonly Dictionary<ClassName, ClassId> formed = [];
    private readonly Dictionary<string, SubjectId> added = [];

    public required SchoolId School { get; init; }

    public required ImportYear Year { get; init; }

    public required IReadOnlyList<ClassRoster> Classes { get; init; }

    public required IReadOnlyList<SubjectCard> Subjects { get; init; }

    public required IReadOnlyList<CourseCard> Courses { get; init; }

    public required IReadOnlyList<StudyGroupCard> Groups { get; init; }

    public required IReadOnlyDictionary<string, UnitTimetable> Timetables { get; init; }

    public required IReadOnlyDictionary<CourseId, CoursePlan> Plans { get; init; }

    /// <summary>Учебный план of the year; null where there is none yet.</summary>
    public required Curriculum? Curriculum { get; init; }

    public required IReadOnlyList<(StaffCard Staff, PersonCard Card)> Staff { get; init; }

    public required IReadOnlyList<(GuardianCard Guardian, PersonCard Card)> Guardians { get; init; }

    /// <summary>Pupils with their names; an erased card is nobody whom a list could mean.</summary>
    public required IReadOnlyList<KnownPupil> Known { get; init; }

    public static async Task<ImportRegister> Read(
        IDocumentStore store, Openings openings, SchoolId school, ImportKind kind, ImportChoices choices, string file, TimeProvider clock, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var year = await ImportYear.Find(choices.Year, file, session, clock, cancel);
        var classes = (await session.Query<ClassRoster>().ToListAsync(cancel)).Where(c => c.Year == year.Year.Year).ToList();
        var families = kind is Kinds.PupilKind or Kinds.GuardianKind;
        var pupils = families || kind is Kinds.GroupKind ? await session.Query<PupilCard>().ToListAsync(cancel) : [];
        var guardians = families ? await session.Query<GuardianCard>().ToListAsync(cancel) : [];
        var staff = families ? [] : await session.Query<StaffCard>().ToListAsync(cancel);
        var cards = await openings.Read<PersonCard>(
            school, pupils.Select(p => p.Card).Concat(guardians.Select(g => g.Card)).Concat(staff.Select(s => s.Card)), cancel);
        var names = classes.ToDictionary(c => ClassId.From(c.Id), c => new ClassName(c.Level, c.Letter));
        var plan = choices.Course is { } course ? await session.LoadAsync<CoursePlan>(Streams.Plan(course), cancel) : null;
        return new ImportRegister
        {
            School = school,
            Year = year,
            Classes = classes,
            Subjects = await session.Query<SubjectCard>().ToListAsync(cancel),
            Courses = families ? [] : [.. (await session.Query<CourseCard>().ToListAsync(cancel)).Where(c => c.Year == year.Year.Year && c.Closed is null)],
            Groups = families ? [] : [.. (await session.Query<StudyGroupCard>().ToListAsync(cancel)).Where(g => g.Year == year.Year.Year && g.Closed is null)],
            Timetables = kind is Kinds.TimetableKind ? (await session.Query<UnitTimetable>().ToListAsync(cancel)).ToDictionary(t => t.Unit) : [],
            Plans = plan is null ? [] : new Dictionary<CourseId, CoursePlan> { [plan.Course] = plan },
            Curriculum = kind is Kinds.CurriculumKind ? await session.LoadAsync<Curriculum>(Streams.Curriculum(year.Year.Year), cancel) : null,
            Staff = [.. staff.Where(s => cards.ContainsKey(s.Card)).Select(s => (s, cards[s.Card]))],
            Guardians = [.. guardians.Where(g => cards.ContainsKey(g.Card)).Select(g => (g, cards[g.Card]))],
            Known = [.. pupils.Where(p => cards.ContainsKey(p.Card)).Select(p => new KnownPupil(
                p.Pupil, cards[p.Card], p.Departed is null && p.Class is { } c && names.TryGetValue(c, out var name) ? name : null))],
        };
    }

    public ClassRoster? ClassOf(ClassName name) => Classes.FirstOrDefault(c => c.Level == name.Level && c.Letter == name.Letter);

    /// <summary>The class of that name; one the school does not have yet is formed by a step of the row that first names it.</summary>
    public ClassId ClassFor(ClassName name, Draft draft, string? sheet, int line)
    {
        if (ClassOf(name) is { } known) return ClassId.From(known.Id);
        if (formed.TryGetValue(name, out var made)) return made;
        // A class is no person: its id may follow from its name, so that two loads mean one class.
        var id = formed[name] = DerivedId.Of<ClassId>("class", Year.Year.Year.Value, name.ToString());
        draft.Step(sheet, line, new FormClass(DerivedId.Command("form", School.Value, id.Value), id, Year.Year.Year, name.Level, name.Letter));
        return id;
    }

    public SubjectCard? SubjectOf(string name) => Subjects.FirstOrDefault(s => Naming.IsSame(s.Name, name));

    /// <summary>The subject of that name; a new one is added by a step of the row that first names it.</summary>
    public SubjectId SubjectFor(string name, Draft draft, string? sheet, int line)
    {
        if (SubjectOf(name) is { } known) return known.Subject;
        var folded = Words.Fold(name);
        if (added.TryGetValue(folded, out var made)) return made;
        var id = added[folded] = DerivedId.Of<SubjectId>("subject", School.Value, folded);
        draft.Step(sheet, line, new AddSubject(DerivedId.Command("subject", School.Value, id.Value), id, name));
        return id;
    }

    /// <summary>Who of the staff goes by that name: in full, or as a signature («Соколова И. В.»).</summary>
    public IReadOnlyList<(StaffCard Staff, PersonCard Card)> StaffNamed(string text)
    {
        var folded = Words.Fold(text);
        var full = Staff.Where(s => Words.Fold($"{s.Card.Family} {s.Card.Given} {s.Card.Patronymic}") == folded).ToList();
        return full.Count > 0 ? full
            : [.. Staff.Where(s => Words.Fold(s.Card.ShortName) == folded || Words.Fold(s.Card.ListName) == folded)];
    }
}
