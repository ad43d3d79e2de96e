using System.Globalization;
using System.Resources;
using ElJournal.Kernel;
using ElJournal.Setup.Register;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Setup.Years;

/// <summary>What the pages of a school year read: the year looked at, the others, the norms in force and the school's day.</summary>
/// <param name="Year">Null: none is open, or there is no such year.</param>
/// <param name="Norms">Those in force on the year's last day.</param>
public sealed record YearView(YearCalendar? Year, IReadOnlyList<YearCalendar> Years, DateOnly Today, BellNormsSet? Norms, bool SchoolIsFounded, bool MayChange)
{
    public const string Address = "/school/year";

    public static readonly Texts Words = new(new ResourceManager("ElJournal.Setup.Years.YearTexts", typeof(YearView).Assembly));

    /// <param name="wanted">Null: the year that runs, else the next to come, else the last.</param>
    public static async Task<YearView> Load(HttpContext http, string? wanted, IQuerySession session, TimeProvider clock, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        var school = await session.LoadAsync<SchoolCard>(Streams.School(actor.School), cancel);
        var today = school?.DayAt(clock.GetUtcNow()) ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var years = (await session.Query<YearCalendar>().ToListAsync(cancel)).OrderBy(y => y.From).ToList();
        var year = wanted is null ? years.FirstOrDefault(y => today <= y.To) ?? years.LastOrDefault() : years.FirstOrDefault(y => y.Year.Value == wanted);
        var norms = await session.LoadAsync<BellNorms>(Streams.BellNorms, cancel);
        return new YearView(year, years, today, year is null ? null : norms?.On(year.To), school is not null, actor.Grants.AllowEver(Permission.SetUpSchool, Grant.WholeSchool));
    }

    public static string Of(YearId year, string? section = null) => section is null ? $"{Address}/{year}" : $"{Address}/{year}/{section}";

    /// <summary>2026–2027</summary>
    public static string NameOf(YearCalendar year) => year.From.Year == year.To.Year ? $"{year.From.Year}" : $"{year.From.Year}–{year.To.Year}";

    /// <summary>1 четверть</summary>
    public static string NameOf(Term term) => Words.With("term." + term.Kind, term.Ordinal);

    /// <summary>The sentences of warnings, in the reader's language.</summary>
    internal static IReadOnlyList<string> Sentences(IEnumerable<Warning> warnings) =>
        [.. warnings.Select(w => Words.With(w.Key, [.. w.Arguments.Select(a => a is DateOnly day ? Day(day) : a)]))];

    /// <summary>27.11.2026</summary>
    public static string Day(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    /// <summary>2026-11-27, as fields of a form hold it.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly? Typed(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static IReadOnlyList<int> Levels(IEnumerable<string?> typed) => [.. typed.Select(Number).OfType<int>().Distinct().Order()];

    public static int Status(string? refusal) => refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
}
