using ElJournal.Setup;

namespace ElJournal.Accounting.Terms;

/// <summary>Освобождённые от предмета of a course.</summary>
public sealed record CourseExemptions(string Id, IReadOnlyList<Exemption> All)
{
    public static CourseExemptions Create(PupilExempted e) => Apply(e, new CourseExemptions(TermStreams.Exemptions(e.Course), []));

    public static CourseExemptions Apply(PupilExempted e, CourseExemptions course) => course with
    {
        All = [.. course.All.Where(x => x.Pupil != e.Pupil || x.From != e.From), new Exemption(e.Pupil, e.From, e.To, e.Order)],
    };

    /// <summary>The one that reaches furthest into the days.</summary>
    public Exemption? Of(PupilId pupil, DateOnly from, DateOnly to) =>
        All.Where(x => x.Pupil == pupil && x.From <= to && !(x.To < from)).MaxBy(x => x.To ?? DateOnly.MaxValue);
}
