using ElJournal.Kernel;
using ElJournal.Setup.Classes;
using ElJournal.Setup.Register;
using ElJournal.Setup.Years;

namespace ElJournal.Setup.NextYear;

/// <summary>
/// Открытие следующего года: what of a year goes over into the next, as commands. Each carries an id that follows from what it does, so that
/// sent again, also after a break, everything is done once, and what was changed meanwhile stays changed.
/// </summary>
internal sealed record NextYearPlan(YearCalendar Old, DateOnly From, DateOnly To, IReadOnlyDictionary<int, IReadOnlyList<string>> Letters)
{
    /// <summary>A year later on the same day of the week.</summary>
    private const int Weeks52 = 52 * 7;

    public YearId Year => YearId.From($"{From.Year}-{To.Year}");

    public static (DateOnly From, DateOnly To) UsualDays(YearCalendar old) => YearPattern.Days(old.To.Month >= 9 ? old.To.Year + 1 : old.To.Year);

    /// <summary>Letters go up with their classes; the first and the tenth level are formed as they were.</summary>
    public static IReadOnlyDictionary<int, IReadOnlyList<string>> UsualLetters(IEnumerable<ClassRoster> old)
    {
        var byLevel = old.ToLookup(c => c.Level, c => c.Letter);
        return LevelRules.All.ToDictionary(level => level, level => (IReadOnlyList<string>)[.. byLevel[level is 1 or 10 ? level : level - 1].Order(StringComparer.CurrentCulture)]);
    }

    /// <param name="classes">Of the year that ends.</param>
    public IEnumerable<ICommand> Commands(SchoolId school, IReadOnlyList<ClassRoster> classes)
    {
        yield return new OpenSchoolYear(Of(school, "year"), Year, From, To);
        if (Old.Terms.Count > 0) yield return new SetTerms(Of(school, "terms"), Year, Terms(Old.Terms, Common));
        foreach (var set in Old.LevelTerms)
            yield return new SetLevelTerms(Of(school, "terms", LevelGroup.NameOf(set.Levels)), Year, set.Levels, Terms(set.Terms, Old.HolidaysOf(set.Levels[0])));
        foreach (var set in Old.HolidaySets)
            yield return new SetHolidays(Of(school, "holidays", LevelGroup.NameOf(set.Levels)), Year, set.Levels, [.. set.Holidays.Select(Moved).Where(h => From <= h.From && h.To <= To)]);
        Holiday[] common = [.. Common.Select(Moved)];
        yield return new SetSpecialDays(Of(school, "days"), Year, [.. PublicHolidays.Russian.Between(From, To).Where(d => !common.Any(h => h.From <= d.Date && d.Date <= h.To))]);
        if (Old.Bells.Count > 0) yield return new SetBells(Of(school, "bells"), Year, Old.Bells);
        foreach (var set in Old.Schedules) yield return new SetBellSchedule(Of(school, "bells", set.Schedule), Year, set.Schedule, set.Name, set.Bells);
        foreach (var (level, letters) in Letters.OrderBy(l => l.Key))
        {
            foreach (var letter in letters)
            {
                var id = ClassEndpoints.IdOf(school, Year, level, letter);
                yield return new FormClass(Of(school, "class", id.Value), id, Year, level, letter);
                var like = classes.FirstOrDefault(c => c.Level == level && c.Letter == letter) ?? classes.FirstOrDefault(c => c.Level == level);
                foreach (var regime in like?.Regimes ?? [])
                    yield return new SetRegime(Of(school, "regime", id.Value, $"{regime.From:O}"), id, Clamped(regime.From == Old.From ? From : regime.From.AddYears(1)), regime.Days, regime.Shift, regime.Bells);
            }
        }
    }

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
