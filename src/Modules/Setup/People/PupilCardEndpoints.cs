using ElJournal.Kernel;
using ElJournal.Store;
using ElJournal.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElJournal.Setup.People;

/// <summary>Карточка обучающегося: what it says, the movement, the guardians, and each act of the contingent as a form.</summary>
internal static class PupilCardEndpoints
{
    private const string Card = PupilEndpoints.Pupils + "/{pupil}";

    public static IEndpointRouteBuilder MapPupilCard(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Card, (HttpContext http, string pupil, PupilReading reading, PageFrame frame, CancellationToken cancel) =>
                Draw(http, pupil, reading, frame, Draft.Empty, [], cancel))
            .Needs(Permission.ManageContingent).Reads("pupil", Purpose.Register, "pupil/{pupil}").WithSummary("Карточка обучающегося");
        Do("card", "Уточнить данные обучающегося", (pupil, draft) => new ChangePupilCard(draft.Command(), pupil, CardFields.Of(draft)));
        Do("transfer", "Перевести в другой класс", (pupil, draft) => Ordered(draft) ?? Into(draft, (into, from) => new PlacePupil(draft.Command(), pupil, into, from, draft.Order())));
        Do("return", "Вернуть выбывшего", (pupil, draft) => Ordered(draft) ?? Into(draft, (into, from) => new PlacePupil(draft.Command(), pupil, into, from, draft.Order())));
        Do("repeat", "Оставить на повторное обучение", (pupil, draft) => Ordered(draft) ?? Into(draft, (into, from) => new RepeatYear(draft.Command(), pupil, into, from, draft.Order())));
        Do("depart", "Отчислить", (pupil, draft) => Ordered(draft) ?? (draft.Date("from") is { } from
            ? new DepartPupil(draft.Command(), pupil, from, draft.Order(), draft.Text("reason"), draft.Text("where").Trim() is { Length: > 0 } where ? new Opening(where) : null)
            : Refused(Refusals.DayIsMissing)));
        Do("unlink", "Родитель больше не представляет обучающегося", (pupil, draft) =>
            draft.IdOf<GuardianId>("guardian") is not { } guardian ? Refused(Refusals.GuardianIsUnknown)
            : draft.Date("from") is { } from ? new UnlinkGuardian(draft.Command(), guardian, pupil, from) : Refused(Refusals.DayIsMissing));
        Do("guardian-card", "Уточнить данные родителя", (_, draft) => draft.IdOf<GuardianId>("guardian") is { } guardian
            ? new Asked(new ChangeGuardianCard(draft.Command(), guardian, CardFields.Of(draft))) : Refused(Refusals.GuardianIsUnknown));
        routes.MapPost(Card + "/guardian", Guardian).Needs(Permission.ManageContingent).Reads("pupil", Purpose.Register, "pupil/{pupil}").WithSummary("Записать родителя обучающегося");
        return routes;

        void Do(string act, string summary, Func<PupilId, Draft, Asked> command) =>
            routes.MapPost($"{Card}/{act}", async (
                HttpContext http, string pupil, [FromForm] IFormCollection form, PupilReading reading, PageFrame frame, Desk desk, CancellationToken cancel) =>
            {
                if (!Id.IsValid(pupil)) return await frame.NotFound(http);
                var draft = new Draft(act, form);
                var asked = command(new PupilId(pupil), draft);
                var outcome = asked.Refused ?? await desk.Send(asked.Command!, http.Actor()!, cancel);
                return outcome.IsAccepted
                    ? TypedResults.LocalRedirect(PupilEndpoints.Of(new PupilId(pupil)) + "?done=" + act)
                    : await Draw(http, pupil, reading, frame, draft.With(outcome), [], cancel);
            }).Needs(Permission.ManageContingent).Reads("pupil", Purpose.Register, "pupil/{pupil}").WithSummary(summary);
    }

    /// <summary>Registers and links in one go. Where somebody of the same name is in the register, the person at the desk says whether it is the same.</summary>
    private static async Task<IResult> Guardian(
        HttpContext http, string pupil, [FromForm] IFormCollection form, PupilReading reading, PageFrame frame, Desk desk, CancellationToken cancel)
    {
        if (!Id.IsValid(pupil)) return await frame.NotFound(http);
        var (draft, child, actor) = (new Draft("guardian", form), new PupilId(pupil), http.Actor()!);
        if (draft.Date("from") is not { } from)
            return await Draw(http, pupil, reading, frame, draft.With(Outcome.Refused(Refusals.DayIsMissing)), [], cancel);
        var card = CardFields.Of(draft);
        var same = draft.IdOf<GuardianId>("same");
        if (same is null && draft.Text("same").Length == 0 && await reading.Namesakes(actor.School, card, cancel) is { Count: > 0 } namesakes)
            return await Draw(http, pupil, reading, frame, draft with { Refusal = PeopleWords.All["guardian.namesake"] }, namesakes, cancel);
        var guardian = same ?? draft.IdOf<GuardianId>("guardian") ?? Id.New<GuardianId>();
        // The link first says what is wrong with it; a guardian without a ward is nobody's.
        if (!LinkGuardian.Relations.Contains(draft.Text("relation")))
            return await Draw(http, pupil, reading, frame, draft.With(Outcome.Refused(Refusals.RelationIsUnknown, draft.Text("relation"))), [], cancel);
        var outcome = same is null ? await desk.Send(new RegisterGuardian(draft.Command(), guardian, card), actor, cancel) : Outcome.Accepted;
        if (outcome.IsAccepted) outcome = await desk.Send(new LinkGuardian(DerivedId.Command("link", draft.Command().ToString()), guardian, child, draft.Text("relation"), from), actor, cancel);
        return outcome.IsAccepted
            ? TypedResults.LocalRedirect(PupilEndpoints.Of(child) + "?done=guardian")
            : await Draw(http, pupil, reading, frame, draft.With(outcome), [], cancel);
    }

    private static async Task<IResult> Draw(
        HttpContext http, string pupil, PupilReading reading, PageFrame frame, Draft draft, IReadOnlyList<Namesake> namesakes, CancellationToken cancel) =>
        Id.IsValid(pupil) && await reading.Of(http.Actor()!.School, new PupilId(pupil), cancel) is { } view
            ? await frame.Show<PupilPage>(http, view.Name, new()
            {
                [nameof(PupilPage.View)] = view,
                [nameof(PupilPage.Draft)] = draft,
                [nameof(PupilPage.Namesakes)] = namesakes,
                [nameof(PupilPage.Done)] = http.Request.Query["done"].ToString(),
            }, draft.Status)
            : await frame.NotFound(http);

    private static Asked? Ordered(Draft draft) => draft.Order() is null ? Refused(Refusals.OrderIsMissing) : null;

    private static Asked Into(Draft draft, Func<ClassId, DateOnly, ICommand> command) =>
        draft.IdOf<ClassId>("class") is not { } into ? Refused(Refusals.ClassIsUnknown)
        : draft.Date("from") is not { } from ? Refused(Refusals.DayIsMissing)
        : new Asked(command(into, from));

    private static Asked Refused(RefusalKind kind) => new(null, Outcome.Refused(kind));
}

/// <summary>What a form asks for: a command, or, where it says too little for one, why.</summary>
internal sealed record Asked(ICommand? Command, Outcome? Refused = null)
{
    public static implicit operator Asked(ChangePupilCard command) => new((ICommand)command);

    public static implicit operator Asked(DepartPupil command) => new((ICommand)command);

    public static implicit operator Asked(UnlinkGuardian command) => new((ICommand)command);
}
