using ElJournal.Accounting;
using ElJournal.Control;
using ElJournal.Setup;
using ElJournal.Setup.Register;

namespace ElJournal.Reporting.Tests.Judged;

/// <summary>
/// The reports reckoned once more, in the plainest way: the events of each lesson and page are gone through from the first to the last. Only the register
/// (who sits where, the timetable, the rules) is taken as the school has it. Slow, and easy to believe.
/// </summary>
internal sealed partial class PlainReports
{
    private readonly SchoolState school;
    private readonly YearCalendar year;
    private readonly JournalRules journal;
    private readonly GradingRules? grading;
    private readonly TermGradeRules? terms;
    private readonly LoadNorms? norms;
    private readonly TimeZoneInfo zone;
    private readonly DateTimeOffset now;
    private readonly List<ControlRulesSet> deadlines;
    private readonly Dictionary<CourseId, CourseCard> courses;
    private readonly Dictionary<LessonId, List<(object Data, DateTimeOffset At)>> lessons;
    private readonly Dictionary<(CourseId Course, TermId Term, PupilId Pupil), string?> pages = [];
    private readonly ILookup<CourseId, (LessonId Key, List<(object Data, DateTimeOffset At)> Value)> byCourse;
    private readonly HashSet<(StaffId, DateOnly)> signed;
    private readonly HashSet<LessonId> withoutHomework;
    private readonly List<PupilExempted> exempted;
    private readonly List<ControlWork> works = [];
    private ILookup<CourseId, (DateOnly Date, int Slot)>? places;

    public PlainReports(
        SchoolState school, JournalRules journal, GradingRules? grading, TermGradeRules? terms, LoadNorms? norms, IReadOnlyCollection<(string Stream, object Data, DateTimeOffset At)> log,
        DateTimeOffset now, string zone = "Europe/Moscow")
    {
        (this.school, this.journal, this.grading, this.terms, this.norms, this.now) = (school, journal, grading, terms, norms, now);
        (year, courses, this.zone) = (school.Year!, school.EverTaught.ToDictionary(c => c.Course), TimeZoneInfo.FindSystemTimeZoneById(zone));
        lessons = log.Where(e => e.Stream.StartsWith("lesson/", StringComparison.Ordinal)).GroupBy(e => e.Stream)
            .ToDictionary(s => LessonId.Parse(s.Key["lesson/".Length..]), s => s.Select(e => (e.Data, e.At)).ToList());
        byCourse = lessons.ToLookup(l => l.Key.Course, l => (l.Key, l.Value));
        deadlines = [.. log.Select(e => e.Data).OfType<ControlRulesSet>().GroupBy(r => r.From).Select(r => r.Last()).OrderBy(r => r.From)];
        foreach (var e in log.Select(e => e.Data))
        {
            if (e is TermGradeSet set) pages[(set.Course, set.Term, set.Pupil)] = set.Grade;
            if (e is TermGradeCorrected corrected) pages[(corrected.Course, corrected.Term, corrected.Pupil)] = corrected.Grade;
            if (e is TermGradeBrought brought) pages[(brought.Course, brought.Term, brought.Pupil)] = brought.Grade;
            if (e is TermGradeRetaken retaken) pages[(retaken.Course, retaken.Term, retaken.Pupil)] = retaken.Grade;
        }
        foreach (var e in log.Select(e => e.Data))
        {
            if (e is ControlWorkPlanned planned) works.Add(new ControlWork(planned.Work, planned.Course, planned.Date, planned.Slot, planned.Lessons));
            if (e is ControlWorkMoved moved) works[works.FindIndex(w => w.Id == moved.Work)] = works.First(w => w.Id == moved.Work) with { Date = moved.Date, Slot = moved.Slot, Lessons = moved.Lessons };
            if (e is ControlWorkCancelled cancelled) works.RemoveAll(w => w.Id == cancelled.Work);
        }
        var days = log.Select(e => e.Data).OfType<DayCompleted>().ToList();
        signed = [.. days.Select(d => (d.Staff, d.Date))];
        withoutHomework = [.. days.SelectMany(d => d.Lessons).GroupBy(l => l.Lesson).Where(l => l.Last().Missing.Contains(Lacks.Homework)).Select(l => l.Key)];
        exempted = [.. log.Select(e => e.Data).OfType<PupilExempted>().GroupBy(e => (e.Course, e.Pupil, e.From)).Select(e => e.Last())];
    }

    private DateOnly Today => DateOf(now);

