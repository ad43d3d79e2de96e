using ElJournal.Setup.Register;
using ElJournal.Store;

namespace ElJournal.Setup.Imports;

/// <summary>
/// By which events a load is taken back, stream by stream: what it began is annulled, what it changed is as it was. The last change is taken
/// back first.
/// </summary>
internal static class Annulment
{
    public static IEnumerable<object> Of(StreamHistory history) => history.Before.Count == 0 || history.Before[^1] is EntryAnnulled or ClassAnnulled
        ? Begun(history)
        : history.Loaded.Reverse().SelectMany(e => Changed(e, history));

    private static IEnumerable<object> Begun(StreamHistory history)
    {
        switch (history.Loaded[0])
        {
            case PupilEnrolled enrolled:
                var placed = history.Loaded.OfType<PupilPlaced>().Last();
                return [new EnrolmentAnnulled(enrolled.Pupil, placed.Class)];
            case ClassFormed formed:
                return [new ClassAnnulled(formed.Class)];
            default:
                return [new EntryAnnulled(history.Stream)];
        }
    }

    private static IEnumerable<object> Changed(object e, StreamHistory history)
    {
        switch (e)
        {
            case PupilCardChanged changed:
                var card = history.Before.Select(b => b switch { PupilEnrolled enrolled => enrolled.Card, PupilCardChanged earlier => earlier.Card, _ => null }).Last(c => c is not null)!;
                yield return new PupilCardChanged(changed.Pupil, card);
                break;
            case PupilPlaced placed:
                var pupil = Folded<PupilCard>(history);
                yield return new PlacingAnnulled(placed.Pupil, placed.Class, pupil.Class, pupil.From, pupil.Departed);
                break;
            case PupilDeparted departed:
                yield return new DepartureAnnulled(departed.Pupil, departed.Class);
                break;
            case GuardianLinked linked:
                yield return new GuardianLinkAnnulled(linked.Guardian, linked.Pupil, linked.From);
                break;
            case ClassTeacherAppointed appointed:
                // The list of the class counts only what its own stream says of teachers.
                var leads = history.Before.Aggregate<object, ClassRoster?>(null, (roster, b) => Fold.Of(typeof(ClassRosterProjection), roster, b))!.Leads;
                yield return new ClassTeacherAnnulled(appointed.Class, [.. leads.Select(DutyOf)]);
                break;
            case TeacherAssigned assigned:
                yield return new TeacherAnnulled(assigned.Course, [.. Folded<CourseCard>(history).Teachers.Select(DutyOf)]);
                break;
            case CourseHoursSet set:
                yield return new CourseHoursSet(set.Course, Folded<CourseCard>(history).Hours, set.From);
                break;
            case CurriculumSet set:
                yield return Folded<Curriculum>(history).Versions.FirstOrDefault(v => v.Level == set.Level && v.Profile == set.Profile && v.From == set.From) is { } earlier
                    ? earlier : new CurriculumAnnulled(set.Year, set.Level, set.Profile, set.From);
                break;
            case PupilJoinedGroup or PupilLeftGroup:
                // One word takes back all that the load did to the list.
                if (!ReferenceEquals(e, history.Loaded.First(l => l is PupilJoinedGroup or PupilLeftGroup))) break;
                var group = Folded<StudyGroupCard>(history);
                yield return new GroupMembersAnnulled(group.Group, [.. group.Pupils.Select(p => new Membership(p.Pupil, p.From, p.Left))]);
                break;
            case PlanImported imported:
                var plan = Folded<CoursePlan>(history);
                yield return new PlanImported(imported.Course, imported.Version + 1, plan.Items);
                break;
            case TimetableSet set:
                yield return Folded<UnitTimetable>(history).Versions.FirstOrDefault(v => v.From == set.From) is { } former ? former : new TimetableAnnulled(set.Unit, set.From);
                break;
        }
    }

    /// <summary>The register's record as it was before the load.</summary>
    private static T Folded<T>(StreamHistory history) where T : class => history.Before.Aggregate<object, T?>(null, (state, e) => Fold.Of(typeof(T), state, e))!;

    private static Duty DutyOf(Assignment assignment) => new(assignment.Teacher, assignment.From, assignment.To, assignment.Second);
}
