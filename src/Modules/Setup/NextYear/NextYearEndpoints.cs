using System.Resources;
using ElJournal.Kernel;
using ElJournal.Setup.Classes;
using ElJournal.Setup.Register;
using ElJournal.Setup.Years;
using ElJournal.Store;
using ElJournal.Ui;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Setup.NextYear;

/// <summary>Следующий год: opened from the one that ends, and its pupils decided of, class by class or all the usual ones at once.</summary>
internal static class NextYearEndpoints
{
    public const string Address = "/school/next-year";

    /// <summary>How long one request decides of pupils; the rest waits for the next press of the button.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    public static readonly Texts Words = new(new ResourceManager("ElJournal.Setup.NextYear.NextYearTexts", typeof(NextYearEndpoints).Assembly));

    public static IEndpointRouteBuilder MapNextYear(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Show).Needs(Permission.ManageContingent).ShowsNoPersonalData().WithSummary("Следующий учебный год");
        routes.MapPost(Address, Open).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Следующий учебный год: открыть");
        routes.MapPost(Address + "/promote", Promote).Needs(Permission.ManageContingent).ShowsNoPersonalData().WithSummary("Следующий учебный год: перевести всех, кто ждёт решения");
        return routes.MapClassPromotion();
    }

    private static async Task<IResult> Show(
        HttpContext http, [FromQuery] string? year, [FromQuery] int? done, IDocumentStore store, TimeProvider clock, PageFrame frame, CancellationToken cancel) =>
        await Draw(http, year, null, null, done, store, clock, frame, cancel);

    private static async Task<IResult> Open(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, TimeProvider clock, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        var draft = new NextYearDraft(form["from"].ToString(), form["to"].ToString(), LevelRules.All.ToDictionary(level => level, level => form[$"letters.{level}"].ToString()), "")
        {
            Parts = [.. form["part"].OfType<string>()],
        };
        await using var session = store.QuerySession(actor.School.Value);
        var ending = await Ending.Load(http, form["year"].ToString(), session, clock, cancel);
        if (ending is null || YearView.Typed(draft.From) is not { } from || YearView.Typed(draft.To) is not { } to)
            return await Draw(http, form["year"], draft, YearView.Words["dates.missing"], null, store, clock, frame, cancel);
        var plan = new NextYearPlan(ending.Year, from, to, draft.Letters.ToDictionary(l => l.Key, l => ClassEndpoints.Letters(l.Value)))
        {
            Next = ending.Next,
            NextClasses = ending.NextClasses,
            Parts = draft.Parts,
        };
        return (await desk.Send(plan.Command(actor.School, ending.Classes), actor, cancel)).Refusal is { } refusal
            ? await Draw(http, form["year"], draft, refusal.Text(), null, store, clock, frame, cancel)
            : TypedResults.LocalRedirect($"{Address}?year={ending.Year.Year}");
    }

    /// <summary>Everybody without a decision goes up with the class, the eleventh out; who is to stay or goes on condition was decided before, and who has finished the ninth waits.</summary>
    private static async Task<IResult> Promote(
        HttpContext http, [FromForm] IFormCollection form, IDocumentStore store, TimeProvider clock, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var actor = http.Actor()!;
        await using var session = store.QuerySession(actor.School.Value);
        var ending = await Ending.Load(http, form["year"].ToString(), session, clock, cancel);
        var order = form["order"].ToString().Trim();
        if (ending?.Next is null) return await Draw(http, form["year"], null, Words["promote.no-year"], null, store, clock, frame, cancel);
        if (order.Length == 0 || YearView.Typed(form["left"].ToString()) is not { } left)
            return await Draw(http, form["year"], new NextYearDraft("", "", new Dictionary<int, string>(), order), Words["promote.no-order"], null, store, clock, frame, cancel);
        var (begun, done) = (clock.GetTimestamp(), 0);
        foreach (var (promotion, pupil) in ending.Promotions.Where(p => p.HasUsual).SelectMany(p => p.Waiting.Select(pupil => (p, pupil))))
        {
            if (clock.GetElapsedTime(begun) > Longest) break;
            // Whom the council has kept at the level, or on another programme, waits for a class chosen by hand.
            var way = ending.CouncilOf(promotion.Class, pupil.Pupil);
            if (way is not null && way.Promotion is null or PromotionDecisions.Repeating) continue;
            PromotePupil command = promotion.Class.Level == 11
                ? new(Guid.NewGuid(), pupil.Pupil, ending.Year.Year, PromotionDecisions.Graduated, null, left, order, Seen: "")
                : new(Guid.NewGuid(), pupil.Pupil, ending.Year.Year, way?.Promotion ?? PromotionDecisions.Promoted, ClassId.From(promotion.Next!.Id), ending.Next.From, order, Seen: "");
            if ((await desk.Send(command, actor, cancel)).Refusal is { } refusal)
                return await Draw(http, form["year"], new NextYearDraft("", "", new Dictionary<int, string>(), order), $"{promotion.Class.Name}: {refusal.Text()}", done, store, clock, frame, cancel);
            done++;
        }
        return TypedResults.LocalRedirect($"{Address}?year={ending.Year.Year}&done={done}");
    }

    private static async Task<IResult> Draw(
        HttpContext http, string? year, NextYearDraft? draft, string? refusal, int? done, IDocumentStore store, TimeProvider clock, PageFrame frame, CancellationToken cancel)
    {
        await using var session = store.QuerySession(http.Actor()!.School.Value);
        var ending = await Ending.Load(http, year, session, clock, cancel);
        // While the year runs nobody has the grades of it.
        var results = ending is { IsOver: true, Next: not null }
            ? await http.RequestServices.GetRequiredService<IYearResults>().Of(session, ending.Year.Year, null, cancel) : new Dictionary<PupilId, YearResult>();
        return await frame.Show<NextYearPage>(http, Words["title"], new()
        {
            [nameof(NextYearPage.Ending)] = ending,
            [nameof(NextYearPage.Ungraded)] = ending?.Promotions.Sum(p => p.Waiting.Count(pupil => results.GetValueOrDefault(pupil.Pupil)?.Ungraded.Count > 0)) ?? 0,
            [nameof(NextYearPage.Draft)] = draft,
            [nameof(NextYearPage.Refusal)] = refusal,
            [nameof(NextYearPage.Done)] = done,
        }, YearView.Status(refusal));
    }
}