    /// <summary>R1 by class and subject: «в классе N 5 4 3 2 н/а осв. без | регл. успев. кач. СОУ средний».</summary>
    public SortedDictionary<string, string> Results(TermId? asked) =>
        new(Cells(asked).ToDictionary(c => $"{c.Class.Id} {c.Subject}", c => Figures(c.Grades)), StringComparer.Ordinal);

    /// <summary>Анализ: every period that has begun and the year, by school, level, class or subject: «N успев. кач. СОУ средний».</summary>
    public IEnumerable<string> Analysis(Func<ClassRoster, SubjectId, string> keyOf)
    {
        var begun = school.Classes.Select(c => c.Level).Distinct().SelectMany(year.TermsOf).DistinctBy(t => t.Id).Where(t => t.From <= Today).Select(t => t.Id).Append(YearPages.Annual);
        return
            from term in begun
            from found in Cells(term).GroupBy(c => keyOf(c.Class, c.Subject))
            let figures = Figures([.. found.SelectMany(c => c.Grades)]).Split(' ')
            where figures[1] != "0"
            select $"{found.Key} {term}: {figures[1]} {string.Join(' ', figures[^4..])}";
    }

    /// <summary>For each class and subject the grade of every pupil of it, or none.</summary>
    private IEnumerable<(ClassRoster Class, SubjectId Subject, List<(string? Grade, CourseCard? Course, DateOnly End)> Grades)> Cells(TermId? asked)
    {
        foreach (var schoolClass in school.Classes)
        {
            var term = asked is null ? year.TermToShow(Today, schoolClass.Level) : year.TermsOf(schoolClass.Level).FirstOrDefault(t => t.Id == asked);
            var annual = asked is { } page && YearPages.All.Contains(page);
            if (term is null && !annual) continue;
            var (id, end) = annual ? (asked!.Value, year.To) : (term!.Id, term.To);
            var last = end < Today ? end : Today;
            var members = schoolClass.Pupils.Where(p => p.From <= last && (p.Left is null || p.Left > last)).Select(p => p.Pupil).ToHashSet();
            var own = courses.Values.Where(c => c.Layer == Layers.Core && c.Classes.Any(k => k.Value == schoolClass.Id) && (annual || IsGraded(c, term!)));
            foreach (var subject in own.GroupBy(c => c.Subject))
            {
                var grades = members.Select(p => Ordered(subject, p, last).Select(c => pages.GetValueOrDefault((c.Course, id, p)) is { } g ? (Grade: g, Course: c) : default).FirstOrDefault(g => g.Grade is not null)).ToList();
                if (annual && grades.TrueForAll(g => g.Grade is null)) continue;
                yield return (schoolClass, subject.Key, [.. grades.Select(g => (g.Grade, g.Course, end))]);
            }
        }
    }

    private string Figures(List<(string? Grade, CourseCard? Course, DateOnly End)> grades)
    {
        var counts = new Dictionary<string, int>();
        var values = new List<int>();
        foreach (var (grade, course, end) in grades)
        {
            var kind = grade is null ? "без" : grade == terms?.On(end)?.NotAttested.Symbol ? "н/а" : grade == terms?.On(end)?.Exempt ? "осв" : RankOf(course!, grade, end) is { } rank ? rank <= 2 ? "2" : $"{rank}" : "без";
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
            if (grade is not null && ValueOf(course!, grade, end) is { } value) values.Add(value);
        }
        int Of(string kind) => counts.GetValueOrDefault(kind);
        var n = Of("5") + Of("4") + Of("3") + Of("2") + Of("н/а");
        var passed = Of("5") + Of("4") + Of("3");
        return $"{grades.Count} {n} {Of("5")} {Of("4")} {Of("3")} {Of("2")} {Of("н/а")} {Of("осв")} {Of("без")} | {Percent(passed, grades.Count)} {Percent(passed, n)} {Percent(Of("5") + Of("4"), n)} "
            + $"{(n == 0 ? "-" : Whole((100m * ((100 * Of("5")) + (64 * Of("4")) + (36 * Of("3")) + (16 * Of("2")) + (7 * Of("н/а")))) / n))} {(values.Count == 0 ? "-" : Whole((decimal)values.Sum() / values.Count))}";
    }

    /// <summary>R3: lesson, pupil, whether excused and made good, topic.</summary>
    public IEnumerable<string> Missed(DateOnly from, DateOnly to) =>
        from lesson in lessons
        where lesson.Key.Date >= @from && lesson.Key.Date <= to && courses.ContainsKey(lesson.Key.Course)
        from mark in Attendance(lesson.Value)
        let code = journal.On(lesson.Key.Date)!.Attendance.FirstOrDefault(a => a.Letter == mark.Value.Code)
        where code?.Missed == true
        select $"{lesson.Key} {mark.Key} {(code.Excused || mark.Value.Document ? "excused" : "not")} {(Standing(lesson.Value, mark.Key, 0) is { } grade ? "good " + grade : "lost")} «{Topic(lesson.Value)}»";

