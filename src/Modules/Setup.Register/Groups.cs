namespace ElJournal.Setup.Register;

/// <summary>Учебная группа with its list through time.</summary>
public sealed record StudyGroupCard(
    string Id, GroupId Group, YearId Year, string Kind, string Name, int Level, IReadOnlyList<ClassId> Classes, SubjectId? Subject,
    IReadOnlyList<Enrolment> Pupils)
{
    /// <summary>From this day nobody is in it; null while it goes on.</summary>
    public DateOnly? Closed { get; init; }

    public static StudyGroupCard Create(GroupFormed e) => new(Streams.Group(e.Group), e.Group, e.Year, e.Kind, e.Name, e.Level, e.Classes, e.Subject, []);

    public static StudyGroupCard Apply(PupilJoinedGroup e, StudyGroupCard group) =>
        group with { Pupils = [.. group.Pupils, new Enrolment(e.Pupil, e.From, null, null)] };

    /// <summary>Who leaves on the day of joining was never in it: a list put right at once shows no trace of the slip.</summary>
    public static StudyGroupCard Apply(PupilLeftGroup e, StudyGroupCard group) => group with
    {
        Pupils = [.. group.Pupils.Select(p => p.Pupil == e.Pupil && p.Left is null ? p with { Left = e.From } : p).Where(p => !(p.Left <= p.From))],
    };

    public static StudyGroupCard Apply(GroupRenamed e, StudyGroupCard group) => group with { Name = e.Name };

    public static StudyGroupCard Apply(GroupMembersAnnulled e, StudyGroupCard group) =>
        group with { Pupils = [.. e.Pupils.Select(p => new Enrolment(p.Pupil, p.From, p.Left, null))] };

    public static bool ShouldDelete(EntryAnnulled e) => true;

    public static StudyGroupCard Apply(GroupClosed e, StudyGroupCard group) => group with
    {
        Closed = e.From,
        Pupils = [.. group.Pupils.Select(p => p.Left is null ? p with { Left = e.From } : p).Where(p => !(p.Left <= p.From))],
    };

    /// <summary>Who is in it by its own list: joined and not left, also where the class was left since.</summary>
    public IReadOnlyList<PupilId> Standing() => [.. Pupils.Where(p => p.Left is null).Select(p => p.Pupil)];

    /// <summary>Who sits in it and when: a membership counts only while the pupil is in one of the group's classes.</summary>
    /// <param name="classes">May hold classes of other groups too.</param>
    public IReadOnlyList<Enrolment> Sitting(IEnumerable<ClassRoster> classes) =>
        CourseRoster.Both(Pupils, [.. classes.Where(c => Classes.Contains(ClassId.From(c.Id))).SelectMany(c => c.Pupils)]);
}

/// <summary>Список курса: who sits in it and when, and how it is called.</summary>
/// <param name="Name">8 «Б»; 8 «Б», группа 1.</param>
public sealed record CourseRoster(string Name, int Level, IReadOnlyList<Enrolment> Pupils)
{
    /// <param name="classes">Those of the course, as far as they exist.</param>
    /// <param name="group">That of the course; null for a whole class.</param>
    /// <returns>Null where class or group are not there.</returns>
    public static CourseRoster? Of(CourseCard course, IReadOnlyCollection<ClassRoster> classes, StudyGroupCard? group)
    {
        if (classes.Count == 0 || (course.Group is not null && group is null)) return null;
        var level = course.Level > 0 ? course.Level : classes.Min(c => c.Level);
        return new CourseRoster(NameOf(classes, group), level, group is null ? classes.First().Pupils : Both(group.Pupils, [.. classes.SelectMany(c => c.Pupils)]));
    }

    public static string NameOf(IReadOnlyCollection<ClassRoster> classes, StudyGroupCard? group) => group is null
        ? classes.FirstOrDefault()?.Name ?? ""
        : classes.Count == 1 ? $"{classes.First().Name}, {char.ToLowerInvariant(group.Name[0])}{group.Name[1..]}" : group.Name;

    public Enrolment? On(PupilId pupil, DateOnly date) => Pupils.FirstOrDefault(p => p.Pupil == pupil && p.From <= date && !(date >= p.Left));

    /// <summary>Who is in a group sits in it only while in one of its classes: leaving the school or the class ends it without a word.</summary>
    internal static IReadOnlyList<Enrolment> Both(IReadOnlyList<Enrolment> members, IReadOnlyList<Enrolment> classes) =>
    [
        .. from member in members
           from enrolled in classes
           where enrolled.Pupil == member.Pupil && !(enrolled.Left <= member.From) && !(member.Left <= enrolled.From)
           select new Enrolment(
               member.Pupil, member.From > enrolled.From ? member.From : enrolled.From,
               member.Left is { } left && !(enrolled.Left < left) ? left : enrolled.Left,
               enrolled.Left is not null && !(member.Left < enrolled.Left) ? enrolled.Order : null),
    ];
}
