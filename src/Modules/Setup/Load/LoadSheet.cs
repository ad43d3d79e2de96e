using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Setup.Load;

/// <summary>Нагрузка школы on a day: what the curriculum wants taught to whom, and who teaches it.</summary>
/// <param name="Rate">Норма часов за ставку in hundredths; null: not set.</param>
public sealed record LoadSheet(
    YearCalendar Year, DateOnly Day, IReadOnlyList<ClassRoster> Classes, IReadOnlyList<SubjectCard> Subjects, IReadOnlyList<LoadCell> Cells, int? Rate)
{
    public static async Task<LoadSheet> Of(YearCalendar year, DateOnly day, IQuerySession session, CancellationToken cancel)
    {
        var curriculum = await session.LoadAsync<Curriculum>(Streams.Curriculum(year.Year), cancel);
        var classes = (await session.Query<ClassRoster>().ToListAsync(cancel)).Where(c => c.Year == year.Year)
            .OrderBy(c => c.Level).ThenBy(c => c.Letter, StringComparer.CurrentCulture).ToList();
        var groups = (await session.Query<StudyGroupCard>().ToListAsync(cancel)).Where(g => g.Year == year.Year && !(g.Closed <= day))
            .OrderBy(g => g.Name, StringComparer.CurrentCulture).ToList();
        var courses = (await session.Query<CourseCard>().ToListAsync(cancel)).Where(c => c.Year == year.Year && !(c.Closed <= day)).ToList();
        var subjects = SubjectCard.InOrder(await session.Query<SubjectCard>().ToListAsync(cancel));
        var norms = await session.LoadAsync<LoadNorms>(Streams.Norms, cancel);
        return new LoadSheet(year, day, classes, subjects, Fold(curriculum, day, classes, groups, courses), norms?.RateOn(day)?.Hours);
    }

    /// <summary>A cell for every line of a class's curriculum, split where the class is, and for every course beyond it.</summary>
    public static IReadOnlyList<LoadCell> Fold(
        Curriculum? curriculum, DateOnly day, IReadOnlyList<ClassRoster> classes, IReadOnlyList<StudyGroupCard> groups, IReadOnlyList<CourseCard> courses)
    {
        var cells = new List<LoadCell>();
        var left = courses.ToDictionary(c => (c.Unit, c.Subject, c.Layer));
        foreach (var c in classes)
        {
            var id = new ClassId(c.Id);
            var lines = curriculum?.Of(id, c.Level, day)?.Lines.GroupBy(l => (l.Subject, l.Layer)) ?? [];
            foreach (var line in lines)
            {
                var (subject, layer) = line.Key;
                var hours = line.Sum(l => l.Hours);
                var split = groups.Where(g => g.Subject == subject && g.Classes.Count == 1 && g.Classes[0] == id && g.Kind == GroupKinds.Subgroup).ToList();
                foreach (var group in split) cells.Add(new LoadCell(group.Group.Value, c, group, subject, layer, hours, Take((group.Group.Value, subject, layer)), day));
                // A class that is split may have a course of its own beside those of the groups; it is shown only where it is there.
                var whole = Take((c.Id, subject, layer));
                if (split.Count == 0 || whole is not null) cells.Add(new LoadCell(c.Id, c, null, subject, layer, split.Count == 0 ? hours : 0, whole, day));
            }
        }
        foreach (var course in left.Values.ToList())
        {
            var group = course.Group is { } g ? groups.FirstOrDefault(x => x.Group == g) : null;
            var c = course.Classes.Count == 1 ? classes.FirstOrDefault(x => x.Id == course.Classes[0].Value) : null;
            if (c is null && group is null) continue;
            cells.Add(new LoadCell(course.Unit, group is { Kind: not GroupKinds.Subgroup } ? null : c, group, course.Subject, course.Layer, 0, course, day));
        }
        return cells;

        CourseCard? Take((string, SubjectId, string) key)
        {
            left.Remove(key, out var course);
            return course;
        }
    }

    public IEnumerable<LoadCell> Of(int level) => Cells.Where(c => c.Level == level);

    /// <summary>Hundredths of hours that nobody teaches.</summary>
    public int Unassigned => Cells.Sum(c => c.Unassigned);

    /// <summary>Hundredths of an hour a week by teacher; who teaches beside another has the hours too.</summary>
    public IReadOnlyDictionary<StaffId, int> Loads => Cells.SelectMany(c => c.Teachers.Select(t => (Teacher: t, c.Hours)))
        .GroupBy(t => t.Teacher).ToDictionary(g => g.Key, g => g.Sum(t => t.Hours));

    /// <summary>Rows of a level's grid, or of the whole school's: subjects in order, as many rows as a class has groups.</summary>
    public IReadOnlyList<LoadRow> Rows(IReadOnlyList<ClassRoster> columns)
    {
        var inColumns = Cells.Where(c => c.Class is not null && columns.Contains(c.Class)).ToLookup(c => (c.Subject, c.Layer));
        return
        [
            .. from layer in Layers.All
               from subject in Subjects
               let cells = inColumns[(subject.Subject, layer)].ToLookup(c => c.Class!.Id)
               where cells.Count > 0
               from ordinal in Enumerable.Range(0, cells.Max(c => c.Count()))
               select new LoadRow(subject, layer, ordinal, [.. columns.Select(c => cells[c.Id].ElementAtOrDefault(ordinal))]),
        ];
    }
}

/// <summary>What a class or group is taught in a subject and layer.</summary>
/// <param name="Unit">Id of the class or group.</param>
/// <param name="Class">In whose column it stands; null for a group of several classes and for an individual plan.</param>
/// <param name="Planned">Hundredths by the curriculum; 0 where it says nothing.</param>
/// <param name="Course">Null: not opened yet.</param>
public sealed record LoadCell(string Unit, ClassRoster? Class, StudyGroupCard? Group, SubjectId Subject, string Layer, int Planned, CourseCard? Course, DateOnly Day)
{
    public string Key => $"{Unit}/{Subject}/{Layer}";

    public int Level => Class?.Level ?? Group?.Level ?? Course?.Level ?? 0;

    public int Hours => Course?.Hours ?? Planned;

    public StaffId? Teacher => Course?.TeacherOn(Day)?.Teacher;

    public IEnumerable<StaffId> Seconds => Course?.Teachers.Where(t => t.Second && t.From <= Day && !(t.To < Day)).Select(t => t.Teacher) ?? [];

    public IEnumerable<StaffId> Teachers => Teacher is { } first ? Seconds.Prepend(first).Distinct() : Seconds;

    public int Unassigned => Teacher is null ? Hours : 0;

    /// <summary>The course has other hours than the curriculum.</summary>
    public bool Differs => Course is not null && Planned > 0 && Course.Hours != Planned;
}

/// <summary>A row of the grid: the subject in a layer, the n-th group of each class.</summary>
public sealed record LoadRow(SubjectCard Subject, string Layer, int Ordinal, IReadOnlyList<LoadCell?> Cells);

/// <summary>Учитель with what is to be told of the load.</summary>
/// <param name="Name">Соколова И. В.</param>
/// <param name="Hours">Hundredths of an hour a week.</param>
/// <param name="Subjects">What the teacher teaches already.</param>
public sealed record LoadTeacher(StaffId Staff, string Name, int Hours, IReadOnlyList<SubjectId> Subjects);