    /// <summary>R4: lesson, pupil, grade, what became of it.</summary>
    public IEnumerable<string> Failures(DateOnly from, DateOnly to)
    {
        foreach (var (lesson, events) in lessons.Where(l => l.Key.Date >= from && l.Key.Date <= to))
        {
            if (!courses.TryGetValue(lesson.Course, out var course) || course.Layer != Layers.Core) continue;
            var free = TimeSpan.FromMinutes(journal.On(lesson.Date)!.FreeMinutes);
            foreach (var place in events.Select(e => e.Data switch { GradeRecorded g => (g.Pupil, g.Place), GradeCorrected g => (g.Pupil, g.Place), _ => default }).Where(p => p.Pupil.Value is not null).Distinct())
            {
                var history = new List<(string? Grade, DateTimeOffset At)>();
                foreach (var (data, at) in events)
                {
                    if (data is GradeRecorded recorded && (recorded.Pupil, recorded.Place) == place) history.Add((recorded.Grade, at));
                    if (data is GradeCorrected corrected && (corrected.Pupil, corrected.Place) == place) history.Add((corrected.Grade, at));
                }
                // Of what has one time the last word holds.
                var versions = history.GroupBy(h => h.At).Select(h => h.Last()).ToList();
                versions = [.. versions.Where((v, i) => i == 0 || v.Grade != versions[i - 1].Grade)];
                foreach (var (i, version) in versions.Index())
                {
                    if (version.Grade is not { } grade || RankOf(course, grade, lesson.Date) is not <= 2) continue;
                    var next = i + 1 < versions.Count ? versions[i + 1] : ((string?, DateTimeOffset)?)null;
                    if (next is { } end && end.Item2 - version.At <= free) continue;
                    var other = events.Select(e => e.Data).Select(e => e switch { GradeRecorded g => (g.Pupil, g.Place), GradeCorrected g => (g.Pupil, g.Place), _ => default })
                        .Where(p => p.Pupil == place.Pupil && p.Place > place.Place).Select(p => p.Place).Distinct().OrderDescending().Select(p => Standing(events, place.Pupil, p)).FirstOrDefault(g => g is not null);
                    yield return $"{lesson} {place.Pupil} {grade} " + (next is null ? other is not null && RankOf(course, other, lesson.Date) > 2 ? "Retaken" : "Stands" : Standing(events, place.Pupil, place.Place) is null ? "Withdrawn" : "Corrected");
                }
            }
        }
    }

