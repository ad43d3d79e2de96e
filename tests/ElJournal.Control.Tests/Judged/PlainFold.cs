using System.Globalization;
using ElJournal.Accounting;
using ElJournal.Setup;
using ElJournal.Setup.Register;
using ElJournal.Store;

namespace ElJournal.Control.Tests.Judged;

/// <summary>
/// The eight checks reckoned once more, in the plainest way and by nothing of the module: for each lesson of the timetable its events are gone through
/// from the first to the moment. Slow, and easy to believe.
/// </summary>
internal sealed class PlainFold
{
    private readonly ILookup<string, (object Data, DateTimeOffset At)> lessons;
    private readonly ILookup<Type, object> said;
    private readonly DateTimeOffset moment;
    private readonly TimeZoneInfo zone;
    private readonly YearCalendar year;
    private readonly Dictionary<CourseId, CourseCard> courses;
    private readonly Dictionary<ClassId, ClassRoster> classes;
    private readonly Dictionary<GroupId, StudyGroupCard> groups;
    private readonly Dictionary<LessonId, DayLessonLeft> left = [];
    private readonly Dictionary<CourseId, List<LessonId>> scheduled = [];
    private readonly Dictionary<CourseId, List<LessonId>> given = [];

    public PlainFold(IEnumerable<(string Stream, object Data, DateTimeOffset At)> log, DateTimeOffset moment, string zone = "Europe/Moscow")
    {
        var known = log.Where(e => e.At <= moment).ToList();
        this.moment = moment;
        this.zone = TimeZoneInfo.FindSystemTimeZoneById(zone);
        said = known.Select(e => e.Data).ToLookup(e => e.GetType());
        lessons = known.Where(e => e.Stream.StartsWith("lesson/", StringComparison.Ordinal)).ToLookup(e => e.Stream["lesson/".Length..], e => (e.Data, e.At));
        var streams = known.GroupBy(e => e.Stream).ToLookup(s => s.Key.Split('/')[0], s => s.Select(e => e.Data).ToList());
        year = streams["year"].Select(Model<YearCalendar>).OfType<YearCalendar>().MaxBy(y => y.From)!;
        courses = streams["course"].Select(Model<CourseCard>).OfType<CourseCard>().Where(c => c.Year == year.Year).ToDictionary(c => c.Course);
        groups = streams["group"].Select(Model<StudyGroupCard>).OfType<StudyGroupCard>().ToDictionary(g => g.Group);
        var moved = known.Select(e => e.Data).Where(e => e is ClassFormed or PupilPlaced or PupilDeparted).ToList();
        classes = Said<ClassFormed>().Where(c => c.Year == year.Year).ToDictionary(c => c.Class, c => Roster(c.Class, moved));
        var tables = streams["timetable"].Select(Model<UnitTimetable>).OfType<UnitTimetable>().ToList();
        var levels = courses.Values.GroupBy(c => c.Unit).ToDictionary(u => u.Key, u => u.First().Level);
        for (var day = year.From; day <= year.To; day = day.AddDays(1))
        {
            foreach (var slot in tables.Where(t => levels.ContainsKey(t.Unit)).SelectMany(t => t.On(day, levels[t.Unit], year)))
            {
                if (courses.TryGetValue(slot.Course, out var course) && course.IsTaughtOn(day)) Of(scheduled, slot.Course).Add(new LessonId(slot.Course, day, slot.Slot));
            }
        }
        var named = lessons.Select(l => LessonId.Parse(l.Key)).ToLookup(l => l.Course);
        left = Said<DayCompleted>().SelectMany(d => d.Lessons).GroupBy(l => l.Lesson).ToDictionary(l => l.Key, l => l.Last());
        foreach (var course in courses.Keys)
        {
            var recorded = named[course].Where(Stands);
            Of(given, course).AddRange(Of(scheduled, course).Union(recorded).Where(IsGiven).OrderBy(l => (l.Date, l.Slot)));
        }
    }

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

