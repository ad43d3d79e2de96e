using System.Runtime.InteropServices;
using ElJournal.Setup;
using ElJournal.Setup.Register;

namespace ElJournal.Control.Tiles;

/// <summary>
/// Накопляемость отметок (D-14.3, Z-10.3): of every pupil in every graded course, whether there are as many grades as the school's minimum for the
/// weekly hours asks for. In a term that still runs, or for who came during it, the minimum is reckoned by the share of the term's lessons that
/// have been given since, rounded down. Who is exempt, or learns the subject by a plan of his own, is not counted in the class.
/// </summary>
internal static class AccumulationCheck
{
    public static IEnumerable<Finding> Of(Picture picture, CheckArea area)
    {
        var day = picture.Day < area.To ? picture.Day : area.To;
        var individual = picture.Courses.Where(c => c.IsIndividual).SelectMany(c => c.Group!.Pupils.Select(p => (p.Pupil, c.Card.Subject, Enrolment: p))).ToLookup(p => p.Pupil);
        foreach (var course in area.Courses(picture))
        {
            if (!course.IsCore || course.Roster is not { } roster || picture.Year.TermToShow(day, course.Level) is not { } term || !IsGraded(picture, course, term)) continue;
            if (picture.Rules.Terms?.On(term.To)?.MinimumOf(term.Kind, course.Card.Hours)?.Grades is not { } minimum) continue;
            var last = day < term.To ? day : term.To;
            var teacher = course.Card.TeacherOn(last)?.Teacher;
            if (!area.Concerns(teacher)) continue;
            var lessons = course.Lessons.Where(l => l.Date >= term.From && l.Date <= term.To && l.IsGiven).ToList();
            var counts = Counts(lessons, last);
            foreach (var pupil in roster.Pupils.Where(p => p.From <= last && !(p.Left <= last)).GroupBy(p => p.Pupil))
            {
                var excused = course.Exemptions.Any(e => e.Pupil == pupil.Key && e.From <= last && !(last > e.To))
                    || (!course.IsIndividual && individual[pupil.Key].Any(i => i.Subject == course.Card.Subject && i.Enrolment.From <= last && !(i.Enrolment.Left <= last)));
                var from = pupil.Min(p => p.From);
                var given = lessons.Count(l => l.Date <= last && l.Date >= from);
                var needed = lessons.Count == 0 ? 0 : minimum * given / lessons.Count;
                var count = counts.GetValueOrDefault(pupil.Key);
                yield return new Finding(course, null, last, teacher, excused ? Verdict.Excused : count >= needed ? Verdict.Good : Verdict.Missing)
                { Pupil = pupil.Key, Amount = count, Of = needed };
            }
        }
    }

    /// <summary>How many grades each pupil has up to a day.</summary>
    private static Dictionary<PupilId, int> Counts(List<LessonView> lessons, DateOnly last)
    {
        var counts = new Dictionary<PupilId, int>();
        foreach (var lesson in lessons)
        {
            if (lesson.Date > last) break;
            foreach (var grade in lesson.Grades) CollectionsMarshal.GetValueRefOrAddDefault(counts, grade.Pupil, out _)++;
        }
        return counts;
    }

    private static bool IsGraded(Picture picture, CourseView course, Term term)
    {
        var rules = picture.Rules.Terms?.On(term.To);
        if (rules is null || rules.GradedTerms(picture.Year, course.Level, course.Card.Hours).All(t => t.Id != term.Id)) return false;
        return GradingRules.Entry(picture.Rules.Journal?.On(term.To), picture.Rules.Grading, course.Card.Subject, course.Level, term.To)?.Grades.Count > 0;
    }
}
