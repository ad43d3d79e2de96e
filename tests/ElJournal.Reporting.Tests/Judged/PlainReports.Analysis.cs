using ElJournal.Accounting;
using ElJournal.Control;
using ElJournal.Setup;
using ElJournal.Setup.Register;

namespace ElJournal.Reporting.Tests.Judged;

/// <summary>Control works (R2) and groups of risk, as plainly.</summary>
internal sealed partial class PlainReports
{
    private sealed record ControlWork(ControlWorkId Id, CourseId Course, DateOnly Date, int Slot, int Lessons);

    /// <summary>R2: course, day, number; «писали отсутствовали 5 4 3 2 | за период выше, та же, ниже».</summary>
    public IEnumerable<string> Works(DateOnly from, DateOnly to)
    {
        foreach (var work in works.Where(w => w.Date >= from && w.Date <= to && courses.ContainsKey(w.Course)))
        {
            var course = courses[work.Course];
            var own = Enumerable.Range(work.Slot, work.Lessons).Select(slot => new LessonId(work.Course, work.Date, slot)).Select(l => Shift(l)?.To ?? l).ToList();
            var last = new Dictionary<PupilId, string>();
            var absent = new HashSet<PupilId>();
            foreach (var events in own.Select(p => (Place: p, Events: lessons.GetValueOrDefault(p) ?? [])))
            {
                foreach (var pupil in events.Events.Select(e => e.Data).OfType<GradeRecorded>().Select(g => g.Pupil).Distinct())
                {
                    if (Enumerable.Range(0, 6).Select(place => Standing(events.Events, pupil, place)).LastOrDefault(g => g is not null) is { } grade) last[pupil] = grade;
                }
                absent.UnionWith(Attendance(events.Events).Where(m => journal.On(events.Place.Date)!.Attendance.First(a => a.Letter == m.Value.Code).Missed).Select(m => m.Key));
            }
            var level = LevelOf(course);
            var term = year.TermsOf(level).FirstOrDefault(t => t.From <= work.Date && work.Date <= t.To);
            var ranks = last.ToDictionary(l => l.Key, l => RankOf(course, l.Value, work.Date));
            var both = ranks.Where(r => r.Value is not null).Select(r => (Work: r.Value, Term: term is not null && pages.GetValueOrDefault((course.Course, term.Id, r.Key)) is { } grade && !IsSpecial(grade, term.To) ? RankOf(course, grade, term.To) : null))
                .Where(b => b.Term is not null).ToList();
            yield return $"{work.Course} {work.Date:O} {work.Slot}: {last.Count} {absent.Count(p => !last.ContainsKey(p))} {string.Join(' ', new[] { 5, 4, 3 }.Select(n => ranks.Count(r => r.Value == n)))} {ranks.Count(r => r.Value <= 2)} | "
                + $"{both.Count(b => b.Term > b.Work)} {both.Count(b => b.Term == b.Work)} {both.Count(b => b.Term < b.Work)}";
        }
    }

    /// <summary>Группы риска of a term: kind, pupil, subject.</summary>
    public IEnumerable<string> Risks(TermId? asked)
    {
        foreach (var schoolClass in school.Classes)
        {
            var term = asked is null ? year.TermToShow(Today, schoolClass.Level) : year.TermsOf(schoolClass.Level).FirstOrDefault(t => t.Id == asked);
            if (term is null) continue;
            var last = term.To < Today ? term.To : Today;
            foreach (var pupil in schoolClass.Pupils.Where(p => p.From <= last && (p.Left is null || p.Left > last)).Select(p => p.Pupil).Distinct())
            {
                var own = Subjects(schoolClass, term, last, pupil).ToList();
                foreach (var (subject, rank, none, threatened) in own)
                {
                    if (none || rank <= 2) yield return $"failing {pupil} {subject}";
                    if (threatened) yield return $"not_attested {pupil} {subject}";
                }
                if (own.Exists(o => o.None || o.Rank <= 2) || own.Count(o => o.Rank is not null) < 2) continue;
                var (threes, fours) = (own.Where(o => o.Rank == 3).ToList(), own.Where(o => o.Rank == 4).ToList());
                if (threes.Count == 1) yield return $"one_three {pupil} {threes[0].Subject}";
                if (threes.Count == 0 && fours.Count == 1) yield return $"one_four {pupil} {fours[0].Subject}";
            }
        }
    }