    /// <summary>What a check finds: by lesson, by pupil and course, by course or by class and day.</summary>
    public SortedDictionary<string, string> Of(string check, DateOnly from, DateOnly to) => new(
        (check switch
        {
            Checks.Lessons => Entries(TimedEntries.Topic, from, to, Topic, _ => true),
            Checks.Attendance => Entries(TimedEntries.Attendance, from, to, Attendance, _ => true),
            Checks.Homework => Entries(TimedEntries.Homework, from, to, l => Homework(l).Since, AllowsHomework),
            Checks.Grades => Grades(from, to),
            Checks.Accumulation => Accumulation(to),
            Checks.Programme => Programme(to),
            Checks.HomeworkLoad => Load(from, to),
            Checks.Substitutions => Substitutions(from, to),
            _ => throw new ArgumentOutOfRangeException(nameof(check)),
        }).ToDictionary(f => f.Item1, f => f.Item2), StringComparer.Ordinal);

    private IEnumerable<(string, string)> Entries(string entry, DateOnly from, DateOnly to, Func<LessonId, DateTimeOffset?> done, Func<LessonId, bool> asked)
    {
        foreach (var lesson in given.Values.SelectMany(l => l).Where(l => l.Date >= from && l.Date <= Earlier(to, Today) && asked(l)))
        {
            if (RulesOn(lesson.Date)?.Entries.Single(e => e.Entry == entry) is not { } rule) continue;
            var until = rule.Time is { } time
                ? Local(lesson.Date.AddDays(rule.Days), TimeOnly.Parse(time, CultureInfo.InvariantCulture))
                : Local(lesson.Date.AddDays(rule.Days + 1), TimeOnly.MinValue);
            var at = done(lesson);
            yield return (lesson.ToString(), at <= until ? "Good" : at is not null ? "Late"
                : entry == TimedEntries.Homework && WithoutHomework(lesson) ? "Excused" : moment < until ? "Waiting" : "Missing");
        }
    }

    private DateTimeOffset? Topic(LessonId lesson) => Events(lesson).Where(e => e.Data is TopicRecorded).Select(e => (DateTimeOffset?)e.At).FirstOrDefault();

    private DateTimeOffset? Attendance(LessonId lesson)
    {
        DateTimeOffset? since = null;
        var (marked, looked) = (new HashSet<PupilId>(), false);
        foreach (var (data, at) in Events(lesson))
        {
            if (data is AttendanceChecked) looked = true;
            if (data is AttendanceMarked mark) marked.Add(mark.Pupil);
            if (data is AttendanceCorrected { Code: null } none) marked.Remove(none.Pupil);
            if (data is AttendanceCorrected { Code: not null } other) marked.Add(other.Pupil);
            since = looked || marked.Count > 0 ? since ?? at : null;
        }
        return since;
    }

    private (DateTimeOffset? Since, int? Minutes, DateOnly? Due) Homework(LessonId lesson)
    {
        (DateTimeOffset? Since, int? Minutes, DateOnly? Due) found = default;
        var (common, own) = (false, new HashSet<PupilId>());
        foreach (var (data, at) in Events(lesson))
        {
            if (data is HomeworkSet set) (common, found.Minutes) = (true, set.Minutes);
            if (data is HomeworkCorrected corrected) (common, found.Minutes) = (corrected.Text.Length > 0, corrected.Text.Length > 0 ? corrected.Minutes : null);
            if (data is PupilHomeworkSet one) own.Add(one.Pupil);
            if (data is PupilHomeworkCorrected changed && (changed.Text is null ? own.Remove(changed.Pupil) : own.Add(changed.Pupil))) { }
            if (data is HomeworkDueChosen due) found.Due = due.Due?.Date;
            found.Since = common || own.Count > 0 ? found.Since ?? at : null;
        }
        return found;
    }

    private bool WithoutHomework(LessonId lesson) => left.GetValueOrDefault(lesson)?.Missing.Contains(Lacks.Homework) == true;

    private bool AllowsHomework(LessonId lesson) =>
        courses[lesson.Course].Layer == Layers.Core && NormOn(lesson.Date, LevelOf(lesson.Course)) != 0;

