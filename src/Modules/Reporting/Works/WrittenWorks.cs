using ElJournal.Accounting;
using ElJournal.Reporting.Failures;
using ElJournal.Reporting.Reading;
using ElJournal.Reporting.Results;
using ElJournal.Setup;
using Marten;

namespace ElJournal.Reporting.Works;

/// <summary>Контрольная работа with its results.</summary>
/// <param name="Absent">Who missed it and has no grade for it.</param>
public sealed record WrittenWork(ScheduledWork Work, ReportCourse Course, IReadOnlyList<WorkMark> Marks, int Absent)
{
    public StaffId? Teacher => Course.TeacherOn(Work.Date);

    public Indicators Sum => Indicators.Of(Marks.Select(m => m.Mark));

    /// <summary>Отметка за период higher than that of the work, equal, lower; only where both count.</summary>
    public (int Higher, int Same, int Lower) Beside()
    {
        var both = Marks.Where(m => m.Mark.Rank is not null && m.TermRank is not null).ToList();
        return (both.Count(m => m.TermRank > m.Mark.Rank), both.Count(m => m.TermRank == m.Mark.Rank), both.Count(m => m.TermRank < m.Mark.Rank));
    }
}

/// <param name="TermRank">What the grade of the term in which the work was written counts for; null: for nothing, or there is none.</param>
public sealed record WorkMark(ResultMark Mark, int? TermRank);

/// <summary>R2 (Z-11, Z-13.2): the works of the schedule with what the journal says of them; of several grades a pupil's last counts.</summary>
public static class WrittenWorks
{
    public static async Task<IReadOnlyList<WrittenWork>> Of(IQuerySession session, ReportArea area, CancellationToken cancel)
    {
        var courses = area.Courses.ToDictionary(c => c.Id);
        var (from, to) = area.Days;
        var works = (await session.Query<ScheduledWork>().Where(w => w.Date >= from && w.Date <= to && !w.Cancelled).ToListAsync(cancel))
            .Where(w => courses.ContainsKey(w.Course) && (area.Query.Teacher is not { } t || courses[w.Course].TeacherOn(w.Date)?.Value == t)).ToList();
        var lessons = works.SelectMany(w => w.Places).ToList();
        var moved = await ReportFacts.MovedTo(session, lessons, cancel);
        var places = lessons.Select(l => moved.GetValueOrDefault(l, l)).ToList();
        var grades = (await ReportFacts.GradesOf(session, places, cancel)).ToLookup(g => g.Lesson);
        var missed = (await ReportFacts.AbsencesOf(session, places, cancel)).ToLookup(a => a.Lesson);
        var terms = works.Select(w => area.School.Year.TermOn(w.Date, courses[w.Course].Level)?.Id).OfType<TermId>().Distinct();
        var standing = (await ReportFacts.TermGrades(session, terms, courses.Keys, cancel)).ToDictionary(g => (g.Course, g.Term, g.Pupil), g => g.Grade);
        return [.. works.Select(w => Of(area, w, courses[w.Course], [.. w.Places.Select(l => moved.GetValueOrDefault(l, l))], grades, missed, standing))];
    }

    public static WrittenWork Of(
        ReportArea area, ScheduledWork work, ReportCourse course, IReadOnlyList<LessonId> places, ILookup<LessonId, (LessonId Lesson, PupilId Pupil, int Place, string Grade)> grades,
        ILookup<LessonId, (LessonId Lesson, PupilId Pupil, string Code)> missed, IReadOnlyDictionary<(CourseId, TermId, PupilId), string> standing)
    {
        var rules = area.School.Rules;
        var term = area.School.Year.TermOn(work.Date, course.Level);
        var last = new Dictionary<PupilId, string>();
        foreach (var place in places)
        {
            foreach (var grade in grades[place].OrderBy(g => g.Place)) last[grade.Pupil] = grade.Grade;
        }
        var marks = last.Where(m => FailureMarks.ClassOf(area.School, course, m.Key, work.Date) is not null).Select(m =>
        {
            var schoolClass = FailureMarks.ClassOf(area.School, course, m.Key, work.Date)!;
            var given = term is null ? null : standing.GetValueOrDefault((course.Id, term.Id, m.Key));
            return new WorkMark(
                new ResultMark(schoolClass, course.Card.Subject, course, term?.Id ?? YearPages.Annual, m.Key, course.TeacherOn(work.Date), m.Value,
                    rules.RankOf(course, m.Value, work.Date), rules.HundredthsOf(course, m.Value, work.Date), false, false),
                given is null ? null : rules.RankOf(course, given, term!.To));
        }).ToList();
        var absent = places.SelectMany(p => missed[p]).Where(a => rules.CodeOf(a.Code, a.Lesson.Date)?.Missed == true).Select(a => a.Pupil).Distinct().Count(p => !last.ContainsKey(p));
        return new WrittenWork(work, course, marks, absent);
    }
}
