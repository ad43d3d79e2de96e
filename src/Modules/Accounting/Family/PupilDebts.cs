using ElJournal.Accounting.Closing;
using ElJournal.Accounting.Debts;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Accounting.Family;

/// <summary>Finds the debts of one pupil in the courses of his classes.</summary>
internal static class PupilDebts
{
    /// <param name="subjects">Names by key of the subject's stream.</param>
    public static async Task<IReadOnlyList<PupilDebt>> Of(
        IQuerySession session, PupilId pupil, IEnumerable<CourseCard> courses, IReadOnlyList<YearCalendar> years, IReadOnlyDictionary<string, string> subjects,
        CancellationToken cancel)
    {
        var keys = (from course in courses
                    where years.Any(y => y.Year == course.Year)
                    from page in SetPages
                    select (Course: course, Key: new DebtKey(course.Course, page, pupil))).ToList();
        var batch = session.CreateBatchQuery();
        var rulesTask = batch.Load<DebtRules>(Streams.DebtRules);
        var pagesTask = batch.LoadMany<TermPage>().ById([.. keys.Select(k => TermPages.Stream(k.Key.Course, k.Key.Term))]);
        var debtsTask = batch.LoadMany<AcademicDebt>().ById([.. keys.Select(k => k.Key.Stream)]);
        await batch.Execute(cancel);
        var (rules, pages) = (await rulesTask, (await pagesTask).ToDictionary(p => p.Id));
        var debts = (await debtsTask).ToDictionary(d => d.Id);
        var found = new List<PupilDebt>();
        foreach (var (course, key) in keys)
        {
            var to = years.First(y => y.Year == course.Year).To;
            var set = DebtRules.On(rules, to);
            var grade = set.Pages.Contains(key.Term.Value) ? pages.GetValueOrDefault(TermPages.Stream(key.Course, key.Term))?.GradeOf(pupil) : null;
            var debt = debts.GetValueOrDefault(key.Stream);
            if (debt is null && (grade is null || !set.Grades.Contains(grade))) continue;
            var owed = Owing.Of(key, course, null, grade, debt, set, to, null);
            if (owed.IsOpen) found.Add(new PupilDebt(
                subjects.GetValueOrDefault(Streams.Subject(course.Subject), ""), owed.Grade, owed.State == DebtState.Appointed ? owed.Retake!.Date : null, owed.Due,
                owed.State == DebtState.Council));
        }
        return [.. found.OrderBy(d => d.Retake ?? d.Due).ThenBy(d => d.Subject, StringComparer.CurrentCulture)];
    }

    private static readonly IReadOnlyList<TermId> SetPages = [YearPages.Annual, YearPages.Exam];
}