    private IEnumerable<(string, string)> Grades(DateOnly from, DateOnly to)
    {
        foreach (var lesson in given.Values.SelectMany(l => l).Where(l => l.Date >= from && l.Date <= Earlier(to, Today) && courses[l.Course].Layer == Layers.Core))
        {
            if (RulesOn(lesson.Date) is not { } rules) continue;
            var kind = Events(lesson).Select(e => e.Data).OfType<WorkTypeChosen>().LastOrDefault()?.WorkType;
            var rule = rules.Grades.First(r => (r.WorkTypes.Count == 0 || r.WorkTypes.Contains(kind ?? "")) && (r.Levels.Count == 0 || r.Levels.Contains(LevelOf(lesson.Course))));
            var days = rule.Days ?? (given[lesson.Course].Where(l => l.Date > lesson.Date).Select(l => (int?)(l.Date.DayNumber - lesson.Date.DayNumber)).FirstOrDefault() ?? 7);
            var standing = Standing(lesson);
            if (standing.Count == 0 && rule.WorkTypes.Count > 0)
                yield return (lesson.ToString(), moment >= Local(lesson.Date.AddDays(days + 1), TimeOnly.MinValue) ? "Missing" : "Waiting");
            var late = standing.Count(g => g.Late(lesson.Date, days));
            if (standing.Count > 0) yield return (lesson.ToString(), late == 0 ? "Good" : $"Late {late} of {standing.Count}");
        }
    }

