using ElJournal.Kernel;
using ElJournal.Setup.Classes;
using ElJournal.Setup.Register;
using ElJournal.Setup.Years;

namespace ElJournal.Setup.NextYear;

/// <summary>
/// Открытие следующего года: what of a year goes over into the next, as steps of one command. A part of which the next year has something
/// already stays as it is there, so that the opening can be gone on with and nothing that was changed meanwhile is changed back.
/// </summary>
/// <param name="Letters">Of the classes to form, by year level.</param>
internal sealed record NextYearPlan(YearCalendar Old, DateOnly From, DateOnly To, IReadOnlyDictionary<int, IReadOnlyList<string>> Letters)
{
    /// <summary>A year later on the same day of the week.</summary>
    private const int Weeks52 = 52 * 7;

    /// <summary>The next year, where it is open already.</summary>
    public YearCalendar? Next { get; init; }

    public IReadOnlyList<ClassRoster> NextClasses { get; init; } = [];

    /// <summary>What is to go over; the rest the school sets by itself.</summary>
    public IReadOnlyCollection<string> Parts { get; init; } = YearParts.All;

    public YearId Year => Next?.Year ?? YearId.From($"{From.Year}-{To.Year}");

    public static (DateOnly From, DateOnly To) UsualDays(YearCalendar old) => YearPattern.Days(old.To.Month >= 9 ? old.To.Year + 1 : old.To.Year);

    /// <summary>Letters go up with their classes; the first and the tenth level are formed as they were.</summary>
    public static IReadOnlyDictionary<int, IReadOnlyList<string>> UsualLetters(IEnumerable<ClassRoster> old)
    {
        var byLevel = old.ToLookup(c => c.Level, c => c.Letter);
        return LevelRules.All.ToDictionary(level => level, level => (IReadOnlyList<string>)[.. byLevel[level is 1 or 10 ? level : level - 1].Order(StringComparer.CurrentCulture)]);
    }

    /// <summary>All of it in one transaction. The id follows from what is typed and from what is still to be done: the same form sent twice is done once.</summary>
    public SetUpYear Command(SchoolId school, IReadOnlyList<ClassRoster> classes)
    {
        ICommand[] steps = [.. Steps(school, classes)];
        return new SetUpYear(Of(school, [YearView.Iso(From), YearView.Iso(To), .. steps.Select(step => $"{step.CommandId}")]), Year, steps);
    }

    /// <param name="classes">Of the year that ends.</param>
    public IEnumerable<ICommand> Steps(SchoolId school, IReadOnlyList<ClassRoster> classes) =>
    [
        new OpenSchoolYear(Of(school, "year"), Year, From, To),
        .. YearParts.All.Where(part => Parts.Contains(part) && YearParts.IsWaiting(part, Old, classes, Next, NextClasses)).SelectMany(part => Of(part, school)),
        .. NextClasses.Count == 0 ? Formed(school) : [],
        .. Parts.Contains(YearParts.Regimes) ? Regimes(school, classes) : [],
    ];

    private IEnumerable<ICommand> Of(string part, SchoolId school)
    {
        Holiday[] common = [.. Common.Select(Moved)];
        return part switch
        {
            YearParts.Terms =>
            [
                .. Old.Terms.Count > 0 ? [new SetTerms(Of(school, "terms"), Year, Terms(Old.Terms, Common))] : (SetTerms[])[],
                .. Old.LevelTerms.Select(set => new SetLevelTerms(
                    Of(school, "terms", LevelGroup.NameOf(set.Levels)), Year, set.Levels, Terms(set.Terms, Old.HolidaysOf(set.Levels[0])))),
            ],
            YearParts.Holidays => Old.HolidaySets.Select(set => new SetHolidays(
                Of(school, "holidays", LevelGroup.NameOf(set.Levels)), Year, set.Levels, [.. set.Holidays.Select(Moved).Where(h => From <= h.From && h.To <= To)])),
            YearParts.Days =>
            [
                new SetSpecialDays(Of(school, "days"), Year, [.. PublicHolidays.Russian.Between(From, To).Where(d => !common.Any(h => h.From <= d.Date && d.Date <= h.To))]),
            ],
            YearParts.Bells =>
            [
                .. Old.Bells.Count > 0 ? [new SetBells(Of(school, "bells"), Year, Old.Bells)] : (SetBells[])[],
                .. Old.Schedules.Select(set => new SetBellSchedule(Of(school, "bells", set.Schedule), Year, set.Schedule, set.Name, set.Bells)),
            ],
            _ => [],
        };
    }

    private IEnumerable<ICommand> Formed(SchoolId school) => Coming(school).Select(c => new FormClass(Of(school, "class", c.Id.Value), c.Id, Year, c.Level, c.Letter));

    private IEnumerable<ICommand> Regimes(SchoolId school, IReadOnlyList<ClassRoster> classes) =>
        from coming in Coming(school)
        from regime in YearParts.Like(classes, coming.Level, coming.Letter)?.Regimes ?? []
        select new SetRegime(
            Of(school, "regime", coming.Id.Value, $"{regime.From:O}"), coming.Id, Clamped(regime.From == Old.From ? From : regime.From.AddYears(1)), regime.Days, regime.Shift, regime.Bells);

    /// <summary>Classes of the next year that have no regime: those to be formed, or those that are there.</summary>
    private IEnumerable<(ClassId Id, int Level, string Letter)> Coming(SchoolId school) => NextClasses.Count > 0
        ? NextClasses.Where(c => c.Regimes.Count == 0).Select(c => (ClassId.From(c.Id), c.Level, c.Letter))
        : Letters.OrderBy(l => l.Key).SelectMany(l => l.Value.Select(letter => (ClassEndpoints.IdOf(school, Year, l.Key, letter), l.Key, letter)));

    private IReadOnlyList<Holiday> Common => Old.HolidaySets.FirstOrDefault(set => set.Levels.Count == 0)?.Holidays ?? [];

    /// <summary>Winter holidays begin on the same date, the others on the same day of the week; their last day keeps its day of the week.</summary>
    private static Holiday Moved(Holiday holiday) => holiday with
    {
        From = holiday.From.Year < holiday.To.Year ? holiday.From.AddYears(1) : holiday.From.AddDays(Weeks52),
        To = holiday.To.AddDays(Weeks52),
    };

    /// <summary>A term that met holidays meets them again; the first begins and the last ends with the year.</summary>
    private List<Term> Terms(IReadOnlyList<Term> terms, IReadOnlyList<Holiday> holidays) =>
    [
        .. terms.Select((term, i) => term with
        {
            Id = TermId.From(term.Id.Value.Replace(Old.Year.Value, Year.Value, StringComparison.Ordinal) is var id && id != term.Id.Value ? id : $"{Year}.{term.Id}"),
            From = i == 0 ? From : holidays.FirstOrDefault(h => h.To.AddDays(1) == term.From) is { } before ? Moved(before).To.AddDays(1) : term.From.AddDays(Weeks52),
            To = i == terms.Count - 1 ? To : holidays.FirstOrDefault(h => h.From.AddDays(-1) == term.To) is { } after ? Moved(after).From.AddDays(-1) : term.To.AddDays(Weeks52),
        }),
    ];

    private DateOnly Clamped(DateOnly day) => day < From ? From : day > To ? To : day;

    private Guid Of(SchoolId school, params IEnumerable<string> what) => DerivedId.Command(["next-year", school.Value, Old.Year.Value, .. what]);
}
