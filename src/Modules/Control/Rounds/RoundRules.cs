using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Control.Rounds;

/// <summary>What holds for every step of a round.</summary>
internal static class RoundRules
{
    public const int LongestResult = 4000;

    /// <summary>More than any school has.</summary>
    public const int MostCourses = 3000;

    public static IEnumerable<Need> On(IEnumerable<CourseId> courses) => courses.Select(course => new Need(Permission.ManageControl, Streams.Course(course)));

    /// <summary>The round is another one than the sender has seen, or none: its right was asked for something else.</summary>
    public static Outcome? ForbidUnknown(Round? round, IEnumerable<CourseId> courses) =>
        round is null || !round.Scope.Courses.SequenceEqual(courses) ? Outcome.Refused(Refusals.RoundIsUnknown) : null;
}