    private IEnumerable<(SubjectId Subject, int? Rank, bool None, bool Threatened)> Subjects(ClassRoster schoolClass, Term term, DateOnly last, PupilId pupil)
    {
        var rules = terms?.On(term.To);
        foreach (var subject in courses.Values.Where(c => c.Classes.Any(k => k.Value == schoolClass.Id) && IsGraded(c, term)).GroupBy(c => c.Subject))
        {
            var ordered = Ordered(subject, pupil, last);
            var graded = ordered.Find(c => pages.GetValueOrDefault((c.Course, term.Id, pupil)) is not null);
            if (graded is not null)
            {
                var grade = pages[(graded.Course, term.Id, pupil)]!;
                if (grade == rules?.Exempt) continue;
                yield return (subject.Key, IsSpecial(grade, term.To) ? null : RankOf(graded, grade, term.To), grade == rules?.NotAttested.Symbol, false);
            }
            else if (ordered.Find(c => Sits(c, pupil, last)) is { } sits)
                yield return (subject.Key, Proposed(sits, term, last, pupil), false, IsThreatened(sits, term, last, pupil));
        }
    }

    private int? Proposed(CourseCard course, Term term, DateOnly last, PupilId pupil)
    {
        var (sum, weights) = (0m, 0m);
        foreach (var (day, grade, type) in Current(course, term, last, pupil))
        {
            if (ValueOf(course, grade, day) is not { } value) continue;
            var weight = journal.On(day)!.WorkTypes.FirstOrDefault(w => w.Code == type)?.Weight ?? 100;
            (sum, weights) = (sum + (value * weight), weights + weight);
        }
        if (weights == 0 || grading?.Of(course.Subject, course.Level, last)?.Thresholds is not { Count: > 0 } thresholds) return null;
        var average = Math.Round(sum / weights, MidpointRounding.AwayFromZero);
        var symbol = thresholds.OrderByDescending(t => t.From).FirstOrDefault(t => average >= t.From)?.Symbol ?? thresholds.OrderBy(t => t.From).First().Symbol;
        return RankOf(course, symbol, last);
    }

    private bool IsThreatened(CourseCard course, Term term, DateOnly last, PupilId pupil)
    {
        if (terms?.On(term.To)?.NotAttested is not { } rule) return false;
        var all = (places ??= LessonPlaces.Of(school, year))[course.Course].Select(p => new LessonId(course.Course, p.Date, p.Slot)).Union(byCourse[course.Course].Where(l => Stands(l.Value)).Select(l => l.Key))
            .Where(l => l.Date >= term.From && l.Date <= term.To && IsGiven(l)).ToList();
        var came = RosterOf(course)!.Pupils.Where(p => p.Pupil == pupil).Min(p => p.From);
        var given = all.Count(l => l.Date <= last && l.Date >= came);
        var missed = byCourse[course.Course].Where(l => l.Key.Date >= term.From && l.Key.Date <= last)
            .Count(l => Attendance(l.Value).TryGetValue(pupil, out var mark) && journal.On(l.Key.Date)!.Attendance.First(a => a.Letter == mark.Code).Missed);
        var grades = Current(course, term, last, pupil).Count();
        var needed = all.Count == 0 ? 0 : (terms.On(term.To)!.MinimumOf(term.Kind, course.Hours)?.Grades ?? 0) * given / all.Count;
        if (rule.Percent == 0) return rule.OnlyBelowMinimum && grades == 0 && needed > 0;
        return given > 0 && 100m * missed / given >= rule.Percent && (!rule.OnlyBelowMinimum || grades < needed);
    }

    private IEnumerable<(DateOnly Day, string Grade, string? Type)> Current(CourseCard course, Term term, DateOnly last, PupilId pupil) =>
        from lesson in byCourse[course.Course]
        where lesson.Key.Date >= term.From && lesson.Key.Date <= last
        let type = lesson.Value.Select(e => e.Data).OfType<WorkTypeChosen>().LastOrDefault()?.WorkType
        from grade in Enumerable.Range(0, 6).Select(place => Standing(lesson.Value, pupil, place)).OfType<string>()
        select (lesson.Key.Date, grade, type);

    private LessonShift? Shift(LessonId lesson) => (lessons.GetValueOrDefault(lesson) ?? []).Aggregate((LessonShift?)null, (s, e) => LessonShift.Next(s, e.Data));

    private bool IsSpecial(string grade, DateOnly day) => terms?.On(day) is { } rules && (grade == rules.NotAttested.Symbol || grade == rules.Exempt);

    private CourseRoster? RosterOf(CourseCard course) => CourseRoster.Of(
        course, [.. school.Classes.Where(c => course.Classes.Any(k => k.Value == c.Id))], course.Group is { } g ? school.EverFormed.First(f => f.Group == g) : null);

    private int LevelOf(CourseCard course) => course.Level > 0 ? course.Level : school.Classes.First(c => c.Id == course.Classes[0].Value).Level;
}
