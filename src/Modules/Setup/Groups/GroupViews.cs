using ElJournal.Setup.People;
using ElJournal.Setup.Register;

namespace ElJournal.Setup.Groups;

/// <summary>A class that is split for a subject, in the list.</summary>
/// <param name="Without">Pupils of the class who are in none of the groups.</param>
public sealed record SplitLine(ClassRoster Class, SubjectCard Subject, IReadOnlyList<GroupSize> Groups, int Without);

/// <summary>A group with how many are in it.</summary>
public sealed record GroupSize(StudyGroupCard Group, int Pupils);

/// <summary>A group that draws from several classes or stands beside the curriculum, in the list.</summary>
public sealed record GroupLine(StudyGroupCard Group, string Classes, string? Subject, int Pupils);

/// <summary>Группы школы.</summary>
public sealed record GroupList(
    IReadOnlyList<SplitLine> Splits, IReadOnlyList<GroupLine> Others, IReadOnlyList<ClassRoster> Classes, IReadOnlyList<SubjectCard> Subjects);

/// <summary>Деление класса по предмету: columns are groups, each pupil in one or none.</summary>
/// <param name="From">The day offered for the change.</param>
public sealed record SplitView(
    ClassRoster Class, SubjectCard Subject, IReadOnlyList<SplitColumn> Groups, IReadOnlyList<SplitRow> Rows, DateOnly From, YearCalendar Year)
{
    public IReadOnlyList<SplitRow> Without => [.. Rows.Where(r => r.In is null)];

    public int Count(GroupId group) => Rows.Count(r => r.In == group);
}

/// <param name="Teacher">Who teaches the group, as a signature; null where it has no course or no teacher yet.</param>
public sealed record SplitColumn(StudyGroupCard Group, string? Teacher);

/// <param name="In">Null: in no group.</param>
public sealed record SplitRow(PupilId Pupil, string Name, string? Sex, GroupId? In)
{
    /// <summary>Where the pupil was when the page was drawn.</summary>
    public GroupId? Seen { get; init; } = In;
}

/// <summary>Одна группа with those who may be in it, class by class.</summary>
public sealed record GroupView(
    StudyGroupCard Group, string? Subject, IReadOnlyList<GroupClass> Classes, IReadOnlyList<GroupCourse> Courses, DateOnly From, YearCalendar Year)
{
    public int Count => Classes.Sum(c => c.Pupils.Count(p => p.IsIn));

    /// <summary>Who came to the group or went since the form was drawn, as far as the page names them.</summary>
    public IReadOnlyList<GroupPupil> Meanwhile(Draft draft) =>
        draft.SeenOf<PupilId>("was") is { } seen ? [.. Classes.SelectMany(c => c.Pupils).Where(p => seen.Contains(p.Pupil) != p.IsIn)] : [];
}

public sealed record GroupClass(string Name, IReadOnlyList<GroupPupil> Pupils);

/// <param name="Elsewhere">Another group of the same subject that holds the pupil.</param>
public sealed record GroupPupil(PupilId Pupil, string Name, bool IsIn, string? Elsewhere);

/// <param name="Hours">Hundredths of an hour a week.</param>
public sealed record GroupCourse(CourseId Course, string Subject, int Hours, string? Teacher);
