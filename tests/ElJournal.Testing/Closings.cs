using ElJournal.Accounting;
using ElJournal.Accounting.Closing;
using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Testing;

/// <summary>Closing of pages in tests.</summary>
public static class Closings
{
    /// <summary>Closes a page as a deputy does who looks again until what is shown as missing is what is missing.</summary>
    public static async Task<Outcome> ClosePageAsItIs(this TestSchool school, CourseId course, TermId term)
    {
        var outcome = await school.Send(new ClosePage(Guid.NewGuid(), course, term, []), TestSchool.Deputy);
        for (var look = 0; look < 30 && outcome.Refusal?.Current is IReadOnlyList<PageGap> gaps; look++)
            outcome = await school.Send(new ClosePage(Guid.NewGuid(), course, term, gaps), TestSchool.Deputy);
        return outcome;
    }
}