    /// <summary>R5 by teacher: «к заполнению, заполнено, поздно, медиана мин, без посещ., без ДЗ, дней без подписи».</summary>
    public SortedDictionary<string, string> Keeping(DateOnly from, DateOnly to)
    {
        places ??= LessonPlaces.Of(school, year);
        var kept = new List<(StaffId? Teacher, LessonId Id, bool Filled, TimeSpan? Late, bool NoAttendance, bool NoHomework)>();
        foreach (var course in courses.Values)
        {
            var all = places[course.Course].Select(p => new LessonId(course.Course, p.Date, p.Slot)).Union(byCourse[course.Course].Where(l => Stands(l.Value)).Select(l => l.Key));
            foreach (var lesson in all.Where(l => l.Date >= from && l.Date <= to && l.Date <= Today))
            {
                var events = lessons.GetValueOrDefault(lesson) ?? [];
                var shift = events.Aggregate((LessonShift?)null, (s, e) => LessonShift.Next(s, e.Data));
                if (shift?.IsOff == true || events.Select(e => e.Data).LastOrDefault(e => e is LessonNotHeld or LessonHeldAfterAll) is LessonNotHeld) continue;
                var rule = deadlines.LastOrDefault(d => d.From <= lesson.Date)?.Entries.First(e => e.Entry == TimedEntries.Topic);
                var until = rule?.Time is { } time ? Local(lesson.Date.AddDays(rule.Days), TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)) : Local(lesson.Date.AddDays((rule?.Days ?? 0) + 1), TimeOnly.MinValue);
                var at = events.Where(e => e.Data is TopicRecorded).Select(e => (DateTimeOffset?)e.At).FirstOrDefault();
                if (at is null && now < until) continue;
                var level = course.Level > 0 ? course.Level : school.Classes.First(c => c.Id == course.Classes[0].Value).Level;
                kept.Add((shift?.Teacher ?? course.TeacherOn(lesson.Date)?.Teacher, lesson, at is not null, at > until ? at - until : null, !Looked(events), course.Layer == Layers.Core
                    && norms?.On(lesson.Date)?.Levels.FirstOrDefault(n => n.Level == level)?.Homework != 0 && !HasHomework(events) && !withoutHomework.Contains(lesson)));
            }
        }
        return new(kept.Where(k => k.Teacher is not null).GroupBy(k => k.Teacher!.Value).ToDictionary(g => g.Key.Value, g =>
        {
            var late = g.Select(k => k.Late).OfType<TimeSpan>().Order().ToList();
            return $"{g.Count()} {g.Count(k => k.Filled)} {late.Count} {(late.Count == 0 ? "-" : $"{(int)late[(late.Count - 1) / 2].TotalMinutes}")} {g.Count(k => k.NoAttendance)} {g.Count(k => k.NoHomework)} "
                + $"{g.Select(k => k.Id.Date).Distinct().Count(d => !signed.Contains((g.Key, d)))}";
        }), StringComparer.Ordinal);
    }

    /// <summary>Whom R5 counts below the minimum of grades: course, pupil, «отметок из нужных».</summary>
    public IEnumerable<string> Few(DateOnly to)
    {
        places ??= LessonPlaces.Of(school, year);
        foreach (var course in courses.Values)
        {
            var level = course.Level > 0 ? course.Level : school.Classes.First(c => c.Id == course.Classes[0].Value).Level;
            if (year.TermToShow(to, level) is not { } term || !IsGraded(course, term) || terms?.On(term.To)?.MinimumOf(term.Kind, course.Hours)?.Grades is not { } minimum) continue;
            var last = to < term.To ? to : term.To;
            var given = places[course.Course].Select(p => new LessonId(course.Course, p.Date, p.Slot)).Union(byCourse[course.Course].Where(l => Stands(l.Value)).Select(l => l.Key))
                .Where(l => l.Date >= term.From && l.Date <= term.To && IsGiven(l)).ToList();
            var groups = school.EverFormed.ToDictionary(g => g.Group);
            var roster = CourseRoster.Of(course, [.. school.Classes.Where(c => course.Classes.Any(k => k.Value == c.Id))], course.Group is { } g ? groups[g] : null);
            foreach (var pupil in roster?.Pupils.Where(p => p.From <= last && (p.Left is null || p.Left > last)).Select(p => p.Pupil).Distinct() ?? [])
            {
                if (exempted.Any(e => e.Course == course.Course && e.Pupil == pupil && e.From <= last && (e.To is null || e.To >= last))) continue;
                if (!IsIndividual(course) && courses.Values.Any(c => IsIndividual(c) && c.Subject == course.Subject && groups[c.Group!.Value].Pupils.Any(p => p.Pupil == pupil && p.From <= last && (p.Left is null || p.Left > last)))) continue;
                var came = roster!.Pupils.Where(p => p.Pupil == pupil && p.From <= last && (p.Left is null || p.Left > last)).Min(p => p.From);
                var needed = given.Count == 0 ? 0 : minimum * given.Count(l => l.Date <= last && l.Date >= came) / given.Count;
                var count = byCourse[course.Course].Where(l => l.Key.Date >= term.From && l.Key.Date <= last).Sum(l => Enumerable.Range(0, 6).Count(place => Standing(l.Value, pupil, place) is not null));
                if (count < needed) yield return $"{course.Course} {pupil} {count} of {needed}";
            }
        }
    }

    private bool IsGiven(LessonId lesson)
    {
        var events = lessons.GetValueOrDefault(lesson) ?? [];
        return events.Aggregate((LessonShift?)null, (s, e) => LessonShift.Next(s, e.Data))?.IsOff != true
            && events.Select(e => e.Data).LastOrDefault(e => e is LessonNotHeld or LessonHeldAfterAll) is not LessonNotHeld;
    }

    private bool IsGraded(CourseCard course, Term term) => course.Layer == Layers.Core
        && terms?.On(term.To)?.GradedTerms(year, course.Level, course.Hours).All(t => t.Id != term.Id) != true
        && GradingRules.Entry(journal.On(term.To), grading, course.Subject, course.Level, term.To)?.Grades.Count > 0;

    /// <summary>A page where the pupil sits goes before one where he sat, one of a plan of his own before that of the class.</summary>
    private List<CourseCard> Ordered(IEnumerable<CourseCard> subject, PupilId pupil, DateOnly last) =>
        [.. subject.OrderByDescending(c => Sits(c, pupil, last)).ThenByDescending(IsIndividual).ThenBy(c => c.Course.Value, StringComparer.Ordinal)];

    private bool Sits(CourseCard course, PupilId pupil, DateOnly day) => RosterOf(course)?.Pupils.Any(p => p.Pupil == pupil && p.From <= day && (p.Left is null || p.Left > day)) == true;

    private bool IsIndividual(CourseCard course) => school.EverFormed.FirstOrDefault(g => g.Group == course.Group)?.Kind == GroupKinds.Individual;

    private int? ValueOf(CourseCard course, string grade, DateOnly day) =>
        (grading?.Of(course.Subject, course.Level, day)?.Symbols ?? journal.On(day)!.Grades).FirstOrDefault(g => g.Symbol == grade)?.Hundredths;

    private int? RankOf(CourseCard course, string grade, DateOnly day) => terms?.On(day) is { Ranks.Count: > 0 } rules
        ? rules.Ranks.FirstOrDefault(r => r.Symbol == grade)?.Rank
        : ValueOf(course, grade, day) is { } value ? (int)Math.Round(value / 100m, MidpointRounding.AwayFromZero) : null;

    private static Dictionary<PupilId, (string Code, bool Document)> Attendance(List<(object Data, DateTimeOffset At)> events)
    {
        var marks = new Dictionary<PupilId, (string, bool)>();
        foreach (var (data, _) in events)
        {
            if (data is AttendanceMarked mark) marks[mark.Pupil] = (mark.Code, false);
            if (data is AttendanceCorrected { Code: { } code } corrected) marks[corrected.Pupil] = (code, false);
            if (data is AttendanceCorrected { Code: null } none) marks.Remove(none.Pupil);
            if (data is AbsenceExplained explained) marks[explained.Pupil] = (explained.Code, true);
            if (data is AbsenceExplanationWithdrawn withdrawn) marks[withdrawn.Pupil] = (withdrawn.Code, false);
        }
        return marks;
    }

    private static string? Standing(List<(object Data, DateTimeOffset At)> events, PupilId pupil, int place)
    {
        string? grade = null;
        foreach (var (data, _) in events)
        {
            if (data is GradeRecorded g && g.Pupil == pupil && g.Place == place) grade = g.Grade;
            if (data is GradeCorrected c && c.Pupil == pupil && c.Place == place) grade = c.Grade;
        }
        return grade;
    }

    private static string Topic(List<(object Data, DateTimeOffset At)> events)
    {
        var topic = "";
        foreach (var (data, _) in events)
        {
            if (data is TopicRecorded recorded) topic = recorded.Topic;
            if (data is TopicCorrected corrected) topic = corrected.Topic;
        }
        return topic;
    }

    private static bool Looked(List<(object Data, DateTimeOffset At)> events) => events.Any(e => e.Data is AttendanceChecked) || Attendance(events).Count > 0;

    private static bool HasHomework(List<(object Data, DateTimeOffset At)> events)
    {
        var (common, own) = (false, new HashSet<PupilId>());
        foreach (var (data, _) in events)
        {
            if (data is HomeworkSet set) common = set.Text.Length > 0;
            if (data is HomeworkCorrected corrected) common = corrected.Text.Length > 0;
            if (data is PupilHomeworkSet one) own.Add(one.Pupil);
            if (data is PupilHomeworkCorrected { Text: null } gone) own.Remove(gone.Pupil);
            if (data is PupilHomeworkCorrected { Text: not null } again) own.Add(again.Pupil);
        }
        return common || own.Count > 0;
    }

    private static bool Stands(List<(object Data, DateTimeOffset At)> events) => events.Any(e => e.Data is ExtraLessonOpened or TopicRecorded) || Looked(events) || HasHomework(events)
        || events.Aggregate((LessonShift?)null, (s, e) => LessonShift.Next(s, e.Data))?.From is not null;

    private DateOnly DateOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    private DateTimeOffset Local(DateOnly day, TimeOnly time) => new DateTimeOffset(day.ToDateTime(time), zone.GetUtcOffset(day.ToDateTime(time))).ToUniversalTime();

    private static string Percent(int part, int whole) => whole == 0 ? "-" : Whole(10_000m * part / whole);

    private static string Whole(decimal value) => Math.Round(value, MidpointRounding.AwayFromZero).ToString("0", System.Globalization.CultureInfo.InvariantCulture);
}
