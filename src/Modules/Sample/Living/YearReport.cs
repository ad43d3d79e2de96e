using System.Globalization;
using ElJournal.Accounting;
using ElJournal.Sample.Plan;
using ElJournal.Setup;

namespace ElJournal.Sample.Living;

/// <summary>One figure of a lived year beside what it was to be.</summary>
public sealed record YearFigure(string Name, double Ours, double Meant, double Tolerance)
{
    public bool Ok => Math.Abs(Ours - Meant) <= Tolerance;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Ok ? "ok " : "!! ")}{Name,-46}{Ours,12:0.##}{Meant,12:0.##}{Tolerance,10:0.##}");
}

/// <summary>Сверка прожитого года: counts and distributions beside those a real school has.</summary>
public sealed class YearReport
{
    private readonly Dictionary<Type, int> counts = [];
    private readonly Dictionary<string, int> grades = [];
    private readonly Dictionary<SubjectId, (int Sum, int Count)> bySubject = [];
    private readonly Dictionary<LessonId, string> works = [];
    private readonly Dictionary<(LessonId, PupilId), string> cells = [];
    private readonly Dictionary<(LessonId, PupilId, int), string> standing = [];
    private readonly Dictionary<PupilId, (int Level, bool Good, int Count)> annual = [];
    private readonly SchoolPlan plan;
    private readonly Dictionary<CourseId, PlannedCourse> courses;
    private readonly Dictionary<ClassId, int> levels;
    private readonly int[] delays = new int[3];
    private readonly int[] zones = new int[4];
    private readonly int[] covers = new int[3];
    private int late, night;

    private YearReport(SchoolPlan plan)
    {
        this.plan = plan;
        courses = plan.Courses.ToDictionary(c => c.Id);
        levels = plan.Classes.ToDictionary(c => c.Id, c => c.Level);
    }

    public static IReadOnlyList<YearFigure> Of(SchoolPlan plan, IEnumerable<YearEvent> events)
    {
        var report = new YearReport(plan);
        foreach (var e in events) report.Add(e);
        return report.Figures();
    }

    private void Add(YearEvent e)
    {
        counts[e.Event.GetType()] = counts.GetValueOrDefault(e.Event.GetType()) + 1;
        // The figures are those of lessons: class hours are only counted.
        if (e.Stream.Split('/') is ["lesson", var course, ..] && !courses.ContainsKey(CourseId.From(course))) return;
        var local = e.At + Customs.Offset;
        switch (e.Event)
        {
            case GradeRecorded g:
                standing[(g.Lesson, g.Pupil, g.Place)] = g.Grade;
                break;
            case GradeCorrected { Grade: { } to } g:
                standing[(g.Lesson, g.Pupil, g.Place)] = to;
                if (local.Hour is >= 1 and < 5) night++;
                else if (e.Permit is not null) zones[g.Lesson.Date.AddDays(15) > DateOnly.FromDateTime(local) || !InClosed(g.Lesson, local) ? 2 : 3]++;
                else zones[g.Reason == Customs.Retake ? 1 : 0]++;
                break;
            case WorkTypeChosen w:
                works[w.Lesson] = w.WorkType;
                break;
            case AttendanceMarked a when a.Code == Customs.Late:
                late++;
                break;
            case AttendanceMarked a:
                cells[(a.Lesson, a.Pupil)] = a.Code;
                break;
            case AbsenceExplained x:
                cells[(x.Lesson, x.Pupil)] = x.Code;
                break;
            case TopicRecorded t:
                delays[Math.Clamp(DateOnly.FromDateTime(local).DayNumber - t.Lesson.Date.DayNumber, 0, 2)]++;
                break;
            case SubstituteAssigned s:
                covers[s.With is null && s.Taught is null ? 0 : 1]++;
                break;
            case LessonCancelled:
                covers[2]++;
                break;
            case TermGradeSet { Term.Value: "annual" } a:
                var (level, good, count) = annual.GetValueOrDefault(a.Pupil, (levels[courses[a.Course].Class], true, 0));
                annual[a.Pupil] = (level, good && a.Grade is "5" or "4", count + 1);
                break;
        }
    }

    private bool InClosed(LessonId lesson, DateTime local) =>
        plan.Year.TermOf(lesson.Date, levels[courses[lesson.Course].Class]).To.AddDays(14) < DateOnly.FromDateTime(local);

