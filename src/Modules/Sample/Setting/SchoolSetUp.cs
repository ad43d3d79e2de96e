using ElJournal.Access;
using ElJournal.Access.Rules;
using ElJournal.Access.Undertakings;
using ElJournal.Integrity.Years;
using ElJournal.Kernel;
using ElJournal.Sample.Plan;
using ElJournal.Setup;

namespace ElJournal.Sample.Setting;

/// <summary>
/// The commands by which the school of a plan comes to be: founded in August, its people and lessons entered before the first day, and
/// whoever comes, leaves or changes class later on that day. They are those that people send by the pages.
/// </summary>
public sealed class SchoolSetUp
{
    private readonly SchoolPlan plan;
    private readonly Office office;
    private readonly List<PlannedCommand> all = [];
    private int step;

    private SchoolSetUp(SchoolPlan plan) => (this.plan, office) = (plan, new Office(plan));

    /// <param name="accounts">Whose accounts can be signed in to, and with what password; all others are invited only.</param>
    public static IReadOnlyList<PlannedCommand> Of(SchoolPlan plan, SampleLogins accounts)
    {
        var made = new SchoolSetUp(plan);
        made.Found();
        made.Regulate();
        made.Admit();
        made.Teach();
        People.Enter(plan, made.office, accounts, made.Step, made.Add);
        Consents.Ask(plan, made.office, made.Step, made.Add);
        People.Move(plan, made.office, made.Step, made.Add);
        Lessons.Plan(plan, made.office, made.Step, made.Add);
        made.Sign(accounts);
        PasswordStory.Tell(plan, made.office, accounts, made.Step, (by, at, command) => made.all.Add(new PlannedCommand(command, at, by, made.step)));
        Works.Plan(plan, made.office, made.Step, made.Add);
        // Sorted by time and, within one moment, as they were thought of: the order of the log.
        return plan.Today is not { } today ? made.all : [.. made.all.Where(c => c.At < Living.World.At(today, 0))];
    }

    private DateOnly August(int day) => plan.Year.Day(8, day);

    private void Step() => step++;

    private void Add(Actor by, DateOnly day, ICommand command) => all.Add(new PlannedCommand(command, office.On(day), by, step));

    private void Found()
    {
        var year = plan.Year;
        Add(office.Server, August(4), new OpenLog(Command("log"), year.Year.Value, null));
        Step();
        Add(office.Server, August(4), new FoundSchool(Command("school"), plan.School, plan.Name, "Europe/Moscow"));
        Step();
        Add(office.Administrator, August(11), new OpenSchoolYear(Command("year"), year.Year, year.From, year.To));
        Step();
        Add(office.Deputy, August(11), new SetTerms(Command("quarters"), year.Year, year.Quarters));
        Step();
        Add(office.Deputy, August(11), new SetLevelTerms(Command("half-years"), year.Year, [10, 11], year.HalfYears));
        Step();
        var vacations = year.Holidays.Where(IsVacation).ToList();
        Add(office.Deputy, August(11), new SetHolidays(Command("holidays"), year.Year, [], vacations));
        Step();
        if (year.FirstGrade.Count > 0) Add(office.Deputy, August(11), new SetHolidays(Command("holidays of the first"), year.Year, [1], [.. vacations.Concat(year.FirstGrade).OrderBy(h => h.From)]));
        Add(office.Deputy, August(11), new SetBells(Command("bells"), year.Year, year.Bells));
        Step();
        IEnumerable<SpecialDay> free = year.Holidays.Where(h => !IsVacation(h)).SelectMany(h => Living.World.Days(h.From, h.To).Select(day => new SpecialDay(day, h.Name, null)));
        Add(office.Deputy, August(11), new SetSpecialDays(Command("days"), year.Year, [.. free.Concat(year.Special is { } taught ? [taught] : []).OrderBy(d => d.Date)]));
        Step();
    }

    /// <summary>Каникулы last a week; shorter are days of the calendar.</summary>
    private static bool IsVacation(Holiday h) => h.To.DayNumber - h.From.DayNumber >= 6;