    private List<Standings> Standing(LessonId lesson)
    {
        var grades = new Dictionary<(PupilId, int), Standings>();
        var marks = new Dictionary<PupilId, string?>();
        var points = new Dictionary<PupilId, DateOnly?>();
        foreach (var (data, at) in Events(lesson))
        {
            switch (data)
            {
                case AttendanceMarked d: marks[d.Pupil] = d.Code; break;
                case AttendanceCorrected d: marks[d.Pupil] = d.Code; break;
                case AbsenceExplained d: marks[d.Pupil] = d.Code; break;
                case AbsenceExplanationWithdrawn d: marks[d.Pupil] = d.Code; break;
                case GradeDeferred d: points[d.Pupil] = d.Due; break;
                case DeferralWithdrawn d: points[d.Pupil] = null; break;
                case GradeCorrected { Grade: null } d: grades.Remove((d.Pupil, d.Place)); break;
                case GradeCorrected d when grades.ContainsKey((d.Pupil, d.Place)): break;
                case GradeCorrected d: Put(d.Pupil, d.Place, at); break;
                case GradeRecorded d: Put(d.Pupil, d.Place, at); break;
            }
        }
        return [.. grades.Values];

        void Put(PupilId pupil, int place, DateTimeOffset at)
        {
            var missed = marks.GetValueOrDefault(pupil) is { } code && JournalOn(lesson.Date)?.Attendance.FirstOrDefault(a => a.Letter == code)?.Missed == true;
            grades[(pupil, place)] = new Standings(pupil, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime), points.GetValueOrDefault(pupil), missed);
            points[pupil] = null;
        }
    }

    private sealed record Standings(PupilId Pupil, DateOnly First, DateOnly? Point, bool Missed)
    {
        public bool Late(DateOnly date, int days) => First.DayNumber - date.DayNumber > days && (Point is { } due ? First > due : !Missed);
    }

    private IEnumerable<(string, string)> Accumulation(DateOnly to)
    {
        var day = Earlier(to, Today);
        foreach (var course in courses.Values.Where(c => c.Layer == Layers.Core))
        {
            if (CourseRoster.Of(course, [.. course.Classes.Select(c => classes[c])], course.Group is { } g ? groups.GetValueOrDefault(g) : null) is not { } roster) continue;
            var level = roster.Level;
            if (year.TermToShow(day, level) is not { } term) continue;
            var rules = Newest<TermGradeRulesSet>(r => r.From, term.To);
            if (rules is null || !rules.GradedTerms(year, level, course.Hours).Contains(term)) continue;
            if (GradingRules.Entry(JournalOn(term.To), Grading(), course.Subject, level, term.To) is not { Grades.Count: > 0 }) continue;
            if (rules.Minimums.Where(m => m.TermKind == term.Kind && course.Hours > m.Over).OrderBy(m => m.Over).LastOrDefault() is not { } minimum) continue;
            var last = Earlier(day, term.To);
            var all = given[course.Course].Where(l => l.Date >= term.From && l.Date <= term.To).ToList();
            var standing = all.Where(l => l.Date <= last).SelectMany(Standing).ToList();
            foreach (var pupil in roster.Pupils.Where(p => p.From <= last && (p.Left is null || p.Left > last)).Select(p => p.Pupil).Distinct())
            {
                var since = roster.Pupils.Where(p => p.Pupil == pupil && p.From <= last && (p.Left is null || p.Left > last)).Min(p => p.From);
                var count = standing.Count(s => s.Pupil == pupil);
                var needed = all.Count == 0 ? 0 : minimum.Grades * all.Count(l => l.Date <= last && l.Date >= since) / all.Count;
                var exempt = Said<PupilExempted>().Where(e => e.Course == course.Course && e.Pupil == pupil).GroupBy(e => e.From).Select(e => e.Last())
                    .Any(e => e.From <= last && (e.To is null || e.To >= last));
                var athome = courses.Values.Any(c => c.Course != course.Course && c.Subject == course.Subject && c.Group is { } own && groups.GetValueOrDefault(own) is { Kind: GroupKinds.Individual } individual
                    && individual.Pupils.Any(p => p.Pupil == pupil && p.From <= last && (p.Left is null || p.Left > last)))
                    && (course.Group is null || groups[course.Group.Value].Kind != GroupKinds.Individual);
                yield return ($"{course.Course} {pupil}", $"{(exempt || athome ? "Excused" : count >= needed ? "Good" : "Missing")} {count} of {needed}");
            }
        }
    }

    private IEnumerable<(string, string)> Programme(DateOnly to)
    {
        var day = Earlier(to, Today);
        foreach (var course in courses.Values.Where(c => c.Closed is null))
        {
            if (Said<PlanImported>().LastOrDefault(p => p.Course == course.Course) is not { Items.Count: > 0 } plan || RulesOn(day) is not { } rules) continue;
            var hours = plan.Items.SelectMany(i => Enumerable.Repeat(i.Number, Math.Max(1, i.Hours))).ToList();
            var due = Of(scheduled, course.Course).Count(l => l.Date <= day && (l.Date < Today || Topic(l) is not null || !IsGiven(l)));
            var (reached, taken) = (0, new Dictionary<int, int>());
            foreach (var lesson in given[course.Course].Where(l => l.Date <= day && Topic(l) is not null && Shift(l)?.Taught is null))
            {
                var number = Events(lesson).Select(e => e.Data).Aggregate((int?)null, (n, e) => e is TopicRecorded t ? t.PlanItem : e is TopicCorrected c ? c.PlanItem : n);
                var part = Events(lesson).Select(e => e.Data).OfType<TopicPartTaken>().LastOrDefault()?.Part;
                if (number is { } item && hours.Contains(item))
                {
                    taken[item] = Math.Max(taken.GetValueOrDefault(item) + 1, part ?? 1);
                    reached = Math.Max(reached, hours.IndexOf(item) + Math.Min(taken[item], hours.Count(h => h == item)));
                }
                else
                {
                    reached++;
                }
            }
            due = Math.Min(due, hours.Count);
            if (due > 0) yield return (course.Course.Value, due - Math.Min(reached, hours.Count) is var lag && lag >= rules.LagHours ? $"Missing {lag}" : $"Good {lag}");
        }
    }

    private IEnumerable<(string, string)> Load(DateOnly from, DateOnly to)
    {
        var loads = new Dictionary<(ClassId, DateOnly), Dictionary<SubjectId, int>>();
        foreach (var lesson in lessons.Select(l => LessonId.Parse(l.Key)).Where(l => l.Date <= Today && courses.ContainsKey(l.Course)))
        {
            var course = courses[lesson.Course];
            if (course.Layer != Layers.Core || (course.Group is { } g && groups[g].Kind == GroupKinds.Individual)) continue;
            if (Homework(lesson) is not { Since: not null, Minutes: > 0 } homework) continue;
            var day = homework.Due ?? given[lesson.Course].Where(l => l.Date > lesson.Date).Select(l => (DateOnly?)l.Date).FirstOrDefault();
            if (day is not { } due || due < from || due > to) continue;
            foreach (var schoolClass in course.Classes)
            {
                if (!loads.TryGetValue((schoolClass, due), out var load)) loads[(schoolClass, due)] = load = [];
                load[course.Subject] = Math.Max(load.GetValueOrDefault(course.Subject), homework.Minutes!.Value);
            }
        }
        foreach (var ((schoolClass, day), load) in loads)
        {
            if (NormOn(day, classes[schoolClass].Level) is { } norm) yield return ($"{schoolClass} {day:O}", load.Values.Sum() is var sum && sum > norm ? $"Missing {sum}" : $"Good {sum}");
        }
    }

    private IEnumerable<(string, string)> Substitutions(DateOnly from, DateOnly to)
    {
        foreach (var lesson in scheduled.Values.SelectMany(l => l).Where(l => l.Date >= from && l.Date <= Earlier(to, Today)))
        {
            var shift = Shift(lesson);
            yield return (lesson.ToString(), shift switch
            {
                { Cancelled: true } => "cancelled",
                { To: not null } => "moved",
                _ when NotHeld(lesson) => "not_held",
                { Teacher: not null, Taught: not null } => "other_subject",
                { Teacher: not null, With: not null } => "combined",
                { Teacher: not null } => "substituted",
                _ => "",
            });
        }
    }

    private sealed record Decided(StaffId? Teacher, SubjectId? Taught, LessonId? With, bool Cancelled, LessonId? To, LessonId? From);

    private Decided? Shift(LessonId lesson)
    {
        Decided? now = null;
        foreach (var (data, _) in Events(lesson))
        {
            now = data switch
            {
                SubstituteAssigned d => new Decided(d.Teacher, d.Taught, d.With, false, null, now?.From),
                LessonCancelled => new Decided(null, null, null, true, null, now?.From),
                LessonTransferred d => new Decided(null, null, null, false, d.To, now?.From),
                LessonReceived d => new Decided(null, null, null, false, null, d.From),
                SubstituteReleased or LessonRestored or TransferUndone => now?.From is { } from ? new Decided(null, null, null, false, null, from) : null,
                LessonReturned => null,
                _ => now,
            };
        }
        return now;
    }

    private bool NotHeld(LessonId lesson) => Events(lesson).Aggregate(false, (not, e) => e.Data is LessonNotHeld || (not && e.Data is not LessonHeldAfterAll));

    private bool IsGiven(LessonId lesson) => !NotHeld(lesson) && Shift(lesson) is not ({ Cancelled: true } or { To: not null });

    /// <summary>A lesson though the timetable has none: transferred there, or outside it, or something is entered.</summary>
    private bool Stands(LessonId lesson) => Shift(lesson)?.From is not null || Events(lesson).Any(e => e.Data is ExtraLessonOpened)
        || Topic(lesson) is not null || Attendance(lesson) is not null || Homework(lesson).Since is not null || Standing(lesson).Count > 0;

    private IEnumerable<(object Data, DateTimeOffset At)> Events(LessonId lesson) => lessons[lesson.ToString()];

    private ControlRulesSet? RulesOn(DateOnly day) => Newest<ControlRulesSet>(r => r.From, day);

    private JournalRulesSet? JournalOn(DateOnly day) => Newest<JournalRulesSet>(r => r.From, day);

    private int? NormOn(DateOnly day, int level) => Newest<SanitaryNormsSet>(n => n.From, day)?.Levels.FirstOrDefault(n => n.Level == level)?.Homework;

    private GradingRules? Grading() => Model<GradingRules>([.. Said<GradingSet>()]);

    private T? Newest<T>(Func<T, DateOnly> from, DateOnly day) where T : class => Said<T>().Where(r => from(r) <= day).OrderBy(from).LastOrDefault();

    private int LevelOf(CourseId course) => courses[course].Classes.Select(c => classes[c].Level).DefaultIfEmpty(courses[course].Level).Min() is var least && courses[course].Level > 0 ? courses[course].Level : least;

    private DateTimeOffset Local(DateOnly day, TimeOnly time) => new DateTimeOffset(day.ToDateTime(time), zone.GetUtcOffset(day.ToDateTime(time))).ToUniversalTime();

    private static ClassRoster Roster(ClassId schoolClass, IEnumerable<object> log) => log.Where(e => e switch
    {
        ClassFormed d => d.Class == schoolClass,
        PupilPlaced d => d.Class == schoolClass || d.Left == schoolClass,
        PupilDeparted d => d.Class == schoolClass,
        _ => false,
    }).Aggregate((ClassRoster?)null, (roster, e) => Fold.Of(typeof(ClassRosterProjection), roster, e))!;

    private IEnumerable<T> Said<T>() where T : class => said[typeof(T)].Cast<T>();

    private static T? Model<T>(IReadOnlyList<object> events) where T : class => events.Aggregate((T?)null, (model, e) => Fold.Of(typeof(T), model, e));

    private static List<LessonId> Of(Dictionary<CourseId, List<LessonId>> lists, CourseId course) => lists.TryGetValue(course, out var list) ? list : lists[course] = [];

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
