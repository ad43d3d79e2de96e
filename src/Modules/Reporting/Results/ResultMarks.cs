using ElJournal.Reporting.Reading;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using Marten;

namespace ElJournal.Reporting.Results;

/// <summary>Итог обучающегося по предмету за период: one for each pupil who is in the class on the period's last day, and each subject that the class has.</summary>
/// <param name="Course">The page on which the grade stands, or on which it is to stand; null: the pupil does not learn the subject.</param>
/// <param name="Grade">Null: none stands.</param>
/// <param name="Rank">What it counts for; null: for nothing.</param>
/// <param name="Hundredths">Its value for the average.</param>
public sealed record ResultMark(
    ClassRoster Class, SubjectId Subject, ReportCourse? Course, TermId Term, PupilId Pupil, StaffId? Teacher, string? Grade, int? Rank, int? Hundredths,
    bool NotAttested, bool Exempt);

/// <summary>Results of a period: a pure function of the register and of the grades that stand.</summary>
public static class ResultMarks
{
    /// <summary>Reads the grades and puts them to the pupils.</summary>
    public static async Task<IReadOnlyList<ResultMark>> Of(IQuerySession session, ReportArea area, CancellationToken cancel)
    {
        var courses = area.Courses.Where(c => c.IsCore).ToList();
        var terms = area.School.State.Classes.Select(c => area.PeriodOf(c.Level)?.Id).OfType<TermId>().Distinct().ToList();
        return Of(area, courses, await ReportFacts.TermGrades(session, terms, courses.Select(c => c.Id), cancel));
    }

    public static IReadOnlyList<ResultMark> Of(ReportArea area, IReadOnlyList<ReportCourse> courses, IReadOnlyList<TermGradeRow> rows)
    {
        var grades = rows.ToDictionary(r => (r.Course, r.Term, r.Pupil), r => r.Grade);
        // A school has a dozen grades of a few systems, and tens of thousands of marks: what each counts for is looked up once.
        var worth = new Dictionary<(CourseId, string), (int? Rank, int? Hundredths)>();
        var byClass = courses.SelectMany(c => c.Card.Classes.Select(k => (Class: k, Course: c))).ToLookup(p => p.Class, p => p.Course);
        var found = new List<ResultMark>();
        foreach (var schoolClass in area.School.State.Classes)
        {
            if ((area.Query.Class is { } asked && asked != schoolClass.Id) || (area.Query.Level is { } level && level != schoolClass.Level)) continue;
            if (area.PeriodOf(schoolClass.Level) is not { } period) continue;
            var last = area.Today < period.To ? area.Today : period.To;
            var members = schoolClass.Pupils.Where(p => p.From <= last && !(p.Left <= last)).Select(p => p.Pupil).Distinct()
                .Where(p => area.Query.Pupil is not { } one || p.Value == one).ToList();
            foreach (var subject in byClass[new ClassId(schoolClass.Id)].Where(c => period.Term is not { } term || area.School.Rules.IsGraded(area.School.Year, c, term)).GroupBy(c => c.Card.Subject))
            {
                // Who learns a subject by a plan of one's own has the grade there.
                var pages = subject.OrderByDescending(c => c.IsIndividual).ThenBy(c => c.Id.Value, StringComparer.Ordinal).ToList();
                var marks = members.Select(p => Mark(area, schoolClass, subject.Key, pages, period.Id, period.To, last, p, grades, worth)).ToList();
                // A page of the year that has no grade at all is none of the class: nobody has an exam in every subject.
                if (period.Term is null && marks.TrueForAll(m => m.Grade is null)) continue;
                found.AddRange(marks.Where(m => area.Query.Teacher is not { } teacher || m.Teacher?.Value == teacher));
            }
        }
        return found;
    }

    private static ResultMark Mark(
        ReportArea area, ClassRoster schoolClass, SubjectId subject, List<ReportCourse> pages, TermId term, DateOnly to, DateOnly last, PupilId pupil,
        Dictionary<(CourseId, TermId, PupilId), string> grades, Dictionary<(CourseId, string), (int? Rank, int? Hundredths)> worth)
    {
        // Who went from one group to another may have a grade on either page: that of the group one sits in goes before the former's.
        bool HasGrade(ReportCourse c) => grades.ContainsKey((c.Id, term, pupil));
        var page = pages.Find(c => HasGrade(c) && c.Sits(pupil, last)) ?? pages.Find(HasGrade) ?? pages.Find(c => c.Sits(pupil, last));
        var grade = page is null ? null : grades.GetValueOrDefault((page.Id, term, pupil));
        var rules = area.School.Rules;
        (int? Rank, int? Hundredths) counts = default;
        if (grade is not null && !worth.TryGetValue((page!.Id, grade), out counts))
            worth[(page.Id, grade)] = counts = (rules.RankOf(page, grade, to), rules.HundredthsOf(page, grade, to));
        return new ResultMark(
            schoolClass, subject, page, term, pupil, page?.TeacherOn(last), grade, counts.Rank, counts.Hundredths, rules.IsNotAttested(grade, to), rules.IsExempt(grade, to));
    }
}
