using ElJournal.Kernel;
using ElJournal.Setup.People;
using ElJournal.Setup.Register;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;

namespace ElJournal.Setup.Groups;

/// <summary>Reads groups for their pages (Z-5.7); names come from openings at the last moment.</summary>
internal sealed class GroupReading(IDocumentStore store, Openings openings, TimeProvider clock)
{
    private static bool Splits(StudyGroupCard group) => group.Kind is GroupKinds.Subgroup or GroupKinds.Interclass && group.Subject is not null;

    public async Task<GroupList> All(SchoolId school, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        var now = await SchoolNow.Load(session, school, clock, cancel);
        var subjects = (await session.Query<SubjectCard>().ToListAsync(cancel)).OrderBy(s => s.Name, StringComparer.CurrentCulture).ToList();
        var groups = (await session.Query<StudyGroupCard>().ToListAsync(cancel)).Where(g => g.Closed is null && g.Year == now.Year?.Year).ToList();
        var splits =
            from schoolClass in now.Classes
            let classId = ClassId.From(schoolClass.Id)
            from subject in subjects
            let own = groups.Where(g => g.Subject == subject.Subject && g.Classes.Contains(classId) && Splits(g)).OrderBy(g => g.Name, StringComparer.CurrentCulture).ToList()
            // A group of several classes alone is chosen by some; only a subgroup says that the class is divided.
            where own.Exists(g => g.Kind == GroupKinds.Subgroup)
            let pupils = Present(schoolClass, now.Day)
            select new SplitLine(
                schoolClass, subject, [.. own.Select(g => new GroupSize(g, pupils.Count(p => IsIn(g, p, now.All.Values, now.Day))))], pupils.Count(p => !own.Exists(g => IsIn(g, p, now.All.Values, now.Day))));
        var others =
            from g in groups
            where g.Kind is GroupKinds.Interclass or GroupKinds.Extracurricular or GroupKinds.Additional
            let classes = g.Classes.Select(c => now.Class(c)).OfType<ClassRoster>().OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture).ToList()
            orderby g.Level, g.Name
            select new GroupLine(
                g, string.Join(", ", classes.Select(c => c.Name)), subjects.Find(s => s.Subject == g.Subject)?.Name,
                classes.SelectMany(c => Present(c, now.Day)).Distinct().Count(p => IsIn(g, p, now.All.Values, now.Day)));
        return new GroupList([.. splits], [.. others], now.Classes, subjects);
    }

    /// <summary>Null: there is no such class or subject.</summary>
    public async Task<SplitView?> Split(SchoolId school, ClassId schoolClass, SubjectId subject, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        if (await session.LoadAsync<ClassRoster>(schoolClass.Value, cancel) is not { } roster
            || await session.LoadAsync<SubjectCard>(Streams.Subject(subject), cancel) is not { } card
            || await session.LoadAsync<YearCalendar>(Streams.Year(roster.Year), cancel) is not { } year) return null;
        var now = await SchoolNow.Load(session, school, clock, cancel);
        var day = Within(now.Today, year);
        var groups = (await GroupsOf.Classes(session, [schoolClass], cancel)).Where(g => g.Closed is null && g.Subject == subject && Splits(g))
            .OrderBy(g => g.Name, StringComparer.CurrentCulture).ToList();
        var names = await Names(session, school, Listed(roster, day), cancel);
        var rows = names.Select(n => new SplitRow(n.Pupil, n.Name, n.Sex, groups.Find(g => IsIn(g, n.Pupil, now.All.Values, day))?.Group)).ToList();
        var teachers = await Teachers(session, school, groups, day, cancel);
        // What has not been divided yet is divided from the year's first day.
        return new SplitView(
            roster, card, [.. groups.Select(g => new SplitColumn(g, teachers.GetValueOrDefault(g.Group)))], rows,
            groups.TrueForAll(g => g.Pupils.Count == 0) ? year.From : day, year);
    }

    /// <summary>Null: there is no such group.</summary>
    public async Task<GroupView?> Of(SchoolId school, GroupId id, CancellationToken cancel)
    {
        await using var session = store.QuerySession(school.Value);
        if (await session.LoadAsync<StudyGroupCard>(Streams.Group(id), cancel) is not { } group
            || await session.LoadAsync<YearCalendar>(Streams.Year(group.Year), cancel) is not { } year) return null;
        var now = await SchoolNow.Load(session, school, clock, cancel);
        var day = Within(now.Today, year);
        var others = group.Subject is null ? [] : (await GroupsOf.Classes(session, group.Classes, cancel))
            .Where(g => g.Group != id && g.Closed is null && g.Subject == group.Subject && Splits(g)).ToList();
        var classes = new List<GroupClass>();
        foreach (var roster in group.Classes.Select(c => now.Class(c)).OfType<ClassRoster>().OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture))
        {
            classes.Add(new GroupClass(roster.Name,
            [
                .. (await Names(session, school, Listed(roster, day), cancel)).Select(n => new GroupPupil(
                    n.Pupil, n.Name, IsIn(group, n.Pupil, now.All.Values, day), Splits(group) ? others.FirstOrDefault(g => IsIn(g, n.Pupil, now.All.Values, day))?.Name : null)),
            ]));
        }
        var subjects = (await session.Query<SubjectCard>().ToListAsync(cancel)).ToDictionary(s => s.Subject, s => s.Name);
        var courses = (await session.Query<CourseCard>().ToListAsync(cancel)).Where(c => c.Group == id && c.Closed is null).ToList();
        var signatures = await Signatures(session, school, courses.Select(c => c.TeacherOn(day)?.Teacher), cancel);
        return new GroupView(
            group, group.Subject is { } s ? subjects.GetValueOrDefault(s) : null, classes,
            [.. courses.Select(c => new GroupCourse(c.Course, subjects.GetValueOrDefault(c.Subject, "—"), c.Hours, c.TeacherOn(day) is { } t ? signatures.GetValueOrDefault(t.Teacher) : null))],
            group.Pupils.Count == 0 ? year.From : day, year);
    }

    private static DateOnly Within(DateOnly day, YearCalendar year) => day < year.From ? year.From : day > year.To ? year.To : day;

    /// <summary>On its list to stay, and in one of its classes on the day or later.</summary>
    private static bool IsIn(StudyGroupCard group, PupilId pupil, IEnumerable<ClassRoster> classes, DateOnly day) =>
        group.Pupils.Any(p => p.Pupil == pupil && p.Left is null) && group.Sitting(classes).Any(p => p.Pupil == pupil && !(p.Left <= day));

    /// <summary>Who is in the class on the day.</summary>
    private static List<PupilId> Present(ClassRoster roster, DateOnly day) =>
        [.. roster.Pupils.Where(p => p.From <= day && !(day >= p.Left)).Select(p => p.Pupil).Distinct()];

    /// <summary>Who is in the class on the day or comes to it later.</summary>
    private static IEnumerable<PupilId> Listed(ClassRoster roster, DateOnly day) => roster.Pupils.Where(p => !(day >= p.Left)).Select(p => p.Pupil).Distinct();

    private async Task<IReadOnlyList<(PupilId Pupil, string Name, string? Sex)>> Names(
        IQuerySession session, SchoolId school, IEnumerable<PupilId> pupils, CancellationToken cancel)
    {
        var cards = await session.LoadManyAsync<PupilCard>(cancel, [.. pupils.Select(Streams.Pupil)]);
        var people = await openings.Read<PersonCard>(school, cards.Select(c => c.Card), cancel);
        return [.. cards.Select(c => people.TryGetValue(c.Card, out var person) ? (c.Pupil, person.ListName, person.Sex) : (c.Pupil, UiTexts.All["erased"], null))
            .OrderBy(n => n.Item2, StringComparer.CurrentCulture)];
    }

    private async Task<Dictionary<GroupId, string>> Teachers(
        IQuerySession session, SchoolId school, List<StudyGroupCard> groups, DateOnly day, CancellationToken cancel)
    {
        var courses = (await session.Query<CourseCard>().ToListAsync(cancel))
            .Where(c => c.Closed is null && c.Group is { } g && groups.Exists(group => group.Group == g) && c.TeacherOn(day) is not null).ToList();
        var signatures = await Signatures(session, school, courses.Select(c => c.TeacherOn(day)?.Teacher), cancel);
        return courses.GroupBy(c => c.Group!.Value).ToDictionary(g => g.Key, g => signatures.GetValueOrDefault(g.First().TeacherOn(day)!.Teacher, "—"));
    }

    private async Task<Dictionary<StaffId, string>> Signatures(IQuerySession session, SchoolId school, IEnumerable<StaffId?> staff, CancellationToken cancel)
    {
        var cards = await session.LoadManyAsync<StaffCard>(cancel, [.. staff.OfType<StaffId>().Distinct().Select(Streams.Staff)]);
        var people = await openings.Read<PersonCard>(school, cards.Select(c => c.Card), cancel);
        return cards.ToDictionary(c => c.Staff, c => people.TryGetValue(c.Card, out var person) ? person.ShortName : UiTexts.All["erased"]);
    }
}
