using ElJournal.Accounting;
using ElJournal.Accounting.Closing;
using ElJournal.Setup;

namespace ElJournal.Sample.Living;

/// <summary>Закрытие страниц: the deputies close each page some days after its term, and name what is missing on it.</summary>
internal sealed class Closings(World world)
{
    /// <summary>So many days after the term, when everybody's own time to enter is over.</summary>
    private const int Days = 11;

    public void Expect()
    {
        var minutes = new Dictionary<DateOnly, double>();
        foreach (var course in world.Courses)
        {
            var terms = world.Year.TermsOf(course.Level);
            foreach (var term in terms) Put(course, term.To.AddDays(Days + (course.Level % 3)), () => Close(course, term));
            if (course.Graded) Put(course, terms[^1].To.AddDays(Days + 5), () => CloseYear(course));
        }

        // One page after another through the working day.
        void Put(CourseLife course, DateOnly day, Action act)
        {
            while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || IsPublicHoliday(world.Year.Made(day))) day = day.AddDays(1);
            var minute = minutes.GetValueOrDefault(day, 545) + 0.6 + (course.Dice.For("close").Share() * 0.8);
            minutes[day] = minute;
            world.Agenda.Put(World.At(day, minute), act);
        }
    }

    private static bool IsPublicHoliday(DateOnly day) => (day.Month, day.Day) is (11, 3 or 4) or (1, < 12) or (2, 23) or (3, 9) or (5, 1 or 11) or (6, 12);

    private void Close(CourseLife course, Term term)
    {
        var lessons = course.LessonsOf(term.Id).Where(l => l.WasHeld).ToList();
        var rows = course.Graded ? Terms.Rows(course, term.To).ToList() : [];
        var few = rows.Count(m => Terms.Sum(course, m, term, term.To).Count < Customs.MinimumOf(term.Kind, course.Plan.Hours));
        var unsigned = lessons.Where(l => !world.CompletedDays.Contains((l.Giver!.Id, l.Id.Date))).Select(l => l.Id.Date).Distinct().Count();
        Record(course, term.Id, term.From, term.To,
            (PageGaps.Topics, lessons.Count(l => !l.HasTopic)), (PageGaps.FewGrades, few),
            (PageGaps.TermGrades, rows.Count(m => !course.TermGrades.ContainsKey((term.Id, m.Pupil)))), (PageGaps.UnsignedDays, unsigned));
    }

    private void CloseYear(CourseLife course) => Record(
        course, YearPages.Annual, world.Year.From, world.Year.To,
        (PageGaps.TermGrades, Terms.Rows(course, world.Year.To).Count(m => !course.TermGrades.ContainsKey((YearPages.Annual, m.Pupil)))));

    private void Record(CourseLife course, TermId term, DateOnly from, DateOnly to, params (string Kind, int Count)[] gaps)
    {
        var deputy = world.DeputyOf(course.Level);
        world.Record.Add(
            world.Record.Cause(), world.Sessions.Of(deputy.Account, deputy.Role, world.Agenda.Now), TermPages.Stream(course.Plan.Id, term), typeof(TermPage),
            new PageClosed(course.Plan.Id, term, from, to, [.. gaps.Where(g => g.Count > 0).Select(g => new PageGap(g.Kind, g.Count))]));
        course.Closed.Add(term);
    }
}
