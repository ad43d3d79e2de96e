using System.Globalization;
using System.Resources;
using ElJournal.Ui;

namespace ElJournal.Control.Works;

/// <summary>The words of the schedule's pages, and values of limits in their units.</summary>
public static class WorkWords
{
    public static readonly Texts All = new(new ResourceManager("ElJournal.Control.Works.WorkTexts", typeof(WorkWords).Assembly));

    /// <summary>What a sentence about a limit says: what is allowed, what was found, the clause and the act.</summary>
    public static object?[] Arguments(LimitCheck check) =>
        [Plain(check.Limit.Limit, check.Limit.Value), Plain(check.Limit.Limit, check.Found), check.Limit.Clause, check.Act];

    /// <summary>A number that the sentence writes in its own language.</summary>
    public static object Plain(string limit, int value) => limit is WorkLimits.Share ? value / 100m : value;

    /// <summary>Percents and hours are kept in hundredths.</summary>
    public static string Value(string limit, int value) => limit switch
    {
        WorkLimits.Share => (value / 100m).ToString("0.##", CultureInfo.CurrentUICulture),
        _ => value.ToString(CultureInfo.CurrentUICulture),
    };

    /// <summary>As it is typed: percents and hours, not their hundredths.</summary>
    public static string Number(string limit, int value) => limit is WorkLimits.Share or WorkLimits.Edge
        ? (value / 100m).ToString("0.##", CultureInfo.CurrentUICulture) : Value(limit, value);

    public static string Limit(string limit) => All["limit." + (WorkLimits.All.Contains(limit) ? limit : WorkLimits.Day)];

    public static string Form(string form) => All["form." + (ControlForms.All.Contains(form) ? form : ControlForms.Written)];

    /// <summary>К, Т, Д: what fits into a cell.</summary>
    public static string Letter(string form) => All["letter." + (ControlForms.All.Contains(form) ? form : ControlForms.Written)];

    public static string Level(string level) => All["level." + (ControlLevels.All.Contains(level) ? level : ControlLevels.School)];

    /// <summary>A limit as a sentence: «не больше 1 работы в день у класса».</summary>
    public static string Says(WorkLimit limit) => limit.Limit switch
    {
        WorkLimits.Edge => limit.Value == 0 ? All["says.edge.all"] : All.With("says.edge", (limit.Value / 100m).ToString("0.##", CultureInfo.CurrentUICulture)),
        WorkLimits.Share => All.With("says.share", Value(limit.Limit, limit.Value)),
        _ => All.Count("says." + limit.Limit, limit.Value),
    };

    /// <summary>What the work comes to: «в этот день у класса – 2»; empty where there is nothing to say.</summary>
    public static string Found(LimitCheck check) => check.Limit.Limit switch
    {
        WorkLimits.Edge => check.Holds ? "" : All.With("found.edge", check.Found),
        WorkLimits.Apart => check.Found == int.MaxValue ? All["found.apart.none"] : All.Count("found.apart", check.Found),
        WorkLimits.Share => All.With("found.share", Value(check.Limit.Limit, check.Found)),
        _ => All.Count("found." + check.Limit.Limit, check.Found),
    };

    /// <summary>«пн 12.10, 3-й урок»</summary>
    public static string Place(WorkPlace place) => All.With(place.Lessons > 1 ? "place.double" : "place", Weekday(place.Date), place.Date, place.Slot, place.Slot + place.Lessons - 1);

    /// <summary>пн</summary>
    public static string Weekday(DateOnly day) => CultureInfo.CurrentUICulture.DateTimeFormat.GetAbbreviatedDayName(day.DayOfWeek);

    /// <summary>Ноябрь 2026</summary>
    public static string Month(DateOnly month) => Moments.Month(month) is var name ? $"{char.ToUpper(name[0], CultureInfo.CurrentUICulture)}{name[1..]} {month.Year}" : "";

    /// <summary>12–18.10; 26.10–01.11</summary>
    public static string Span(DateOnly from, DateOnly to) => from == to ? $"{from:dd.MM}" : from.Month == to.Month ? $"{from:dd}–{to:dd.MM}" : $"{from:dd.MM}–{to:dd.MM}";

    public static string Term(Setup.Term term) => All.With("term." + (term.Kind is "quarter" or "trimester" or "half_year" ? term.Kind : "module"), term.Ordinal);

    public static string Paper(WorkPaper paper) => All.With("paper", paper.Title, paper.Date);
}