    private List<YearFigure> Figures()
    {
        var (ordinary, controls) = (new Dictionary<SubjectId, (int Sum, int Count)>(), new Dictionary<SubjectId, (int Sum, int Count)>());
        foreach (var ((lesson, _, _), grade) in standing)
        {
            grades[grade] = grades.GetValueOrDefault(grade) + 1;
            var subject = courses[lesson.Course].Subject;
            var (sum, n) = bySubject.GetValueOrDefault(subject);
            bySubject[subject] = (sum + grade[0] - '0', n + 1);
            var where = works.GetValueOrDefault(lesson) == Customs.Control ? controls : ordinary;
            var (total, number) = where.GetValueOrDefault(subject);
            where[subject] = (total + grade[0] - '0', number + 1);
        }
        var lessons = Slots();
        var (seats, fluSeats) = Seats();
        var fluAbsent = cells.Keys.Count(c => World.IsFlu(plan.Year, c.Item1.Date));
        int Of<T>() => counts.GetValueOrDefault(typeof(T));
        double all = standing.Count, absent = cells.Count, corrections = zones.Sum(), covered = covers.Sum(), topics = Math.Max(1, lessons - covers[2]);
        List<YearFigure> figures =
        [
            new("Уроков по расписанию", lessons, 43_400, 2_200),
            new("Событий", counts.Values.Sum(), 500_000, 100_000),
            new("Текущих отметок", all, 260_000, 18_000),
            new("Отметок за периоды и год", Of<TermGradeSet>() + Of<TermGradeBrought>(), 58_000, 6_000),
            new("Пропусков уроков", absent, 57_000, 5_000),
            .. new[] { ("5", 34.0), ("4", 38.0), ("3", 24.0), ("2", 4.0) }.Select(g => new YearFigure($"Отметок «{g.Item1}», %", Percent(grades.GetValueOrDefault(g.Item1), all), g.Item2, g.Item1 == "2" ? 0.8 : 1.5)),
            .. plan.Subjects.Where(s => bySubject.ContainsKey(s.Id) && s.Mean is <= 3.72 or >= 4.65).Select(s => new YearFigure(
                "Средняя: " + s.Name, (double)bySubject.GetValueOrDefault(s.Id).Sum / Math.Max(1, bySubject.GetValueOrDefault(s.Id).Count), s.Mean, 0.12)),
            // Of each subject by itself: easy ones have no control works.
            new("Контрольные ниже прочих на", controls.Sum(c => c.Value.Count * (Mean(ordinary.GetValueOrDefault(c.Key)) - Mean(c.Value))) / Math.Max(1, controls.Values.Sum(c => c.Count)), 0.3, 0.1),
            .. new[] { (2, 70.0), (8, 38.0), (11, 55.0) }.Select(q => new YearFigure($"Качество за год, {q.Item1} классы, %", Quality(q.Item1), q.Item2, 10)),
            new("Пропуски, % уроко-мест", Percent(absent, seats), 6, 0.5),
            new("Пропуски в недели гриппа, %", Percent(fluAbsent, fluSeats), 12, 1.5),
            new("Из пропусков по болезни, %", Percent(cells.Values.Count(c => c == Customs.Ill), absent), 65, 5),
            new("Из пропусков уважительных, %", Percent(cells.Values.Count(c => c == Customs.Excused), absent), 25, 4),
            new("Из пропусков неуважительных, %", Percent(cells.Values.Count(c => c == Customs.Absent), absent), 10, 4),
            new("Опозданий, %", Percent(late, seats), 0.5, 0.08),
            new("Тема в день урока, %", Percent(delays[0], topics), 70, 3),
            new("Тема на следующий день, %", Percent(delays[1], topics), 22, 3),
            new("Тема в течение недели, %", Percent(delays[2], topics), 7, 2.5),
            new("Темы нет, %", Percent(topics - delays.Sum() - Of<LessonNotHeld>(), topics), 1, 0.4),
            new("Домашнее задание, % уроков со 2 класса", Percent(Of<HomeworkSet>(), Slots(2)), 85, 4),
            new("Исправлений, % отметок", Percent(corrections, all), 1.3, 0.15),
            new("Из них опечаток, %", Percent(zones[0], corrections), 70, 5),
            new("Из них пересдач, %", Percent(zones[1], corrections), 20, 4),
            new("Из них по служебным запискам, %", Percent(zones[2], corrections), 9, 3),
            new("Из них после закрытия по приказу, %", Percent(zones[3], corrections), 1, 0.9),
            new("Замены и отмены, % уроков", Percent(covered, lessons), 3.5, 0.6),
            new("Из них тот же предмет, %", Percent(covers[0], covered), 70, 8),
            new("Из них другой или объединён, %", Percent(covers[1], covered), 20, 8),
            new("Из них отменено, %", Percent(covers[2], covered), 10, 4),
            new("Отметок, исправленных ночью", night, NightChanges.Count, 0),
        ];
        return figures;
    }

    private int Slots(int from = 1) => plan.Courses.Where(c => levels[c.Class] >= from)
        .Sum(c => World.Days(plan.Year.From, plan.Year.To).Where(d => plan.Year.IsSchoolDay(d, levels[c.Class])).Sum(d => c.Slots.Count(s => s.Weekday == (int)d.DayOfWeek)));

    /// <summary>Places in lessons: pupils times the lessons they were to have.</summary>
    private (double All, double Flu) Seats()
    {
        var groups = plan.Groups.ToDictionary(g => g.Id);
        var pupils = plan.Pupils.ToDictionary(p => p.Id);
        double all = 0, flu = 0;
        foreach (var course in plan.Courses)
        {
            var members = course.Group is { } id ? [.. groups[id].Pupils.Select(p => pupils[p])] : plan.Pupils.Where(p => p.Class == course.Class || p.Moves?.To == course.Class).ToList();
            var classes = course.Group is { } g ? groups[g].Classes : [course.Class];
            foreach (var day in World.Days(plan.Year.From, plan.Year.To))
            {
                var slots = course.Slots.Count(s => s.Weekday == (int)day.DayOfWeek);
                if (slots == 0 || !plan.Year.IsSchoolDay(day, levels[course.Class])) continue;
                var there = members.Count(p => p.ClassOn(day) is { } c && classes.Contains(c)) * slots;
                all += there;
                if (World.IsFlu(plan.Year, day)) flu += there;
            }
        }
        return (all, flu);
    }

    private double Quality(int level)
    {
        var of = annual.Values.Where(a => a.Level == level && a.Count > 0).ToList();
        return Percent(of.Count(a => a.Good), of.Count);
    }

    private static double Mean((int Sum, int Count) of) => of.Count == 0 ? 0 : (double)of.Sum / of.Count;

    private static double Percent(double part, double whole) => whole == 0 ? 0 : 100 * part / whole;
}