/// <summary>The forms of the next year as they were typed.</summary>
/// <param name="Letters">By year level.</param>
public sealed record NextYearDraft(string From, string To, IReadOnlyDictionary<int, string> Letters, string Order)
{
    /// <summary>Ticked, of <see cref="YearParts"/>.</summary>
    public IReadOnlyCollection<string> Parts { get; init; } = YearParts.All;
}

/// <summary>The year that ends, the next one if it is open, and how far the pupils are decided of.</summary>
/// <param name="Classes">Of the year that ends.</param>
/// <param name="NextClasses">Of the next year.</param>
public sealed record Ending(
    YearCalendar Year, IReadOnlyList<ClassRoster> Classes, YearCalendar? Next, IReadOnlyList<ClassRoster> NextClasses,
    IReadOnlyList<ClassPromotion> Promotions, IReadOnlyDictionary<PupilId, PupilCard> Pupils, DateOnly Today)
{
    /// <summary>All of the school: decisions may be late, when the next year runs already.</summary>
    public IReadOnlyList<YearCalendar> Years { get; init; } = [];

    /// <summary>Решения педагогического совета, by class of the year that ends.</summary>
    public IReadOnlyDictionary<string, ClassCouncil> Councils { get; init; } = new Dictionary<string, ClassCouncil>();

    /// <summary>Where the council of teachers has a pupil go; null: it has not decided.</summary>
    public CouncilDecision? CouncilOf(ClassRoster ended, PupilId pupil) => Councils.GetValueOrDefault(ended.Id)?.WayOf(pupil);

    /// <summary>Parts that the next year has nothing of yet.</summary>
    public IReadOnlyList<string> WaitingParts => [.. YearParts.All.Where(part => YearParts.IsWaiting(part, Year, Classes, Next, NextClasses))];

    public bool IsOver => Today >= Year.To;

    /// <summary>A graduate's first day of absence, as it is usual: the end of June.</summary>
    public DateOnly Leaving => new DateOnly(Year.To.Year, 7, 1) is var july && july > Year.To ? july : Year.To.AddDays(1);

    /// <param name="wanted">Null or none of the school: the year that runs or has just run.</param>
    /// <returns>Null while there is no year.</returns>
    public static async Task<Ending?> Load(HttpContext http, string? wanted, IQuerySession session, TimeProvider clock, CancellationToken cancel)
    {
        var view = await YearView.Load(http, null, session, clock, cancel);
        var year = view.Years.FirstOrDefault(y => y.Year.Value == wanted) ?? view.Years.LastOrDefault(y => y.From <= view.Today) ?? view.Years.FirstOrDefault();
        if (year is null) return null;
        var next = view.Years.FirstOrDefault(y => y.From > year.To);
        var all = await session.Query<ClassRoster>().ToListAsync(cancel);
        var pupils = (await session.Query<PupilCard>().ToListAsync(cancel)).ToDictionary(p => p.Pupil);
        List<ClassRoster> ending = [.. all.Where(c => c.Year == year.Year)], coming = [.. all.Where(c => c.Year == next?.Year)];
        return new Ending(year, ending, next, coming, ClassPromotion.Of(year.Year, ending, coming, pupils), pupils, view.Today)
        {
            Years = view.Years,
            Councils = (await session.LoadManyAsync<ClassCouncil>(cancel, ending.Select(c => Streams.Council(ClassId.From(c.Id))).ToArray())).ToDictionary(c => c.Class.Value),
        };
    }
}