    private void Regulate()
    {
        var from = plan.Year.From;
        ICommand[] rules =
        [
            new SetGrading(Command("grading"), Systems(from)),
            new SetTermGradeRules(Command("term-grades"), SampleRules.TermGrades(from)),
            new SetSubstitutionRules(Command("substitutions"), new SubstitutionRulesSet(from, 50, "Положение об оплате труда, п. 3.8")),
            new SetJournalRules(Command("rules"), SampleRules.Rules(from)),
            new SetAbsenceRules(Command("absences"), Setup.Grading.AbsenceDraft.Usual(from, SampleRules.Rules(from).Attendance, "Положение об электронном журнале, п. 5.4")),
            new SetMarkingRules(Command("marking"), SampleRules.Marking(from)),
            .. ControlSetting.Of(from, what => Command(what)),
            new SetLessonLife(Command("lesson-life"), Setup.Grading.LessonLifeDraft.Usual(from, "Положение об электронном журнале, п. 5.2")),
            new SetCorrectionRules(Command("corrections"), Setup.Grading.CorrectionDraft.Usual(from, "Регламент ведения журнала", "п. 4.3", "п. 4.4", "п. 4.5")),
        ];
        foreach (var rule in rules)
        {
            Add(office.Deputy, August(12), rule);
            Step();
        }
    }

    /// <summary>Обязательство: the whole staff, and of families whoever can sign in.</summary>
    private void Sign(SampleLogins accounts)
    {
        var staff = plan.Staff.Select(t => (t.Account, t.Role));
        var families = accounts.Logins.Keys.Except(plan.Staff.Select(t => t.Account)).OrderBy(a => a.Value, StringComparer.Ordinal).Select(a => (a, plan.Guardians.Any(g => g.Account == a) ? Role.Guardian : Role.Pupil));
        foreach (var (account, role) in staff.Concat(families))
            Add(office.Own(account, role), August(29), new SignUndertaking(Command("signs", account.Value), account, 1));
        Step();
    }

    /// <summary>Безотметочное обучение in the first grade and in ОРКСЭ, five grades elsewhere.</summary>
    private static GradingSet Systems(DateOnly from)
    {
        const string Ungraded = "none";
        var usual = SampleRules.Systems(from);
        return usual with
        {
            Systems = [.. usual.Systems, new GradingSystem(Ungraded, "Безотметочная", [], [], Roundings.Mean, "Положение о текущем контроле, п. 3.3")],
            Uses =
            [
                .. usual.Uses, new GradingUse([1], [], Ungraded, "Положение о текущем контроле, п. 3.3"),
                new GradingUse([], [SubjectId.From("orkse")], Ungraded, "Положение о текущем контроле, п. 3.3"),
            ],
        };
    }

    private void Admit()
    {
        Add(office.Administrator, August(12), new SetAccessRules(Command("access"), SampleRules.Access(plan.Year.From)));
        Add(office.Administrator, August(12), new SetUndertaking(Command("undertaking"), AccessTexts.Of("undertaking.draft"), "Положение об электронном журнале (образец), п. 19"));
        Step();
    }

    private void Teach()
    {
        foreach (var room in plan.Rooms) Add(office.Administrator, August(13), new ListRoom(Command("room", room.Id.Value), room.Id, room.Number, null, room.Kind, room.Seats));
        foreach (var subject in plan.Subjects) Add(office.Deputy, August(13), new AddSubject(Command("subject", subject.Id.Value), subject.Id, subject.Name));
        Step();
        foreach (var (place, subject) in plan.Subjects.Index())
            Add(office.Deputy, August(13), new DescribeSubject(Command("described", subject.Id.Value), subject.Id, subject.Name, subject.Short, subject.Part, place + 1));
        foreach (var c in plan.Classes) Add(office.Deputy, August(14), new FormClass(Command("class", c.Id.Value), c.Id, plan.Year.Year, c.Level, c.Letter));
        Step();
        foreach (var (level, profile, classes) in plan.Classes.GroupBy(c => (c.Level, c.Profile)).Select(g => (g.Key.Level, g.Key.Profile, g.ToList())))
        {
            var lines = plan.Courses.Where(c => c.Class == classes[0].Id && !IsIndividual(c)).GroupBy(c => c.Subject)
                .Select(s => new CurriculumLine(s.Key, s.Max(c => c.Hours) * 100, CurriculumParts.Federal, Layers.Core)).ToList();
            Add(office.Deputy, August(15), new SetCurriculum(
                Command("curriculum", $"{level}", profile ?? ""), plan.Year.Year, level, profile, profile is null ? [] : [.. classes.Select(c => c.Id)], plan.Year.From, lines));
            // One stream for the year: one after another.
            Step();
        }
    }

    private bool IsIndividual(PlannedCourse course) =>
        course.Group is { } id && plan.Groups.First(g => g.Id == id).Kind is GroupKinds.Individual or GroupKinds.Extracurricular or GroupKinds.Additional;

    internal static Guid Command(params IEnumerable<string> what) => DerivedId.Command(["sample year", .. what]);
}
