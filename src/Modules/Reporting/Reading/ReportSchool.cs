using ElJournal.Control;
using ElJournal.Kernel;
using ElJournal.Setup;
using ElJournal.Setup.Register;

namespace ElJournal.Reporting.Reading;

/// <summary>Школа в учебном году as reports need it: the register, the dated rules, the lessons of the timetable.</summary>
public sealed record ReportSchool(SchoolId Id, SchoolState State, YearCalendar Year, IReadOnlyList<YearDays> Years, ReportRules Rules, TimeZoneInfo Zone, string Name)
{
    private IReadOnlyDictionary<CourseId, ReportCourse>? courses;
    private ILookup<CourseId, (DateOnly Date, int Slot)>? scheduled;

    public IReadOnlyDictionary<ClassId, ClassRoster> Classes { get; } = State.Classes.ToDictionary(c => new ClassId(c.Id));

    /// <summary>All courses of the year, those closed since as well.</summary>
    public IReadOnlyDictionary<CourseId, ReportCourse> Courses => courses ??= Read();

    /// <summary>Every lesson of the timetable, by course.</summary>
    public ILookup<CourseId, (DateOnly Date, int Slot)> Scheduled => scheduled ??= LessonPlaces.Of(State, Year);

    public string YearName => $"{Year.From.Year}/{Year.To.Year % 100:00}";

    public DateOnly DayAt(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>A local time of the school as an instant; one that the clock skips is taken as if it did not.</summary>
    public DateTimeOffset Instant(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, Zone.IsInvalidTime(local) ? Zone.BaseUtcOffset : Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private Dictionary<CourseId, ReportCourse> Read()
    {
        var groups = State.EverFormed.ToDictionary(g => g.Group);
        var subjects = State.Subjects.ToDictionary(s => s.Subject, s => s.Name);
        var plans = State.Plans.ToDictionary(p => p.Course);
        return State.EverTaught.ToDictionary(c => c.Course, card =>
        {
            var group = card.Group is { } g ? groups.GetValueOrDefault(g) : null;
            var roster = CourseRoster.Of(card, [.. card.Classes.Select(Classes.GetValueOrDefault).OfType<ClassRoster>()], group);
            return new ReportCourse(card, roster, roster?.Level ?? card.Level, subjects.GetValueOrDefault(card.Subject, card.Subject.Value), group)
            {
                Topics = plans.GetValueOrDefault(card.Course)?.Items.GroupBy(i => i.Number).ToDictionary(i => i.Key, i => i.First().Topic) ?? [],
            };
        });
    }
}

/// <summary>Страница журнала as reports need it.</summary>
/// <param name="Roster">Null: class or group are not there any more.</param>
public sealed record ReportCourse(CourseCard Card, CourseRoster? Roster, int Level, string Subject, StudyGroupCard? Group)
{
    private readonly IReadOnlyList<Assignment> leading = [.. Card.Teachers.Where(t => !t.Second)];

    public CourseId Id => Card.Course;

    /// <summary>8 «Б»; 8 «Б», группа 1.</summary>
    public string Name => Roster?.Name ?? Card.Unit;

    /// <summary>Урочная деятельность: what has grades.</summary>
    public bool IsCore => Card.Layer == Layers.Core;

    /// <summary>ИУП or home education.</summary>
    public bool IsIndividual => Group?.Kind == GroupKinds.Individual;

    /// <summary>Темы КТП by number.</summary>
    public IReadOnlyDictionary<int, string> Topics { get; init; } = new Dictionary<int, string>();

    /// <summary>As the register has it; asked for every row of a report, so without a query.</summary>
    public StaffId? TeacherOn(DateOnly day)
    {
        for (var i = leading.Count - 1; i >= 0; i--)
        {
            if (leading[i].From <= day && !(day > leading[i].To)) return leading[i].Teacher;
        }
        return null;
    }

    public bool Sits(PupilId pupil, DateOnly day) => Roster?.On(pupil, day) is not null;
}

/// <summary>Dated rules; null: the school has none of the kind.</summary>
/// <param name="Deadlines">Сроки заполнения: all versions, oldest first.</param>
public sealed record ReportRules(
    JournalRules? Journal, GradingRules? Grading, TermGradeRules? Terms, AbsenceRules? Absences, LoadNorms? Norms, IReadOnlyList<ControlRulesSet> Deadlines)
{
    /// <summary>What a grade counts for in success and quality, 1–5; null: it counts for nothing.</summary>
    public int? RankOf(ReportCourse course, string grade, DateOnly day)
    {
        if (Terms?.On(day) is { } rules && (grade == rules.NotAttested.Symbol || grade == rules.Exempt)) return null;
        if (Terms?.On(day) is { Ranks.Count: > 0 } ranked) return ranked.Ranks.FirstOrDefault(r => r.Symbol == grade)?.Rank;
        // Without ranks of its own a school has the five-point scale.
        return HundredthsOf(course, grade, day) is { } value and >= 100 and <= 500 ? (value + 50) / 100 : null;
    }

    /// <summary>Value of a grade for the average, in hundredths; null: it is not counted.</summary>
    public int? HundredthsOf(ReportCourse course, string grade, DateOnly day) =>
        (Grading?.Of(course.Card.Subject, course.Level, day)?.Symbols ?? Journal?.On(day)?.Grades ?? []).FirstOrDefault(s => s.Symbol == grade)?.Hundredths;

    public bool IsNotAttested(string? grade, DateOnly day) => grade is not null && grade == Terms?.On(day)?.NotAttested.Symbol;

    public bool IsExempt(string? grade, DateOnly day) => grade is not null && grade == Terms?.On(day)?.Exempt;

    public AttendanceCode? CodeOf(string code, DateOnly day) => Journal?.On(day)?.Attendance.FirstOrDefault(a => a.Letter == code);

    public ControlRulesSet? DeadlinesOn(DateOnly day) => Deadlines.LastOrDefault(v => v.From <= day);

    /// <summary>Whether a course has grades of a term at all: by the annual rule and by the system of its subject.</summary>
    public bool IsGraded(YearCalendar year, ReportCourse course, Term term) =>
        course.IsCore && Terms?.On(term.To)?.GradedTerms(year, course.Level, course.Card.Hours).All(t => t.Id != term.Id) != true
        && GradingRules.Entry(Journal?.On(term.To), Grading, course.Card.Subject, course.Level, term.To)?.Grades.Count > 0;
}
