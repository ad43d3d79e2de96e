using System.Text.RegularExpressions;
using ElJournal.Kernel;
using ElJournal.Setup.People;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.Registers;

/// <summary>Локальные акты (D-4, Z-2): versions with their text, and who of the staff has been acquainted.</summary>
internal static partial class ActEndpoints
{
    public const string Acts = "/school/acts";
    private const string OneAct = Acts + "/{act}";

    public static string Of(ActId act) => $"{Acts}/{act}";

    public static IEndpointRouteBuilder MapActs(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Acts, (HttpContext http, RegisterReading reading, PageFrame frame, CancellationToken cancel) => Draw(http, Draft.Empty, reading, frame, cancel))
            .Needs(Permission.ReadSchool).ShowsNoPersonalData().WithSummary("Локальные акты: реестр");
        routes.MapPost(Acts, Adopt).Needs(Permission.SetUpSchool).ShowsNoPersonalData().WithSummary("Локальный акт: утвердить или новая редакция");
        routes.MapGet(OneAct, (HttpContext http, string act, [FromQuery] int? version, RegisterReading reading, PageFrame frame, CancellationToken cancel) =>
                Show(http, act, version, Draft.Empty, reading, frame, cancel))
            .Needs(Permission.ReadSchool).Reads("acts", Purpose.Register).WithSummary("Локальный акт: текст и ознакомление");
        routes.MapPost(OneAct + "/sign", Sign).Needs(Permission.ReadSchool).Reads("acts", Purpose.Register).WithSummary("Локальный акт: ознакомиться");
        routes.MapPost(OneAct + "/paper", Paper).Needs(Permission.SetUpSchool).Reads("acts", Purpose.Register).WithSummary("Локальный акт: ознакомление на бумаге");
        return routes;
    }

    private static async Task<IResult> Draw(HttpContext http, Draft draft, RegisterReading reading, PageFrame frame, CancellationToken cancel)
    {
        var (acts, today) = await reading.Acts(http.Actor()!.School, cancel);
        return await frame.Show<ActsPage>(http, RegisterWords.All["acts.title"], new()
        {
            [nameof(ActsPage.Acts)] = acts,
            [nameof(ActsPage.Today)] = today,
            [nameof(ActsPage.Draft)] = draft,
            [nameof(ActsPage.MayWrite)] = RegisterEndpoints.MayWrite(http),
        }, draft.Status);
    }

    private static async Task<IResult> Adopt(HttpContext http, [FromForm] IFormCollection form, RegisterReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var draft = new Draft("adopt", form);
        var act = draft.IdOf<ActId>("act") ?? Id.New<ActId>();
        var outcome = draft.Date("from") is not { } from ? Outcome.Refused(Refusals.DayIsMissing)
            : await desk.Send(new AdoptAct(draft.Command(), act, draft.Text("title"), from, draft.Text("protocol"), Clauses(draft.Text("text"))), http.Actor()!, cancel);
        if (outcome.IsAccepted) return TypedResults.LocalRedirect(Of(act));
        return draft.Text("anew").Length > 0 ? await Show(http, act.Value, null, draft.With(outcome), reading, frame, cancel) : await Draw(http, draft.With(outcome), reading, frame, cancel);
    }

    /// <summary>A line is a clause; «4.2. Отметки…» has its number in front, a line without one goes on with the clause before.</summary>
    internal static IReadOnlyList<ActClause> Clauses(string text)
    {
        var clauses = new List<ActClause>();
        foreach (var line in text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0))
        {
            var match = Numbered().Match(line);
            if (match.Success) clauses.Add(new ActClause(match.Groups[1].Value.TrimEnd('.'), match.Groups[2].Value));
            else if (clauses.Count > 0) clauses[^1] = clauses[^1] with { Text = clauses[^1].Text + " " + line };
            else clauses.Add(new ActClause("", line));
        }
        return clauses;
    }

    private static async Task<IResult> Show(
        HttpContext http, string act, int? version, Draft draft, RegisterReading reading, PageFrame frame, CancellationToken cancel)
    {
        if (!Id.IsValid(act) || await reading.Act(http.Actor()!, new ActId(act), version, cancel) is not { } view) return await frame.NotFound(http);
        return await frame.Show<ActPage>(http, view.Shown.Title, new()
        {
            [nameof(ActPage.View)] = view,
            [nameof(ActPage.Draft)] = draft,
            [nameof(ActPage.MayWrite)] = RegisterEndpoints.MayWrite(http),
        }, draft.Status);
    }

    private static async Task<IResult> Sign(HttpContext http, string act, [FromForm] IFormCollection form, RegisterReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        var draft = new Draft("sign", form);
        if (!Id.IsValid(act) || await reading.Act(http.Actor()!, new ActId(act), null, cancel) is not { } view) return await frame.NotFound(http);
        var outcome = await desk.Send(new SignAct(draft.Command(), view.Act.Act, Version(draft), http.Actor()!.Account, view.Today), http.Actor()!, cancel);
        return outcome.IsAccepted ? TypedResults.LocalRedirect(Of(view.Act.Act)) : await Show(http, act, null, draft.With(outcome), reading, frame, cancel);
    }

    private static async Task<IResult> Paper(HttpContext http, string act, [FromForm] IFormCollection form, RegisterReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!Id.IsValid(act)) return await frame.NotFound(http);
        var draft = new Draft("paper", form);
        var outcome = draft.Date("on") is not { } on ? Outcome.Refused(Refusals.DayIsMissing)
            : await desk.Send(new RecordActSignatures(draft.Command(), new ActId(act), Version(draft), draft.IdsOf<StaffId>("staff"), on), http.Actor()!, cancel);
        return outcome.IsAccepted ? TypedResults.LocalRedirect(Of(new ActId(act))) : await Show(http, act, null, draft.With(outcome), reading, frame, cancel);
    }

    private static int Version(Draft draft) => int.TryParse(draft.Text("version"), out var version) ? version : 0;

    [GeneratedRegex(@"^(\d+(?:\.\d+)*\.?)\s+(\S.*)$")]
    private static partial Regex Numbered();
}
